import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPolicyError } from '../../src/base/issue.ts'
import type { BudgetFold } from '../../src/budget/spend.ts'
import { openPack, type FullPolicy } from '../../src/full-policy.ts'
import { findPack } from '../../src/node/read-pack.ts'

type Json = Record<string, unknown>

const PACK = findPack('shanwei') as Json & { rules: (Json & { id: string; event: Json; conditions: Json })[] }
const [COUNTY, ELSEWHERE] = ['441502', '441581']

/** The policy with other rules on which settlements count. */
function policyWith(...rules: readonly Json[]): FullPolicy {
  const others = PACK.rules.filter(rule => rule.event['type'] !== 'countSpend')
  return openPack({ ...PACK, rules: [...others, ...rules] })
}
const YEAR_ITSELF = { fact: 'budget.year', operator: 'equal', value: { fact: 'budget.year' } }
const rule = (id: string, params: Json, when: Json = YEAR_ITSELF): Json => ({
  id,
  clause: 'shanwei/3.1.1.2',
  conditions: { all: [when] },
  event: { type: 'countSpend', params: { scope: 'residentsAtMembers', on: 'settleDate', counts: 'paid', ...params } },
})

const MEMBERS = [
  { id: 'h1', county: COUNTY, allianceRole: 'lead' },
  { id: 'h2', county: COUNTY, allianceRole: 'member' },
]
const year = (facts: Json = {}, more: Json = {}): Json => ({
  version: 1,
  budget: { year: 2023, yearIndex: 1, total: '1000.00', assessmentPassed: true, ...facts },
  members: MEMBERS,
  ...more,
})

interface Told {
  readonly settled?: string
  readonly discharged?: string
  readonly admitted?: string
  readonly at?: string
  readonly from?: string
  readonly kind?: string
  readonly stay?: string
  readonly part?: 'interim' | 'final'
  readonly group?: string
  readonly cost?: string
}

const claim = (id: string, told: Told = {}): Json => ({
  id,
  person: { id: 'p1' },
  insurance: { scheme: 'resident', poolCity: '441500', county: told.from ?? COUNTY },
  institution: { id: told.at ?? 'h1' },
  encounter: {
    kind: told.kind ?? 'inpatient',
    admitDate: told.admitted ?? '2023-03-01',
    ...(told.discharged === undefined ? {} : { dischargeDate: told.discharged }),
    settleDate: told.settled ?? '2023-03-09',
    ...(told.stay === undefined ? {} : { stayId: told.stay }),
    ...(told.part === undefined ? {} : { part: told.part }),
    ...(told.group === undefined ? {} : { diseaseGroup: told.group }),
  },
  cost: { total: told.cost ?? '100.00' },
})

/** As `yibao batch` writes it; the person pays what is left of 100.00. */
const row = (claimId: string, paid: string, personal = '0.00'): Json => ({ claimId, 'basic.paid': paid, fund: paid, personal })

const shanwei = openPack(PACK)
const fold = (policy: FullPolicy = shanwei, of: Json = year()): BudgetFold => policy.spend(of)
const actualOf = (one: BudgetFold): unknown => (one.close().year as { budget: { actual: unknown } }).budget.actual
const actual = (h1: string, h2 = '0.00') => [
  { member: 'h1', amount: h1 },
  { member: 'h2', amount: h2 },
]

function codes(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (isPolicyError(error)) return error.issues.map(({ code, path }) => `${code} ${path}`)
    throw error
  }
  return []
}

describe('which year a case is of', () => {
  it.each([
    ['2022-12-31', '0.00'],
    ['2023-01-01', '60.00'],
    ['2023-12-31', '60.00'],
    ['2024-01-01', '0.00'],
  ])('by the day of settlement: %s counts %s', (settled, counted) => {
    const one = fold()
    one.add(claim('c1', { settled }), row('c1', '60.00'))
    expect(actualOf(one)).toEqual(actual(counted))
  })

  it.each([
    ['2022-12-31', '0.00'],
    ['2023-01-01', '60.00'],
  ])('by the day of discharge where the policy says so, whenever it was settled: %s counts %s', (discharged, counted) => {
    const one = fold(policyWith(rule('byDischarge', { on: 'dischargeDate' })))
    one.add(claim('c1', { discharged, settled: '2023-01-02' }), row('c1', '60.00'))
    expect(actualOf(one)).toEqual(actual(counted))
  })

  it('of a visit, which has no discharge, by its own day', () => {
    const one = fold(policyWith(rule('byDischarge', { on: 'dischargeDate' })))
    const visit = claim('c1', { kind: 'outpatient', settled: '2023-01-02' })
    one.add({ ...visit, encounter: { kind: 'outpatient', serviceDate: '2022-12-31', settleDate: '2023-01-02' } }, row('c1', '60.00'))
    expect(one.close().spend.outside).toEqual([{ why: 'otherYear', cases: 1, paid: '60.00' }])
  })
})

describe('whose case it is', () => {
  const cases = [
    { of: claim('c1'), paid: '1.00' },
    { of: claim('c2', { from: ELSEWHERE }), paid: '20.00' },
    { of: claim('c3', { at: 'x9' }), paid: '300.00' },
    { of: claim('c4', { at: 'x9', from: ELSEWHERE }), paid: '4000.00' },
  ]
  // c1 resident at a member; c2 stranger at a member; c3 resident elsewhere; c4 stranger elsewhere.
  it.each([
    ['residentsAtMembers', '1.00', ['notMember 1 300.00', 'notResident 2 4020.00']],
    ['residentsAnywhere', '301.00', ['notResident 2 4020.00']],
    ['members', '21.00', ['notMember 2 4300.00']],
  ])('%s counts %s', (scope, counted, outside) => {
    const one = fold(policyWith(rule('scoped', { scope })))
    for (const { of, paid } of cases) one.add(of, row(String(of['id']), paid))
    expect(actualOf(one)).toEqual(actual(counted))
    expect(one.close().spend.outside.map(({ why, cases: count, paid }) => `${why} ${count} ${paid}`)).toEqual(outside)
  })

  it('names the institutions that are no members, the first twenty in code-unit order whatever came first', () => {
    const ids = Array.from({ length: 30 }, (_, i) => `x${String(i).padStart(2, '0')}`)
    const named = (order: readonly string[]): unknown => {
      const one = fold()
      for (const id of order) for (const n of [1, 2]) one.add(claim(`${id}-${n}`, { at: id }), row(`${id}-${n}`, '0.50'))
      return one.close().spend.unknown
    }
    const expected = ids.slice(0, 20).map(institution => ({ institution, cases: 2, paid: '1.00' }))
    expect(named(ids)).toEqual(expected)
    expect(named([...ids].reverse())).toEqual(expected)
  })
})

describe('a stay in parts', () => {
  const interim = claim('i1', { stay: 's1', part: 'interim', settled: '2023-01-31', cost: '70.00' })
  const final = claim('f1', { stay: 's1', part: 'final', settled: '2023-02-20', cost: '30.00' })
  const stay = [{ member: 'h1', month: '2023-02', kind: 'inpatient', counts: 'paid', cases: 1, cost: '100.00', paid: '60.00' }]

  it('is one case of the month of its last part, with the cost and payment of all', () => {
    const one = fold()
    one.add(interim, row('i1', '40.00'))
    one.add(final, row('f1', '20.00'))
    expect(one.close().spend.rows).toEqual(stay)
  })

  it('is the same where the last part comes first, the others being announced', () => {
    const one = fold()
    for (const part of [final, interim]) one.announce(part)
    one.add(final, row('f1', '20.00'))
    one.add(interim, row('i1', '40.00'))
    expect(one.close().spend.rows).toEqual(stay)
  })

  it('does not wait for a part that was refused', () => {
    const one = fold()
    one.announce(interim)
    one.add(final, row('f1', '20.00'))
    one.refuse(interim)
    expect(one.close().spend).toMatchObject({ cases: 1, paid: '20.00', refused: 1, outside: [] })
  })

  it('that has no last part does not count, and is told', () => {
    const one = fold()
    one.add(interim, row('i1', '40.00'))
    const { spend, findings } = one.report()
    expect(spend).toMatchObject({ cases: 0, outside: [{ why: 'openStay', cases: 1, paid: '40.00' }] })
    expect(findings.map(({ code }) => code)).toContain('spendOpenStay')
  })

  it('of the year of its last part, its interim part of the year before or not', () => {
    const one = fold()
    one.add(claim('i1', { stay: 's1', part: 'interim', settled: '2022-12-30' }), row('i1', '40.00'))
    one.add(claim('f1', { stay: 's1', settled: '2023-01-01' }), row('f1', '20.00'))
    expect(actualOf(one)).toEqual(actual('60.00'))
  })

  it('is not that of another person, nor an examination before it', () => {
    const one = fold()
    one.add(interim, row('i1', '40.00'))
    one.add({ ...final, person: { id: 'p2' } }, row('f1', '20.00'))
    one.add(claim('e1', { stay: 's1', kind: 'preOpOutpatientExam' }), row('e1', '5.00'))
    expect(one.close().spend).toMatchObject({ cases: 2, paid: '25.00', outside: [{ why: 'openStay', paid: '40.00' }] })
  })
})

describe('a closing from claims', () => {
  it('is the closing of the same sums as given', () => {
    const one = fold()
    one.add(claim('c1', { settled: '2023-01-05' }), row('c1', '700.00'))
    one.add(claim('c2', { settled: '2023-01-06', at: 'h2' }), row('c2', '400.50'))
    one.add(claim('c3', { settled: '2023-12-31' }), row('c3', '0.01'))
    const months = Array.from({ length: 12 }, (_, i) => `2023-${String(i + 1).padStart(2, '0')}`)
    const paid: Record<string, string> = { '2023-01 h1': '700.00', '2023-01 h2': '400.50', '2023-12 h1': '0.01' }
    const given = shanwei.budget(
      year({
        actual: actual('700.01', '400.50'),
        monthlyApproved: months.flatMap(month =>
          ['h1', 'h2'].map(member => ({ month, member, amount: paid[`${month} ${member}`] ?? '0.00' })),
        ),
      }),
    )
    const { closing, months: payments, ledger } = one.report()
    expect({ closing, payments, ledger }).toEqual({ closing: given.closing, payments: given.months, ledger: given.ledger })
    // 1100.51 of 1000.00: 100.51 over.
    expect(closing).toMatchObject({ actual: '1100.51', overrun: '100.51' })
  })

  it('counts what is settled by score with what the scores earn, each stay as one case', () => {
    const policy = policyWith(
      rule('byScore', { counts: 'score' }, { fact: 'encounter.kind', operator: 'equal', value: 'inpatient' }),
      rule('byPaid', { counts: 'paid' }, { fact: 'encounter.kind', operator: 'notEqual', value: 'inpatient' }),
    )
    const scores = {
      fund: '800.00',
      reimbursementRatio: '0.8000',
      groups: [{ id: 'g1', score: '10.0000', meanCost: { all: '100.00' } }],
      institutions: [
        { member: 'h1', level: 'all', coefficient: '1.0000' },
        { member: 'h2', level: 'all', coefficient: '1.0000' },
      ],
    }
    const one = fold(policy, year({}, { scores }))
    one.add(claim('c1', { group: 'g1', discharged: '2023-03-09' }), { ...row('c1', '60.00', '40.00'), total: '100.00' })
    one.add(claim('i2', { group: 'g1', stay: 's', part: 'interim', at: 'h2', cost: '50.00' }), row('i2', '30.00', '20.00'))
    one.add(claim('f2', { group: 'g1', stay: 's', discharged: '2023-03-19', at: 'h2', cost: '50.00' }), row('f2', '30.00', '20.00'))
    one.add(claim('v1', { kind: 'outpatient' }), row('v1', '7.00'))
    const { scores: report, closing, ledger } = one.report()
    // Two cases of 10 points: 800 ÷ 0.8 ÷ 20 = 50 a point; each 500.00, of which 40.00 was paid by the person.
    expect(report).toMatchObject({ score: '20.0000', pointValue: '50.0000', remainder: '-120.00' })
    expect(report?.institutions.map(({ member, cases, used, fund: paid }) => [member, cases, used, paid])).toEqual([
      ['h1', 1, '60.00', '460.00'],
      ['h2', 1, '60.00', '460.00'],
    ])
    expect(closing?.members).toEqual([
      { member: 'h1', actual: '467.00' },
      { member: 'h2', actual: '460.00' },
    ])
    expect(ledger.filter(({ stage }) => stage === 'scores').map(({ to, amount }) => `${to} ${amount}`)).toContain('member:h1 460.00')
  })

  it('goes by what the year says of an institution before what its claims say', () => {
    const dipOnly = policyWith(rule('dipOnly', {}, { fact: 'institution.settlementMethod', operator: 'equal', value: 'dip' }))
    const members = [{ ...MEMBERS[0], settlementMethod: 'dip' }, MEMBERS[1]]
    const one = fold(dipOnly, year({}, { members }))
    one.add(claim('c1'), row('c1', '60.00'))
    one.add(claim('c2', { at: 'h2' }), row('c2', '7.00'))
    expect(actualOf(one)).toEqual(actual('60.00'))
    expect(one.close().spend.outside).toEqual([{ why: 'noRule', cases: 1, paid: '7.00' }])
  })

  it('counts persons by head with the rate, whatever their visits cost', () => {
    const byHead = policyWith(rule('byHead', { counts: 'capitation' }))
    const persons = [
      { member: 'h1', count: 3 },
      { member: 'h2', count: 0 },
    ]
    const one = fold(byHead, year({}, { capitation: { rate: '120.50', persons } }))
    one.add(claim('c1'), row('c1', '77.00'))
    // 3 × 120.50.
    expect(actualOf(one)).toEqual(actual('361.50'))
    const without = fold(byHead)
    without.add(claim('c1'), row('c1', '77.00'))
    expect(codes(() => without.close())).toEqual(['spendCapitationNeeded /capitation'])
  })

  it('of nothing is a year without spend', () => {
    const one = fold()
    expect(one.report().closing).toMatchObject({ actual: '0.00', surplus: '1000.00', overrun: '0.00' })
  })

  it('has the cost of its items where a settlement does not tell the total, and the total of the settlement where it does', () => {
    const items = ['20.00', '11.64'].map((amount, i) => ({ id: `i${String(i)}`, catalogueClass: 'A', amount }))
    const itemised = { ...claim('c1'), cost: { items } }
    const whole = { claimId: 'c1', fund: { total: '6.00', layers: { basic: '6.00' } }, personal: { total: '0.00' } }
    const settled = [
      row('c1', '6.00'),
      { ...row('c1', '6.00'), total: '31.64' },
      whole,
      { ...whole, lines: [{ id: 'total', amount: '31.64' }] },
    ]
    const costs = settled.map(one => {
      const counted = fold()
      counted.add(itemised, one)
      return counted.close().spend.rows.map(({ cost }) => cost)
    })
    // 20.00 + 11.64.
    expect(costs).toEqual(settled.map(() => ['31.64']))
  })

  it('takes whole settlements as well as rows', () => {
    const one = fold()
    one.add(claim('c1'), { claimId: 'c1', fund: { total: '61.00', layers: { basic: '60.00' } }, personal: { total: '39.00' } })
    expect(actualOf(one)).toEqual(actual('60.00'))
  })
})

describe('any claims', () => {
  const told = fc.record({
    settled: fc.constantFrom('2022-12-31', '2023-01-01', '2023-06-30', '2023-12-31', '2024-01-01'),
    at: fc.constantFrom('h1', 'h2', 'x1', 'x2'),
    from: fc.constantFrom(COUNTY, ELSEWHERE),
    kind: fc.constantFrom('inpatient', 'outpatient', 'daySurgery'),
    stay: fc.constantFrom(undefined, 's1', 's2', 's3'),
    paid: fc.nat({ max: 10_000_000 }),
  })
  /** Of each stay the one settled last is its last part: stays of one person, kind and name are told apart by their number. */
  const year2 = fc.array(told, { maxLength: 24 }).map(all =>
    all.map((one, i) => {
      const isLater = all.slice(i + 1).some(other => other.stay === one.stay && other.kind === one.kind)
      const { stay, ...rest } = one
      const part = stay === undefined ? undefined : isLater ? ('interim' as const) : ('final' as const)
      const amount = `${Math.trunc(one.paid / 100)}.${String(one.paid % 100).padStart(2, '0')}`
      return {
        claim: claim(`c${i}`, { ...rest, ...(stay === undefined ? {} : { stay, part: part! }) }),
        row: row(`c${i}`, amount),
        paid: one.paid,
      }
    }),
  )
  const counted = (lines: readonly { readonly claim: Json; readonly row: Json }[]) => {
    const one = fold()
    for (const line of lines) one.announce(line.claim)
    for (const line of lines) one.add(line.claim, line.row)
    return one.close()
  }
  const fen = (amount: string): number => Number(amount.replace('.', ''))

  it('count or do not count to the fen, and nothing is lost', () => {
    fc.assert(
      fc.property(year2, lines => {
        const { spend } = counted(lines)
        const all = fen(spend.paid) + spend.outside.reduce((sum, { paid }) => sum + fen(paid), 0)
        expect(all).toBe(lines.reduce((sum, { paid }) => sum + paid, 0))
        expect(spend.rows.reduce((sum, { paid }) => sum + fen(paid), 0)).toBe(fen(spend.paid))
      }),
    )
  })

  it('come to the same in any order', () => {
    const shuffled = year2.chain(lines => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })))
    fc.assert(
      fc.property(shuffled, ([lines, other]) => {
        expect(counted(other)).toEqual(counted(lines))
      }),
    )
  })
})

describe('what cannot be counted', () => {
  it('a year that gives its actual spend, or its cases, besides', () => {
    expect(codes(() => fold(shanwei, year({ actual: actual('1.00') })))).toEqual(['spendGiven /budget/actual'])
  })

  it('by a policy that does not say what counts', () => {
    expect(codes(() => fold(policyWith()))).toEqual(['spendRuleNeeded '])
  })

  it('by rules that read what claims do not hold', () => {
    const derived = rule('derived', {}, { fact: 'encounter.location', operator: 'equal', value: 'sameCounty' })
    expect(codes(() => fold(policyWith(derived)))).toContain('spendRuleReads ')
  })

  it('residents of a unit that lies nowhere, and what they spend elsewhere where nobody bears it', () => {
    const members = MEMBERS.map(({ id }) => ({ id }))
    expect(codes(() => fold(policyWith(rule('anywhere', { scope: 'residentsAnywhere' })), year({}, { members })))).toEqual([
      'spendAreaNeeded /members',
      'spendBearerNeeded /members',
    ])
    expect(codes(() => fold(policyWith(rule('all', { scope: 'members' })), year({}, { members })))).toEqual([])
  })

  it.each([
    ['of another claim', claim('c1'), row('c2', '1.00'), ['spendOtherClaim /claimId']],
    ['without the line of the pooled fund', claim('c1'), { claimId: 'c1', fund: '1.00' }, ['spendLineMissing /basic.paid']],
    ['whose amount is a number', claim('c1'), { claimId: 'c1', 'basic.paid': 'much' }, ['spendAmount /basic.paid']],
    ['that is none', claim('c1'), null, ['wrongType ']],
    [
      'of a claim without a day of settlement',
      { ...claim('c1'), encounter: { kind: 'outpatient' } },
      row('c1', '1.00'),
      ['missingField /encounter/settleDate'],
    ],
    ['of a claim of an unknown kind', claim('c1', { kind: 'spa' }), row('c1', '1.00'), ['unknownCode /encounter/kind']],
  ])('a settlement %s, and it leaves no trace', (_, of, settlement, expected) => {
    const one = fold()
    expect(codes(() => one.add(of, settlement))).toEqual(expected)
    expect(one.close().spend).toMatchObject({ cases: 0, outside: [] })
  })

  it('is no object at all, or one with a prototype', () => {
    const one = fold()
    for (const of of [null, 7, 'x', [], JSON.parse('{"__proto__":{"id":"c1"},"institution":{"__proto__":{"id":"h1"}}}')])
      expect(codes(() => one.add(of, row('c1', '1.00')))).not.toEqual([])
  })
})
