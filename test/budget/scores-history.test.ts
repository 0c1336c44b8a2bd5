import { describe, expect, it } from 'vitest'
import { groupScores } from '../../src/budget/scores/group-scores.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { codesAt, worked } from './score-support.ts'

const HISTORY = [
  {
    id: 'dear',
    years: [
      { cases: 2, cost: '16000.00' },
      { cases: 3, cost: '27000.00' },
      { cases: 4, cost: '40000.00' },
    ],
  },
  {
    id: 'cheap',
    years: [
      { cases: 8, cost: '16000.00' },
      { cases: 7, cost: '17500.00' },
      { cases: 6, cost: '18000.01' },
    ],
  },
  {
    id: 'new',
    years: [
      { cases: 0, cost: '0.00' },
      { cases: 0, cost: '0.00' },
      { cases: 1, cost: '5000.00' },
    ],
  },
]

describe('scores from three years of cost, weighted 1:2:7', () => {
  const scores = groupScores(HISTORY, [1, 2, 7], '1000')
  // Of all cases: 32000 ÷ 10 = 3200; 44500 ÷ 10 = 4450; 63000.01 ÷ 11 = 5727.27…
  const mean = '((1 * 32000 / 10 + 2 * 44500 / 10 + 7 * 63000.01 / 11) / 10)'

  it.each([
    // 8000, 9000, 10000
    ['dear', '(1 * 16000 / 2 + 2 * 27000 / 3 + 7 * 40000 / 4) / 10', '1839.4006'],
    // 2000, 2500, 3000.0016…
    ['cheap', '(1 * 16000 / 8 + 2 * 17500 / 7 + 7 * 18000.01 / 6) / 10', '536.4921'],
    // One year alone is its mean.
    ['new', '5000', '958.0211'],
  ])('%s: its mean ÷ the mean of all × 1000', (id, own, score) => {
    expect(worked(`${own} / ${mean} * 1000`, 4)).toBe(scores.get(id))
    expect(scores.get(id)).toBe(score)
  })

  it('weights are data of the pack', () => {
    const weights = (name: string) => openPolicy(name).pack.scoring.map(({ historyWeights }) => historyWeights)
    expect([weights('shanwei'), weights('wenzhou')]).toEqual([[[1, 2, 7]], [[2, 3, 5]]])
  })

  it('wrong histories are told all at once', () => {
    const wrong = [
      { id: 'a', years: [{ cases: 1, cost: '1.00' }] },
      {
        id: 'a',
        years: [
          { cases: -1, cost: '1.00' },
          { cases: 1.5, cost: '1.001' },
          { cases: 0, cost: 'x' },
        ],
      },
      {
        id: 'b',
        years: [
          { cases: 0, cost: '0' },
          { cases: 0, cost: '0' },
          { cases: 0, cost: '0' },
        ],
      },
    ]
    expect(codesAt(() => groupScores(wrong, [1, 2, 7], '0'))).toEqual([
      'outOfRange /meanScore',
      'historyYears /history/0/years',
      'outOfRange /history/1/years/0/cases',
      'tooManyDecimals /history/1/years/1/cases',
      'tooManyDecimals /history/1/years/1/cost',
      'notADecimal /history/1/years/2/cost',
      'noHistory /history/2/years',
      'duplicateId /history/1/id',
    ])
  })

  it('where nothing cost anything every score is 0', () => {
    expect([...groupScores([{ id: 'a', years: [{ cases: 1, cost: '0.00' }] }], [1], '1000')]).toEqual([['a', '0.0000']])
    expect([...groupScores([], [1, 2, 7], '1000')]).toEqual([])
  })
})
