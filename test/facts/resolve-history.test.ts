import { describe, expect, it } from 'vitest'
import { FACTS } from '../../src/facts/catalogue.ts'
import type { FactValue } from '../../src/facts/spec.ts'
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

/** The facts of a stay from day 100 on at level 2, unless they say otherwise. */
const claim = (more: Readonly<Record<string, FactValue | undefined>> = {}): ReadonlyMap<string, FactValue> =>
  new Map(
    Object.entries({ 'encounter.kind': 'inpatient', 'encounter.admitDate': 100, 'institution.tier': 'level2', ...more }).flatMap(
      ([path, value]) => (value === undefined ? [] : [[path, value] as const]),
    ),
  )

const history = FACTS.filter(spec => spec.source === 'history')

describe('the history of a claim', () => {
  it('without earlier stays is the default of each fact', () => {
    expect(resolveHistory([], claim())).toEqual(
      new Map([...history.map(spec => [spec.path, spec.default] as const), ['history.stayId', '']]),
    )
  })

  it('speaks of the last stay and counts all', () => {
    const facts = resolveHistory(
      [stay({ tier: 'level1', institution: 'h0' }), stay(), stay({ compliant: false, institution: 'h2' })],
      claim({ 'encounter.admitDate': 113 }),
    )
    expect(Object.fromEntries(facts)).toEqual({
      'history.stays': 3,
      'history.staysSameTier': 2,
      'history.gapDays': 3,
      'history.previous.institutionId': 'h2',
      'history.previous.tier': 'level2',
      'history.previous.compliant': false,
      'history.stayId': 's1',
    })
  })

  it('of a further part is that of its stay, whatever the part says of its days and tier', () => {
    const before = [stay({ stayId: 's0', institution: 'h0', tier: 'level1', dischargeDate: 90 }), stay({ tier: 'level1' })]
    const part = { 'encounter.stayId': 's1', 'encounter.admitDate': 108 }
    const expected = { 'history.stays': 1, 'history.staysSameTier': 1, 'history.gapDays': 10, 'history.previous.institutionId': 'h0' }
    expect(Object.fromEntries(resolveHistory(before, claim(part)))).toMatchObject(expected)
    // another stay, a claim that is no stay, and a stay that is not the last
    const other = { 'history.stays': 2, 'history.staysSameTier': 0, 'history.gapDays': 0, 'history.previous.institutionId': 'h1' }
    for (const more of [
      { 'encounter.stayId': 's2' },
      { 'encounter.kind': 'outpatient' },
      { 'encounter.stayId': 's0' },
      { 'encounter.stayId': '' },
    ])
      expect(Object.fromEntries(resolveHistory(before, claim({ ...part, ...more })))).toMatchObject(other)
  })

  it('of a further part of the first stay is none', () => {
    const facts = resolveHistory([stay()], claim({ 'encounter.stayId': 's1' }))
    expect(Object.fromEntries(facts)).toMatchObject({ 'history.stays': 0, 'history.gapDays': 36500, 'history.stayId': 's1' })
  })

  it.each([
    ['a later admission', 111, 1],
    ['an admission on the day of discharge', 110, 0],
    ['an admission before the discharge', 105, 0],
    ['no admission', undefined, 36500],
  ])('measures the gap to %s', (_, admitDate, gap) => {
    expect(resolveHistory([stay()], claim({ 'encounter.admitDate': admitDate })).get('history.gapDays')).toBe(gap)
  })
})
