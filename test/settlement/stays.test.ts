import { describe, expect, it } from 'vitest'
import { openPack } from '../../src/full-policy.ts'
import type { StayState } from '../../src/settlement/state.ts'
import { withStay, type SettledStay } from '../../src/settlement/stays.ts'
import { settlersOf } from '../support/settlers.ts'
import { lakeside } from '../support/packs.ts'

const settled = (more: Partial<SettledStay> = {}): SettledStay => ({
  claimId: 'c1',
  stayId: 's1',
  institution: 'h1',
  tier: 'level2',
  admitDate: '2024-03-01',
  dischargeDate: '2024-03-05',
  compliant: true,
  linked: false,
  deductible: '400.00',
  ...more,
})
const first = withStay([], settled())

describe('the stays of a year', () => {
  it('grow by one for each stay', () => {
    expect(first).toEqual([
      {
        stayId: 's1',
        claimIds: ['c1'],
        institution: 'h1',
        tier: 'level2',
        admitDate: '2024-03-01',
        dischargeDate: '2024-03-05',
        compliant: true,
        chainId: 's1',
        deductible: '400.00',
      },
    ])
    const next = withStay(first, settled({ claimId: 'c2', stayId: 's2' }))
    expect(next.map(stay => [stay.stayId, stay.chainId])).toEqual([
      ['s1', 's1'],
      ['s2', 's2'],
    ])
  })

  it('count the parts of a stay as one: later discharge, deductibles together, all else as it began', () => {
    const part = settled({
      claimId: 'c2',
      institution: 'h2',
      tier: 'level3',
      admitDate: '2024-03-05',
      dischargeDate: '2024-03-20',
      compliant: false,
      deductible: '100.50',
    })
    expect(withStay(first, part)).toEqual([{ ...first[0], claimIds: ['c1', 'c2'], dischargeDate: '2024-03-20', deductible: '500.50' }])
    expect(withStay(first, { ...part, dischargeDate: '2024-03-04' })[0]?.dischargeDate).toBe('2024-03-05')
  })

  it.each([
    ['of another name', 's2', 2],
    ['without a name', '', 2],
    ['of the same name', 's1', 1],
  ])('see a stay %s after one with a name', (_, stayId, count) => {
    expect(withStay(first, settled({ claimId: 'c2', stayId }))).toHaveLength(count)
  })

  it('take a stay without a name for no part of another without one', () => {
    const nameless = withStay([], settled({ stayId: '' }))
    expect(nameless[0]?.stayId).toBe('c1')
    expect(withStay(nameless, settled({ claimId: 'c2', stayId: '' }))).toHaveLength(2)
    // A name may be that of the claim that had none.
    expect(withStay(nameless, settled({ claimId: 'c2', stayId: 'c1' }))).toHaveLength(1)
  })

  it('look at the last stay alone: one that another stay interrupted begins again', () => {
    const two = withStay(first, settled({ claimId: 'c2', stayId: 's2' }))
    expect(withStay(two, settled({ claimId: 'c3' })).map(stay => stay.stayId)).toEqual(['s1', 's2', 's1'])
  })

  it('keep a part in the chain of its stay, whether or not it is linked itself', () => {
    const two = withStay(first, settled({ claimId: 'c2', stayId: 's2', linked: true }))
    const chains = (stays: readonly StayState[]): readonly string[] => stays.map(stay => stay.chainId)
    expect(chains(withStay(two, settled({ claimId: 'c3', stayId: 's2', linked: false })))).toEqual(['s1', 's1'])
    expect(chains(withStay(two, settled({ claimId: 'c3', stayId: 's3', linked: false })))).toEqual(['s1', 's1', 's3'])
  })
})

const CLAIM = {
  insurance: { scheme: 'resident', poolCity: '370800', county: '370829' },
  institution: { id: 'h1', type: 'hospital', tier: 'level2', adminLevel: 'county', city: '370800', county: '370829' },
  cost: { total: '300.00' },
}
const stay = (id: string, stayId: string, admitDate = '2024-03-01') => ({
  id,
  ...CLAIM,
  encounter: { kind: 'inpatient', stayId, admitDate, dischargeDate: '2024-03-09', settleDate: '2024-03-09' },
})

describe('a second stay of the year', () => {
  const policy = openPack(lakeside(), { scheme: 'standard' })
  const before = policy.settle(stay('c1', 's1')).state
  const threshold = (claim: object): unknown => policy.settle(claim, before).lines.find(line => line.id === 'basic.threshold')

  it('has half the deductible at the same level, a further part of the first the whole', () => {
    expect(threshold(stay('c2', 's2'))).toMatchObject({ amount: '250.00' })
    expect(threshold(stay('c2', 's1'))).toMatchObject({ amount: '500.00' })
    expect(threshold(stay('c2', 's1', '2024-03-05'))).toMatchObject({ amount: '500.00' })
  })

  it('is told apart from a part by the fast path as by the plain one', () => {
    const { plain, fast } = settlersOf(lakeside(), { scheme: 'standard' })
    for (const claim of [stay('c2', 's2'), stay('c2', 's1'), stay('c2', 's1', '2024-03-05')]) {
      const settlement = fast(claim, before)
      expect(settlement).toBeDefined()
      expect(settlement).toEqual(plain.settle(claim, before))
    }
  })
})
