import { describe, expect, it } from 'vitest'
import { isPolicyError } from '../../src/base/issue.ts'
import { openPack } from '../../src/full-policy.ts'
import { FORMS, fail } from '../support/runs.ts'

const PACK = {
  version: 1,
  id: 'quay',
  covers: ['inpatient'],
  parameters: [{ id: 'favoured', type: 'codes', of: 'encounter.disease', value: ['facialParalysis'], source: 'clause' }],
  layers: [{ id: 'basic', base: ['inPolicy'] }],
  rules: [
    {
      id: 'favouredRatio',
      conditions: { all: [{ fact: 'encounter.disease', operator: 'in', value: { parameter: 'favoured' } }] },
      event: { type: 'setRatio', params: { ratio: '0.9000' } },
    },
    {
      id: 'ratio',
      conditions: { not: { fact: 'encounter.disease', operator: 'in', value: { parameter: 'favoured' } } },
      event: { type: 'setRatio', params: { ratio: '0.8000' } },
    },
  ],
}

const stay = (disease?: string) => ({
  id: 'c1',
  person: { id: 'p1' },
  insurance: { scheme: 'resident', poolCity: '990100', county: '990121' },
  institution: { id: 'h1', type: 'hospital', tier: 'level2', adminLevel: 'county', city: '990100', county: '990121' },
  encounter: {
    kind: 'inpatient',
    admitDate: '2024-06-01',
    dischargeDate: '2024-06-09',
    settleDate: '2024-06-09',
    ...(disease === undefined ? {} : { disease }),
  },
  cost: { total: '1000.00' },
})

/** What each form of the evaluator pays, in fen. */
function paid(favoured: readonly string[] | undefined, disease?: string): readonly unknown[] {
  const policy = openPack(PACK, favoured === undefined ? {} : { parameters: { favoured } })
  const record = policy.prepare(stay(disease))
  return Object.values(FORMS).map(create => create(policy.sheet, { fail, lines: ['basic.paid'] })(record)['l0'])
}

describe('a parameter that lists codes of an open fact', () => {
  const all = (amount: number): readonly number[] => Object.values(FORMS).map(() => amount)

  it('may list codes that the catalogue does not know', () => {
    // 1000 × 0.9 and 1000 × 0.8
    expect(paid(undefined, 'facialParalysis')).toEqual(all(90_000))
    expect(paid(undefined, 'appendicitis')).toEqual(all(80_000))
    expect(paid(undefined)).toEqual(all(80_000))
  })

  it('may be given others from outside the pack', () => {
    expect(paid(['lumbarDisc', 'appendicitis'], 'appendicitis')).toEqual(all(90_000))
    expect(paid(['lumbarDisc', 'appendicitis'], 'facialParalysis')).toEqual(all(80_000))
    expect(paid([], 'facialParalysis')).toEqual(all(80_000))
  })

  it('may be given one code without a list', () => {
    const { parameters } = openPack(PACK, { parameters: { favoured: 'appendicitis' } }).pack
    expect(parameters.get('favoured')?.values[0]?.value).toEqual(['appendicitis'])
  })

  it.each([
    ['an empty code', [''], 'wrongCode'],
    ['a number', [7], 'wrongType'],
    ['no list', true, 'wrongType'],
  ])('is refused with %s', (_, value, code) => {
    const open = (): unknown => openPack(PACK, { parameters: { favoured: value as unknown as string[] } })
    let issues: readonly unknown[] = []
    try {
      open()
    } catch (error) {
      if (!isPolicyError(error)) throw error
      issues = error.issues.map(issue => [issue.code, issue.path])
    }
    expect(issues).toEqual([[code, '/parameters/favoured']])
  })
})
