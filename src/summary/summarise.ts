import { errorIssue, isPolicyError } from '../base/issue.ts'
import { formatDay } from '../base/date.ts'
import type { RunResult } from '../expression/readings/result.ts'
import type { Policy } from '../policy.ts'
import type { OpenClaim } from '../settlement/open-claim.ts'
import type { YearStateJson } from '../settlement/state.ts'
import { Summary } from './summary.ts'

/** A claim as it came, dated by opening it once. */
interface Dated {
  readonly value: unknown
  readonly order: string
  readonly year: number
  readonly person: string
}

/**
 * Settles claims person by person in the order of their settlement (day, then id), each with the state that the one before left in its benefit year, and sums them
 * up. A claim that is refused counts as rejected and leaves the state alone. A row that is no claim at all: `undefined`.
 */
export function summarise(policy: Policy, claims: Iterable<unknown>): Summary {
  const summary = new Summary(policy)
  const byPerson = new Map<string, Dated[]>()
  for (const value of claims) {
    if (value === undefined) summary.reject([errorIssue('badJsonLine', '')])
    else attempt(summary, () => note(byPerson, dated(value, policy.open(value))))
  }
  for (const own of byPerson.values()) settleInOrder(policy, summary, own)
  return summary
}

function note(byPerson: Map<string, Dated[]>, one: Dated): void {
  // Without an id nobody knows whose year it is: each such claim stands alone.
  const key = one.person === '' ? `#${String(byPerson.size)}` : `p${one.person}`
  byPerson.set(key, [...(byPerson.get(key) ?? []), one])
}

function dated(value: unknown, { claim, days }: OpenClaim): Dated {
  const settled = claim.facts.get('encounter.settleDate')
  const day = typeof settled === 'number' ? settled : days.rules
  return { value, order: `${formatDay(day)} ${claim.id}`, year: days.year, person: String(claim.facts.get('person.id') ?? '') }
}

function settleInOrder(policy: Policy, summary: Summary, claims: readonly Dated[]): void {
  const states = new Map<number, YearStateJson>()
  for (const { value, year } of [...claims].sort((one, other) => (one.order < other.order ? -1 : one.order > other.order ? 1 : 0)))
    attempt(summary, () => {
      const open = policy.open(value, states.get(year))
      const run = policy.run(open.record)
      states.set(year, policy.settleOpen(open).state)
      summary.add({ id: open.claim.id, facts: open.claim.facts, ...open.days }, lineValues(policy, run))
    })
}

/** The lines of a run, in order of `policy.lines`. */
export const lineValues = ({ lines }: Policy, run: RunResult): Float64Array => Float64Array.from(lines, (_, i) => run[`l${String(i)}`] ?? 0)

function attempt(summary: Summary, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!isPolicyError(error)) throw error
    summary.reject(error.issues)
  }
}
