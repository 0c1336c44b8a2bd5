import { errorIssue, type Issue, type Language } from '../base/issue.ts'
import type { Policy } from '../policy.ts'
import { LineKeys } from '../stream/line-key.ts'
import type { Summary } from '../summary/summary.ts'
import { addSettled } from '../summary/tally.ts'
import { parseRow } from './parse-row.ts'
import { MAX_ROW } from './read-lines.ts'
import { rejectedRow } from './result-rows.ts'
import type { RowSettler, RowText } from './row-settler.ts'
import type { PartitionRows } from './spill.ts'

/** What became of a row: its text in the output or among the rejected rows. */
export interface RowResult {
  readonly rejected: boolean
  readonly text: RowText
}

/** Most claims of one person in a batch. */
export const MAX_PERSON_CLAIMS = 10_000

/** How the rows of a partition are settled. */
export interface PartitionWork {
  readonly policy: Policy
  readonly settler: RowSettler
  readonly language: Language
  /** Gets every row, if the batch is to be summed up. */
  readonly summary?: Summary | undefined
}

/** A claim of a person waiting for its turn. */
interface Waiting {
  readonly index: number
  readonly day: string
  readonly id: string
}

type Settling = PartitionWork & { readonly rows: PartitionRows; readonly results: RowResult[] }

/** Settles the rows of a partition, person by person; the results are in order of the rows. */
export function settlePartition(work: PartitionWork, rows: PartitionRows): readonly RowResult[] {
  const settling: Settling = { ...work, rows, results: [] }
  const keys = new LineKeys()
  const persons = new Map<string, Waiting[]>()
  for (let index = 0; index < rows.count; index++) {
    const fault = rows.fault(index)
    const key = fault === undefined ? keys.read(rows.bytes(index)) : undefined
    if (fault !== undefined) reject(settling, index, undefined, [errorIssue(fault, '', { max: MAX_ROW })])
    else if (key === undefined || key.person === '') rejectNobody(settling, index)
    else {
      const waiting = { index, day: key.day, id: key.claimId }
      const others = persons.get(key.person)
      if (others === undefined) persons.set(key.person, [waiting])
      else others.push(waiting)
    }
  }
  for (const waiting of persons.values()) settlePerson(settling, waiting)
  return settling.results
}

function reject({ rows, language, results, summary }: Settling, index: number, claim: unknown, issues: readonly Issue[]): void {
  summary?.reject(issues)
  results[index] = { rejected: true, text: rejectedRow(rows.number(index), claim, issues, language) }
}

/** Everything that is wrong with a row that names no person, for which the policy itself may not ask. */
function rejectNobody(settling: Settling, index: number): void {
  const { claim, issues } = alone(settling, index)
  const isTold = issues.some(({ path }) => path === '' || path === '/person' || path === '/person/id')
  reject(settling, index, claim, isTold ? issues : [errorIssue('noPerson', '/person/id'), ...issues])
}

/** What is wrong with a row by itself, whatever was settled before. */
function alone({ policy, rows }: Settling, index: number): { readonly claim: unknown; readonly issues: readonly Issue[] } {
  const { claim, issue } = parseRow(rows.bytes(index))
  if (issue !== undefined) return { claim, issues: [issue] }
  const result = policy.trySettle(claim)
  return { claim, issues: result.ok ? [] : result.issues }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Settlement order: day of settlement, then id by code unit; claims that are equal in both stay in order of the input. */
const inOrder = (a: Waiting, b: Waiting): number => compare(a.day, b.day) || compare(a.id, b.id) || a.index - b.index

function settlePerson(settling: Settling, waiting: Waiting[]): void {
  const settled = new Set<string>()
  settling.settler.begin()
  for (const [place, one] of waiting.sort(inOrder).entries()) {
    if (place >= MAX_PERSON_CLAIMS) {
      const claim = parseRow(settling.rows.bytes(one.index)).claim
      reject(settling, one.index, claim, [errorIssue('tooManyClaims', '/person/id', { max: MAX_PERSON_CLAIMS })])
    } else if (one.id !== '' && settled.has(one.id)) rejectTwice(settling, one)
    else if (settleRow(settling, one)) settled.add(one.id)
  }
}

/** A state names stays only: that a visit was settled before, or in another year, is known here. */
function rejectTwice(settling: Settling, { index, id }: Waiting): void {
  const { claim, issues } = alone(settling, index)
  reject(settling, index, claim, issues.length > 0 ? issues : [errorIssue('settledTwice', '/id', { id })])
}

/** Whether the row was settled. */
function settleRow(settling: Settling, { index }: Waiting): boolean {
  const { policy, rows, settler, results, summary } = settling
  const text = settler.settle(rows.number(index), rows.bytes(index))
  if (typeof text !== 'string' && !(text instanceof Uint8Array)) {
    reject(settling, index, parseRow(rows.bytes(index)).claim, text)
    return false
  }
  if (summary !== undefined) addSettled(summary, policy, parseRow(rows.bytes(index)).claim, settler.values)
  results[index] = { rejected: false, text }
  return true
}
