import { describe, expect, it } from 'vitest'
import { FACTS } from '../../src/facts/catalogue.ts'
import { resolveHistory, type Stay } from '../../src/facts/resolve-history.ts'

const stay = (more: Partial<Stay> = {}): Stay => ({
  stayId: 's1',
  claimIds: ['c1'],
  institution: 'h1',
  tier: 'level2',
  admitDate: 100,
  dischargeDate: 110,
  compliant: true,
  chainId: 'k1',
  deductible: 50000,
  ...more,
})

const history = FACTS.filter(spec => spec.source === 'history')

describe('the history of a claim', () => {
  it('without earlier stays is the default of each fact', () => {
    expect(resolveHistory([], 100, 'level2')).toEqual(new Map(history.map(spec => [spec.path, spec.default])))
  })

  it('speaks of the last stay and counts all', () => {
    const facts = resolveHistory(
      [stay({ tier: 'level1', institution: 'h0' }), stay(), stay({ compliant: false, institution: 'h2' })],
      113,
      'level2',
    )
    expect(Object.fromEntries(facts)).toEqual({
      'history.stays': 3,
      'history.staysSameTier': 2,
      'history.gapDays': 3,
      'history.previous.institutionId': 'h2',
      'history.previous.tier': 'level2',
      'history.previous.compliant': false,
    })
  })

  it.each([
    ['a later admission', 111, 1],
    ['an admission on the day of discharge', 110, 0],
    ['an admission before the discharge', 105, 0],
    ['no admission', undefined, 36500],
  ])('measures the gap to %s', (_, admitDate, gap) => {
    expect(resolveHistory([stay()], admitDate, 'level2').get('history.gapDays')).toBe(gap)
  })
})
