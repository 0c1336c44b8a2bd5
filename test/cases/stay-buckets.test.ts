import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openPack } from '../../src/full-policy.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import type { Buckets, Facts } from '../reference/types.ts'
import riverside from '../packs/riverside.json' with { type: 'json' }
import { stay } from './claims.ts'

/** A settlement of stay `named` in a hospital of level 2, after those whose sums are of stay `held`. */
const part = (total: string, named: string | undefined, held: string | undefined, buckets: Buckets = {}, facts: Facts = {}) =>
  stay({ 'cost.total': total, 'encounter.stayId': named, 'history.heldStayId': held, ...facts }, buckets, {}, riverside)

describe('a bucket of period stay', () => {
  // 400 lie below the deductible of 600
  const first = part('400.00', 's1', undefined)

  it('carries deductible and position from one part of a stay to the next', () => {
    expect(first.lines).toMatchObject({ 'basic.deductible': 40000, 'basic.paid': 0 })
    expect(first.buckets['stay']).toEqual({ base: '400.00', thresholdPaid: '400.00', cost: '0.00' })
    // 200 are left of the deductible; 9800 from 600 to 10400: 9400 × 0.6 + 400 × 0.8 = 5960
    const second = part('10000.00', 's1', 's1', first.buckets)
    expect(second.lines).toMatchObject({ 'basic.deductible': 20000, 'basic.portion1': 940000, 'basic.portion2': 40000 })
    expect(second.lines).toMatchObject({ 'basic.paid': 596000 })
    expect(second.buckets['stay']).toEqual({ base: '10400.00', thresholdPaid: '600.00', cost: '9800.00' })
    // as if settled at once: 10400 − 600 = 9800
    expect(part('10400.00', 's1', undefined).lines).toMatchObject({ 'basic.deductible': 60000, 'basic.paid': 596000 })
  })

  it.each([
    ['another stay', 's2', 's1'],
    ['a stay without a name', undefined, 's1'],
    ['a stay without a name after another', undefined, undefined],
  ])('starts from 0 for %s', (_, named, held) => {
    // 600 of deductible, 9400 × 0.6 = 5640
    const next = part('10000.00', named, held, first.buckets)
    expect(next.lines).toMatchObject({ 'basic.deductible': 60000, 'basic.paid': 564000 })
    expect(next.buckets['stay']).toEqual({ base: '10000.00', thresholdPaid: '600.00', cost: '9400.00' })
  })

  it('counts tests before an operation that name the stay, and no others', () => {
    const tests = { 'encounter.kind': 'preOpOutpatientExam', 'encounter.admitDate': undefined, 'encounter.dischargeDate': undefined }
    const named = part('500.00', 's1', undefined, {}, tests)
    expect(named.buckets['stay']).toMatchObject({ thresholdPaid: '500.00' })
    expect(part('10000.00', 's1', 's1', named.buckets).lines['basic.deductible']).toBe(10000)
    const alone = part('500.00', undefined, 's1', first.buckets, tests)
    expect(alone.lines['basic.deductible']).toBe(50000)
    expect(alone.buckets['stay']).toEqual(first.buckets['stay'])
  })

  it('forgets the stay before under every key', () => {
    const held = { 'stayByTier[level2]': { paid: '59999.00' }, 'stayByTier[level3]': { paid: '10.00' } }
    // 1 is left of 60000 for the same stay in level 2
    const same = part('10000.00', 's1', 's1', held)
    expect(same.lines['basic.paid']).toBe(100)
    expect(same.buckets['stayByTier[level3]']).toEqual({ paid: '10.00' })
    const other = part('10000.00', 's2', 's1', held)
    expect(other.lines['basic.paid']).toBe(564000)
    expect(other.buckets['stayByTier[level2]']).toEqual({ paid: '5640.00' })
    expect(other.buckets['stayByTier[level3]']).toEqual({ paid: '0.00' })
    const visit = part('10000.00', undefined, 's1', held, { 'encounter.kind': 'outpatient' })
    expect(visit.buckets['stayByTier[level3]']).toEqual({ paid: '10.00' })
  })

  it('limits the cost of all parts together', () => {
    // 90000 − 89000 = 1000 of cost are left; at 100000 of position the ratio is 0.9
    const held = { stay: { base: '100000.00', thresholdPaid: '600.00', cost: '89000.00' } }
    expect(part('5000.00', 's1', 's1', held).lines).toMatchObject({ 'basic.payable': 100000, 'basic.paid': 90000 })
    // a stay of its own: 4400 × 0.6
    expect(part('5000.00', 's2', 's1', held).lines).toMatchObject({ 'basic.payable': 440000, 'basic.paid': 264000 })
  })
})

const CLAIM = {
  insurance: { scheme: 'resident', poolCity: '370800', county: '370829' },
  institution: { id: 'h1', type: 'hospital', tier: 'level2', adminLevel: 'county', city: '370800', county: '370829' },
}
const policy = openPack(riverside)

/** A settlement on the given day of March; a stay, if it is one, from the first. */
function settle(id: string, total: string, stayId: string | undefined, day: string, state?: YearStateJson, kind = 'inpatient') {
  const days = kind === 'inpatient' ? { admitDate: '2024-03-01', dischargeDate: `2024-03-${day}` } : { serviceDate: `2024-03-${day}` }
  const encounter = { kind, stayId, ...days, settleDate: `2024-03-${day}` }
  return policy.settle({ id, ...CLAIM, encounter, cost: { total } }, state)
}

describe('the state of such a policy', () => {
  it('says whose stay it holds: the last that a claim was or named', () => {
    const one = settle('c1', '400.00', 's1', '05').state
    expect(one.stayId).toBe('s1')
    expect(settle('c2', '400.00', undefined, '06', one, 'outpatient').state.stayId).toBe('s1')
    expect(settle('c2', '400.00', 's2', '06', one, 'outpatient').state.stayId).toBe('s2')
    expect(settle('c2', '400.00', undefined, '06', one).state.stayId).toBe('c2')
    expect(settle('c1', '400.00', undefined, '05', undefined, 'outpatient').state.stayId).toBe('')
  })

  it('may be given without it: then the next stay is a new one', () => {
    const { stayId: _, ...before } = settle('c1', '400.00', 's1', '05').state
    const next = (state: YearStateJson) => settle('c2', '10000.00', 's1', '09', state).lines.find(line => line.id === 'basic.deductible')
    expect(next({ ...before, stayId: 's1' })).toMatchObject({ amount: '200.00' })
    expect(next(before)).toMatchObject({ amount: '600.00' })
  })

  it('is not asked of a policy without such buckets', () => {
    const buckets = riverside.buckets.map(bucket => (bucket.period === 'stay' ? { ...bucket, period: 'year' } : bucket))
    const claim = { id: 'c1', ...CLAIM, encounter: { kind: 'outpatient', settleDate: '2024-03-05' }, cost: { total: '1.00' } }
    expect(openPack({ ...riverside, buckets }).settle(claim).state).not.toHaveProperty('stayId')
  })

  it('explains the deductible of the stay', () => {
    const one = settle('c1', '400.00', 's1', '05').state
    const encounter = { kind: 'inpatient', stayId: 's1', admitDate: '2024-03-01', dischargeDate: '2024-03-09', settleDate: '2024-03-09' }
    const told = JSON.stringify(policy.explain({ id: 'c2', ...CLAIM, encounter, cost: { total: '10000.00' } }, one))
    expect(told).toContain('一次住院')
    expect(told).toContain('stay’s')
  })
})

describe('a chain bucket', () => {
  // the stay before paid 600 of deductible; a rule credits it where the stay before was by the rules
  const by = { 'history.previous.compliant': true, 'history.stays': 1, 'history.stayId': 's0' }
  const linked = { ...by, 'history.gapDays': 3, 'referral.direction': 'up', 'institution.tier': 'level3' }
  const chain = (paid: string): Buckets => ({ chain: { thresholdPaid: paid } })

  it('holds what all parts of a linked stay paid, so that no part pays it again', () => {
    // 1200 × 0.5 again this year = 600, less 200 of the chain = 400; only 100 of cost
    const first = part('100.00', 's1', 's0', chain('200.00'), linked)
    expect(first.lines).toMatchObject({ 'basic.credit': 20000, 'basic.deductible': 10000 })
    expect(first.buckets['chain']).toEqual({ thresholdPaid: '300.00' })
    // 600 − 300 of the chain
    const second = part('5000.00', 's1', 's1', first.buckets, { ...linked, 'history.stayId': 's1' })
    expect(second.lines).toMatchObject({ 'basic.credit': 30000, 'basic.deductible': 30000 })
    expect(second.buckets['chain']).toEqual({ thresholdPaid: '600.00' })
  })

  it('is not broken by a part of the stay that began it', () => {
    const alone = { 'history.stays': 1, 'history.gapDays': 40 }
    const first = part('100.00', 's1', 's0', chain('200.00'), { ...alone, 'history.stayId': 's0' })
    expect(first.buckets['chain']).toEqual({ thresholdPaid: '100.00' })
    // 600 × 0.5 − 100 = 200 more
    const second = part('5000.00', 's1', 's1', first.buckets, { ...alone, 'history.stayId': 's1' })
    expect(second.lines['basic.deductible']).toBe(20000)
    expect(second.buckets['chain']).toEqual({ thresholdPaid: '300.00' })
    // another stay begins its own: 600 × 0.5
    const other = part('5000.00', 's2', 's1', first.buckets, { ...alone, 'history.stayId': 's1' })
    expect(other.buckets['chain']).toEqual({ thresholdPaid: '300.00' })
    expect(other.lines['basic.deductible']).toBe(30000)
  })
})

it('parts of a stay pay what the whole stay pays, but for a fen of rounding each', () => {
  const fen = fc.integer({ min: 0, max: 3_000_000 })
  fc.assert(
    fc.property(fc.array(fen, { minLength: 1, maxLength: 4 }), parts => {
      const text = (amount: number): string => (amount / 100).toFixed(2)
      let state: YearStateJson | undefined
      let paid = 0
      for (const [i, amount] of parts.entries()) {
        const settled = settle(`c${String(i)}`, text(amount), 's1', '09', state)
        paid += Math.round(Number(settled.fund.layers['basic']) * 100)
        state = settled.state
      }
      const whole = parts.reduce((sum, amount) => sum + amount, 0)
      const at = Math.round(Number(settle('c', text(whole), 's1', '09').fund.layers['basic']) * 100)
      expect(Math.abs(paid - at)).toBeLessThanOrEqual(parts.length)
    }),
    { numRuns: 200 },
  )
})

it('lists of open codes and scales over 1 are parameters, and a layer may name codes that no rule does', () => {
  const lines = (facts: Facts) => part('10000.00', undefined, undefined, {}, facts).lines
  // 600 × 2 = 1200
  expect(lines({ 'encounter.cause': 'accident' })['basic.threshold']).toBe(120000)
  expect(lines({ 'encounter.cause': 'illness' })['basic.threshold']).toBe(60000)
  // C34.9 is listed by the parameter alone
  expect(lines({ 'encounter.disease': 'C34.9' })['basic.points']).toBe(500)
  expect(lines({ 'encounter.disease': 'C34' })['basic.points']).toBe(0)
  // I10 is named by the layer alone
  const visit = { 'encounter.kind': 'outpatient' }
  expect(lines({ ...visit, 'encounter.disease': 'I10' })['excess.base']).toBeGreaterThan(0)
  expect(lines({ ...visit, 'encounter.disease': 'J45' })['excess.base']).toBe(0)
})
