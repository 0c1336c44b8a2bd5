import { describe, expect, it } from 'vitest'
import { PolicyError } from '../../src/base/issue.ts'
import type { RowShape } from '../../src/batch/job.ts'
import { rowWriter } from '../../src/batch/result-rows.ts'
import { ParsedRows, rowSettler } from '../../src/batch/row-settler.ts'
import { MAX_PERSON_CLAIMS, settlePartition } from '../../src/batch/settle-partition.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack, type FullPolicy } from '../../src/full-policy.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { lakeside } from '../support/packs.ts'
import { CLAIM } from '../support/yibao.ts'
import { listed, partitionOf, type RowResult } from './support.ts'

type Claim = Record<string, unknown>

const POLICY = openPack(lakeside(), { scheme: 'standard' })
const BY_DISCHARGE = openPack({ ...lakeside(), dateBasis: { benefitYear: 'discharge' } }, { scheme: 'standard' })
const SHAPE: RowShape = { format: 'ndjson', full: false, lines: ['basic.paid'], language: 'en' }

/** A stay like that of the examples, which lakeside pays 4675.00 of as the first of a year: (6200 − 300 − 100 − 300) × 0.85. */
const stay = (id: string, admitDate: string, dischargeDate: string, settleDate = dischargeDate): Claim => ({
  ...CLAIM,
  id,
  encounter: { ...CLAIM.encounter, admitDate, dischargeDate, settleDate },
})
const FIRST = '4675.00'
/** The second at the same tier, long after the first, has half the deductible: (5800 − 150) × 0.85. */
const SECOND = '4802.50'

/** The results of rows from bytes to bytes, which are those of rows that are parsed. */
async function settledRows(texts: readonly (string | Buffer)[], policy: FullPolicy): Promise<readonly RowResult[]> {
  const rows = partitionOf(texts)
  const parsed = new ParsedRows(policy, await rowWriter(SHAPE, policy.lines), [])
  const [fast, slow] = [await rowSettler(policy, SHAPE, []), parsed].map(settler =>
    listed(settlePartition({ policy, settler, language: 'en' }, rows)),
  )
  expect(fast).toEqual(slow)
  return fast ?? []
}

async function settled(claims: readonly (Claim | string | Buffer)[], policy: FullPolicy = POLICY): Promise<readonly unknown[]> {
  const texts = claims.map(claim => (typeof claim === 'string' || Buffer.isBuffer(claim) ? claim : JSON.stringify(claim)))
  return (await settledRows(texts, policy)).map(({ rejected, text }) => {
    const row = JSON.parse(String(text)) as {
      readonly row: number
      readonly issues: readonly { readonly code: string; readonly path: string }[]
    }
    return rejected ? `${row.row}! ${row.issues.map(({ code, path }) => `${code} ${path}`).join(', ')}` : row
  })
}

const paid = async (claims: readonly Claim[], policy?: FullPolicy): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    (await settled(claims, policy)).map(row => [(row as { claimId: string }).claimId, (row as { 'basic.paid': string })['basic.paid']]),
  )

describe('a partition', () => {
  const june = stay('june', '2023-06-01', '2023-06-09')
  const december = stay('december', '2023-12-10', '2023-12-18', '2024-02-05')
  const march = stay('march', '2024-03-01', '2024-03-09')

  it('settles a person’s claims by day of settlement, in whatever order they come, and gives the results in theirs', async () => {
    const second = stay('second', '2023-09-01', '2023-09-09')
    expect(await settled([second, june])).toEqual([
      { row: 1, claimId: 'second', 'basic.paid': SECOND },
      { row: 2, claimId: 'june', 'basic.paid': FIRST },
    ])
  })

  it('counts a December stay settled in February to the year of its discharge, where the policy dates years so', async () => {
    for (const claims of [
      [june, december, march],
      [march, june, december],
      [december, march, june],
    ])
      expect(await paid(claims, BY_DISCHARGE)).toEqual({ june: FIRST, december: SECOND, march: FIRST })
  })

  it('and to the year of its settlement, where the policy dates years by that', async () => {
    expect(await paid([march, december, june])).toEqual({ june: FIRST, december: FIRST, march: SECOND })
  })

  it('returns to a year after a claim of the next', async () => {
    const january = stay('january', '2024-01-02', '2024-01-10')
    expect(await paid([june, january, december, march], BY_DISCHARGE)).toEqual({
      june: FIRST,
      january: FIRST,
      december: SECOND,
      march: SECOND,
    })
  })

  it('settles claims of one day by id, by code unit, and those of one id never twice', async () => {
    const [b, a] = [stay('b', '2023-06-01', '2023-06-09'), stay('B', '2023-03-01', '2023-03-09', '2023-06-09')]
    expect(await settled([b, a, b])).toEqual([
      { row: 1, claimId: 'b', 'basic.paid': SECOND },
      { row: 2, claimId: 'B', 'basic.paid': FIRST },
      '3! settledTwice /id',
    ])
  })

  it('does not count a refused claim; one of the same id may follow', async () => {
    const wrong = { ...june, cost: { ...CLAIM.cost, total: '6200.005' } }
    const second = stay('second', '2023-09-01', '2023-09-09')
    expect(await settled([wrong, second])).toEqual(['1! tooManyDecimals /cost/total', { row: 2, claimId: 'second', 'basic.paid': FIRST }])
    expect(await settled([wrong, june, second])).toEqual([
      '1! tooManyDecimals /cost/total',
      { row: 2, claimId: 'june', 'basic.paid': FIRST },
      { row: 3, claimId: 'second', 'basic.paid': SECOND },
    ])
  })

  it('takes the state that the first claim of a year brings, and refuses a later one', async () => {
    const { state } = POLICY.settle(june)
    const second = { ...stay('second', '2023-09-01', '2023-09-09'), state }
    expect(await settled([second])).toEqual([{ row: 1, claimId: 'second', 'basic.paid': SECOND }])
    expect(await settled([june, second])).toEqual([{ row: 1, claimId: 'june', 'basic.paid': FIRST }, '2! stateAndClaim /state'])
  })

  it('keeps persons apart, whose claims may have one id', async () => {
    const other = { ...june, person: { ...CLAIM.person, id: 'p2' } }
    expect(await settled([june, other])).toEqual([
      { row: 1, claimId: 'june', 'basic.paid': FIRST },
      { row: 2, claimId: 'june', 'basic.paid': FIRST },
    ])
  })

  it('settles claims without day of settlement by the day of discharge, and claims without id', async () => {
    const bare = (admitDate: string, dischargeDate: string): Claim => {
      return { ...CLAIM, id: undefined, encounter: { kind: 'inpatient', location: 'sameCounty', admitDate, dischargeDate } }
    }
    expect(await settled([bare('2023-09-01', '2023-09-09'), bare('2023-06-01', '2023-06-09')], BY_DISCHARGE)).toEqual([
      { row: 1, claimId: '', 'basic.paid': SECOND },
      { row: 2, claimId: '', 'basic.paid': FIRST },
    ])
  })

  it('refuses rows that are no claims, each with its reason, and settles the others', async () => {
    const nobody = { ...june, person: undefined }
    const rows = [
      '{',
      Buffer.from([0x22, 0xff, 0x22]),
      '[]',
      'null',
      nobody,
      { ...nobody, foo: 1 },
      { ...june, person: { id: 5 } },
      '\uFEFF{}',
      june,
    ]
    expect(await settled(rows as Claim[])).toEqual([
      '1! rowNotJson ',
      '2! rowNotUtf8 ',
      '3! wrongType ',
      '4! wrongType ',
      '5! noPerson /person/id',
      '6! noPerson /person/id, unknownKey /foo',
      '7! wrongType /person/id',
      '8! rowNotJson ',
      { row: 9, claimId: 'june', 'basic.paid': FIRST },
    ])
  })

  it('settles as many claims of one person as a batch takes, and no more', async () => {
    const visit = (i: number): Claim => {
      const encounter = { kind: 'outpatient', serviceDate: '2023-06-09', settleDate: '2023-06-09', location: 'sameCounty' }
      return { ...CLAIM, id: `v${String(i).padStart(6, '0')}`, encounter, cost: { total: '1.00' } }
    }
    const rows = await settled(Array.from({ length: MAX_PERSON_CLAIMS + 1 }, (_, i) => visit(i)))
    expect(rows.filter(row => typeof row === 'string')).toEqual([`${MAX_PERSON_CLAIMS + 1}! tooManyClaims /person/id`])
  })

  it('settles no claim twice: not a visit, not a year after, not the same once more with a fault', async () => {
    const visit = (id: string, day: string): Claim => ({
      ...CLAIM,
      id,
      encounter: { kind: 'outpatient', serviceDate: day, settleDate: day, location: 'sameCounty' },
      cost: { total: '100.00' },
    })
    const first = visit('v', '2023-06-09')
    expect(
      await settled([
        first,
        first,
        visit('v', '2024-06-09'),
        { ...visit('v', '2024-06-10'), foo: 1 },
        { ...june, id: 'v' },
        visit('w', '2023-06-09'),
      ]),
    ).toEqual([
      expect.objectContaining({ row: 1 }),
      '2! settledTwice /id',
      '3! settledTwice /id',
      '4! unknownKey /foo',
      '5! settledTwice /id',
      expect.objectContaining({ row: 6 }),
    ])
  })

  it('settles in the order that the claims name, where the bytes that look like it say otherwise', async () => {
    const early = JSON.stringify(stay('m', '2023-06-01', '2023-06-09', '2023-10-01'))
    const autumn = (id: string, settleDate: string): string => JSON.stringify(stay(id, '2023-09-01', '2023-09-09', settleDate))
    const first = { claimId: 'm', 'basic.paid': FIRST }
    // Of a key that comes twice the last one stands: settled on 1 December.
    const late = autumn('a', '2023-12-01').replace('"settleDate":', '"settleDate":"2023-09-10","settleDate":')
    expect(await settled([late, early])).toEqual([
      { row: 1, claimId: 'a', 'basic.paid': SECOND },
      { row: 2, ...first },
    ])
    // On one day z comes after m, where a would come before it.
    const renamed = (id: string, day: string, name: string): string => autumn(id, day).replace('"person":', `"id":"${name}","person":`)
    expect(await settled([renamed('a', '2023-10-01', 'z'), early])).toEqual([
      { row: 1, claimId: 'z', 'basic.paid': SECOND },
      { row: 2, ...first },
    ])
    // The id is settled already, or only seems to be.
    expect(await settled([early, renamed('a', '2023-11-01', 'm')])).toEqual([{ row: 1, ...first }, '2! settledTwice /id'])
    expect(await settled([early, renamed('m', '2023-11-01', 'z')])).toEqual([
      { row: 1, ...first },
      { row: 2, claimId: 'z', 'basic.paid': SECOND },
    ])
  })

  it('refuses a row whose person stands below another key among those of nobody, and settles that person’s', async () => {
    const { person, ...nobody } = june
    const below = JSON.stringify({ id: 'x', foo: { person }, ...nobody, person: undefined }).replace('"id":"june",', '')
    expect(await settled([below, june])).toEqual([
      '1! noPerson /person/id, unknownKey /foo',
      { row: 2, claimId: 'june', 'basic.paid': FIRST },
    ])
  })

  it('gives what a fold of its own gives', async () => {
    const claims = [...generateClaims({ seed: 11, claims: 600, persons: 60 })].reverse()
    const texts = claims.map(claim => JSON.stringify(claim))
    const expected = foldOf(POLICY, claims)
    const results = await settledRows(texts, POLICY)
    expect(results.map(({ rejected, text }) => (rejected ? undefined : (JSON.parse(String(text)) as Claim)['basic.paid']))).toEqual(
      expected,
    )
    expect(new Set(expected).size).toBeGreaterThan(100)
  })
})

/** What the basic layer pays of each claim, worked out person by person with a state for each year. */
function foldOf(policy: FullPolicy, claims: readonly Claim[]): readonly (string | undefined)[] {
  const keyOf = (claim: Claim): string => `${(claim['encounter'] as { settleDate: string }).settleDate} ${String(claim['id'])}`
  const states = new Map<string, YearStateJson>()
  const paidBy = new Map<Claim, string | undefined>()
  for (const claim of [...claims].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
    const year = `${(claim['person'] as { id: string }).id}/${policy.open(claim).days.year}`
    try {
      const { fund, state } = policy.settleOpen(policy.open(claim, states.get(year)))
      states.set(year, state)
      paidBy.set(claim, fund.layers['basic'])
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
    }
  }
  return claims.map(claim => paidBy.get(claim))
}
