import { parseDay } from '../../src/base/date.ts'
import { readDecimal } from '../../src/base/decimal.ts'
import { PolicyError } from '../../src/base/issue.ts'
import type { RunResult } from '../../src/expression/readings/result.ts'
import { factKey, sheetInputs, type ClaimRecord } from '../../src/expression/readings/record.ts'
import { factSpec } from '../../src/facts/catalogue.ts'
import type { Claim, Item } from '../../src/facts/claim.ts'
import type { FactValue } from '../../src/facts/spec.ts'
import { openPack } from '../../src/full-policy.ts'
import type { Policy } from '../../src/policy.ts'
import { claimDays } from '../../src/settlement/dates.ts'
import { Preparer } from '../../src/settlement/prepare.ts'
import { readState } from '../../src/settlement/state.ts'
import type { ReferenceResult } from '../reference/interpret.ts'
import type { Buckets, Facts } from '../reference/types.ts'
import { findingNames, firedIds, guardNames } from './year-fold.ts'

const policies = new Map<string, readonly Policy[]>()

function open(pack: unknown, parameters: Readonly<Record<string, unknown>>): readonly Policy[] {
  const key = JSON.stringify([pack, parameters])
  const known = policies.get(key)
  if (known !== undefined) return known
  const opened = [false, true].map(interpreted => openPack(pack, { scheme: 'standard', parameters, interpreted }))
  policies.set(key, opened)
  return opened
}

function internal(path: string, value: unknown): FactValue | undefined {
  const type = factSpec(path)?.type
  if (value === undefined) return undefined
  if (type === 'money') return Number(readDecimal(value, 2, 0, 1e11))
  if (type === 'day') return parseDay(String(value))
  return type === 'area' ? Number(value) : (value as FactValue)
}

function claimOf(facts: Facts): Claim {
  const values = Object.entries(facts).flatMap(([path, value]) => {
    const read = internal(path, value)
    return read === undefined || path === 'cost.items' ? [] : ([[path, read]] as const)
  })
  const items = facts['cost.items'] as readonly Readonly<Record<string, string>>[] | undefined
  const map = new Map<string, FactValue>([['cost.irregularAmount', 0], ['account.balance', 0], ...values])
  return { id: 'case', facts: map, given: new Set(), defaulted: [], items: items?.map(itemOf) ?? null, identities: [], state: undefined }
}

const itemOf = (item: Readonly<Record<string, string>>, i: number): Item => ({
  id: String(i),
  amount: Number(readDecimal(item['amount'], 2, 0, 1e11)),
  overLimit: Number(readDecimal(item['overLimit'], 2, 0, 1e11)),
  selfPayShare: Number(readDecimal(item['selfPayShare'], 4, 0, 10_000)),
  catalogueClass: item['catalogueClass'] as Item['catalogueClass'],
  itemKind: item['itemKind'] ?? '',
  flags: [],
  irregular: false,
})

/** The record of a case; its history is given as facts, not read from stays. */
function recordOf(policy: Policy, facts: Facts, buckets: Buckets): ClaimRecord {
  const claim = claimOf(facts)
  const days = claimDays(claim, policy.pack)
  if ('missing' in days) throw new Error(`the case has no ${days.missing}`)
  const state = readState(policy.sheet, { year: days.year, buckets }, [])
  const record = new Preparer(policy.sheet, path => factSpec(path)?.label).record(claim, days, state)
  const history = sheetInputs(policy.sheet).facts.filter(node => node.name.startsWith('history.'))
  const given = history.map(
    node => [factKey(node.name), node.type === 'id' ? (facts[node.name] ?? '') : Number(facts[node.name] ?? 0)] as const,
  )
  return { ...record, facts: { ...record.facts, ...(Object.fromEntries(given) as ClaimRecord['facts']) } }
}

/** Where a reading of the sheet says anything else than the reference: one line per difference. */
export function readingDifferences(
  pack: unknown,
  facts: Facts,
  buckets: Buckets,
  parameters: Readonly<Record<string, unknown>>,
  reference: ReferenceResult,
): readonly string[] {
  return open(pack, parameters).flatMap((policy, i) => {
    const name = i === 0 ? 'compiled' : 'no-eval'
    const record = recordOf(policy, facts, buckets)
    const walked = policy.values(record)
    const plain = policy.sheet.lines.flatMap(line => differ(`interpreter ${line.id}`, walked(line.node), reference.lines[line.id]))
    try {
      return [...plain, ...runDifferences(name, policy, policy.run(record), reference)]
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      return differ(`${name} guards`, guardNames(policy, record).join(), reference.guards.join())
    }
  })
}

function runDifferences(name: string, policy: Policy, run: RunResult, reference: ReferenceResult): readonly string[] {
  return [
    ...differ(`${name} guards`, '', reference.guards.join()),
    ...policy.sheet.lines.flatMap((line, i) => differ(`${name} ${line.id}`, run[`l${String(i)}`], reference.lines[line.id])),
    ...differ(`${name} fired`, firedIds(policy, run).join(), reference.fired.join()),
    ...differ(`${name} findings`, findingNames(policy, run).join(), reference.findings.join()),
    ...policy.sheet.slots.flatMap((slot, i) => {
      const bucket = reference.buckets[slot.key === '' ? slot.bucket : `${slot.bucket}[${slot.key}]`]
      const theirs = slot.role === 'index' ? (bucket?.index ?? 0) : Number(readDecimal(bucket?.[slot.role] ?? '0.00', 2, 0, 1e13))
      return differ(`${name} ${slot.id}`, run[`s${String(i)}`], theirs)
    }),
  ]
}

const differ = (what: string, mine: unknown, theirs: unknown): readonly string[] =>
  mine === theirs ? [] : [`${what}: ${String(mine)}, reference ${String(theirs)}`]
