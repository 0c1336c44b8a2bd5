import { isUtf8 } from 'node:buffer'
import { errorIssue, type Issue, type Language } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import type { Policy } from '../policy.ts'
import { personOf } from './person.ts'
import { PersonYears } from './person-years.ts'
import { MAX_ROW } from './read-lines.ts'
import { rejectedRow, type WriteRow } from './result-rows.ts'
import type { PartitionRows } from './spill.ts'

/** What became of a row: its text in the output or among the rejected rows. */
export interface RowResult {
  readonly rejected: boolean
  readonly text: string
}

/** Most claims of one person in a batch. */
export const MAX_PERSON_CLAIMS = 10_000

/** So many bytes of claims are kept as objects from the sorting to the settling; of more, each is read twice. */
const KEPT_BYTES = 16 * 1024 * 1024

/** A claim of a person waiting for its turn. */
interface Waiting {
  readonly index: number
  readonly day: string
  readonly id: string
  readonly claim: unknown
}

interface Settling {
  readonly policy: Policy
  readonly rows: PartitionRows
  readonly write: WriteRow
  readonly language: Language
  readonly results: RowResult[]
}

/** Settles the rows of a partition, person by person; the results are in order of the rows. */
export function settlePartition(policy: Policy, rows: PartitionRows, write: WriteRow, language: Language): readonly RowResult[] {
  const settling: Settling = { policy, rows, write, language, results: [] }
  const persons = new Map<string, Waiting[]>()
  const isKept = rows.size <= KEPT_BYTES
  for (let index = 0; index < rows.count; index++) {
    const { claim, issue } = readRow(rows, index)
    const person = issue === undefined ? personOf(claim) : undefined
    if (issue !== undefined) reject(settling, index, undefined, [issue])
    else if (person === undefined) reject(settling, index, claim, withoutPerson(policy, claim))
    else {
      const waiting = { index, ...orderOf(claim), claim: isKept ? claim : undefined }
      const others = persons.get(person)
      if (others === undefined) persons.set(person, [waiting])
      else others.push(waiting)
    }
  }
  for (const waiting of persons.values()) settlePerson(settling, waiting)
  return settling.results
}

function reject({ rows, language, results }: Settling, index: number, claim: unknown, issues: readonly Issue[]): void {
  results[index] = { rejected: true, text: rejectedRow(rows.number(index), claim, issues, language) }
}

function readRow(rows: PartitionRows, index: number): { readonly claim?: unknown; readonly issue?: Issue } {
  const fault = rows.fault(index)
  if (fault !== undefined) return { issue: errorIssue(fault, '', { max: MAX_ROW }) }
  const bytes = rows.bytes(index)
  if (!isUtf8(bytes)) return { issue: errorIssue('rowNotUtf8', '') }
  try {
    return { claim: JSON.parse(bytes.toString()) as unknown }
  } catch {
    return { issue: errorIssue('rowNotJson', '') }
  }
}

/** Everything that is wrong with a claim that names no person, which the policy itself may not ask for. */
function withoutPerson(policy: Policy, claim: unknown): readonly Issue[] {
  const result = policy.trySettle(claim)
  const issues = result.ok ? [] : result.issues
  return issues.some(({ path }) => path === '' || path === '/person' || path === '/person/id')
    ? issues
    : [errorIssue('noPerson', '/person/id'), ...issues]
}

/** Days on which a claim that names no day of settlement may have been settled, in the order in which they are looked at. */
const DAYS = ['settleDate', 'dischargeDate', 'serviceDate', 'admitDate'] as const

function orderOf(claim: unknown): Pick<Waiting, 'day' | 'id'> {
  const { encounter, id } = isPlainObject(claim) ? claim : {}
  const days = isPlainObject(encounter) ? DAYS.map(name => encounter[name]) : []
  return { day: days.find(day => typeof day === 'string') ?? '', id: typeof id === 'string' ? id : '' }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Settlement order: day of settlement, then id by code unit; claims that are equal in both stay in order of the input. */
const inOrder = (a: Waiting, b: Waiting): number => compare(a.day, b.day) || compare(a.id, b.id) || a.index - b.index

function settlePerson(settling: Settling, waiting: Waiting[]): void {
  const { policy, rows, write, results } = settling
  const years = new PersonYears(policy)
  for (const [place, { index, claim: kept }] of waiting.sort(inOrder).entries()) {
    const claim = kept === undefined ? readRow(rows, index).claim : kept
    if (place >= MAX_PERSON_CLAIMS) {
      reject(settling, index, claim, [errorIssue('tooManyClaims', '/person/id', { max: MAX_PERSON_CLAIMS })])
      continue
    }
    const result = years.settle(claim)
    if (result.ok) results[index] = { rejected: false, text: write(rows.number(index), result.settlement) }
    else reject(settling, index, claim, result.issues)
  }
}
