import { formatDay } from '../base/date.ts'
import { errorIssue, type Issue, type Language } from '../base/issue.ts'
import type { Policy } from '../policy.ts'
import { LineKeys } from '../stream/line-key.ts'
import type { Summary } from '../summary/summary.ts'
import { addSettled } from '../summary/tally.ts'
import { parseRow } from './parse-row.ts'
import { PersonRows } from './person-rows.ts'
import { QuickKey } from './quick-key.ts'
import { MAX_ROW } from './read-lines.ts'
import { rejectedRow } from './result-rows.ts'
import { Results } from './results.ts'
import type { RowSettler } from './row-settler.ts'
import { rowBytes, type PartitionRows } from './spill.ts'

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

interface Settling extends PartitionWork {
  readonly rows: PartitionRows
  readonly results: Results
}

/** Settles the rows of a partition, person by person. The results hold until the settler settles another. */
export function settlePartition(work: PartitionWork, rows: PartitionRows): Results {
  const { settler, summary } = work
  settler.texts.clear()
  const settling: Settling = { ...work, rows, results: new Results(rows.count, settler.texts) }
  // A row that is summed up must not be settled anew.
  const guess = settler.confirms !== undefined && summary === undefined
  const persons = new PersonRows(rows, new LineKeys(), guess, index => {
    const fault = rows.fault(index)
    if (fault !== undefined) reject(settling, index, undefined, [errorIssue(fault, '', { max: MAX_ROW })])
    else rejectNobody(settling, index)
  })
  for (let person = 0; person < persons.count; person++) {
    const own = persons.of(person)
    if (!(guess && settleGuessed(settling, persons, own))) settlePerson(settling, persons, own)
  }
  return settling.results
}

/**
 * Settles a person's rows in the order of their guessed keys, each of which is confirmed as the row is read; false if one is not what was guessed, or
 * nothing could be: then all are to be settled anew.
 */
function settleGuessed(settling: Settling, persons: PersonRows, own: Int32Array): boolean {
  const { rows, settler, results } = settling
  if (own.length > MAX_PERSON_CLAIMS || !persons.sortGuessed(own)) return false
  settler.begin()
  for (const index of own) {
    const { bytes, from, to } = rows.place(index)
    const before = settler.texts.length
    const issues = settler.settle(rows.number(index), bytes, from, to)
    if (issues === undefined) results.took(index, before)
    if (settler.confirms?.(persons.day(index), bytes, from + QuickKey.idFrom, from + persons.idEnd(index)) === true) continue
    const key = persons.key(index)
    if (key === undefined) rejectNobody(settling, index)
    else if (!persons.isGuessed(index, key, formatDay)) return false
    else if (issues !== undefined) reject(settling, index, parseRow(rowBytes(rows, index)).claim, issues)
  }
  return true
}

function reject({ rows, language, results, summary }: Settling, index: number, claim: unknown, issues: readonly Issue[]): void {
  summary?.reject(issues)
  results.rejected(index, rejectedRow(rows.number(index), claim, issues, language))
}

/** Everything that is wrong with a row that names no person, for which the policy itself may not ask. */
function rejectNobody(settling: Settling, index: number): void {
  const { claim, issues } = alone(settling, index)
  const isTold = issues.some(({ path }) => path === '' || path === '/person' || path === '/person/id')
  reject(settling, index, claim, isTold ? issues : [errorIssue('noPerson', '/person/id'), ...issues])
}

/** What is wrong with a row by itself, whatever was settled before. */
function alone({ policy, rows }: Settling, index: number): { readonly claim: unknown; readonly issues: readonly Issue[] } {
  const { claim, issue } = parseRow(rowBytes(rows, index))
  if (issue !== undefined) return { claim, issues: [issue] }
  const result = policy.trySettle(claim)
  return { claim, issues: result.ok ? [] : result.issues }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Settlement order: day of settlement, then id by code unit; claims that are equal in both stay in order of the input. */
const inOrder = (a: Waiting, b: Waiting): number => compare(a.day, b.day) || compare(a.id, b.id) || a.index - b.index

function settlePerson(settling: Settling, persons: PersonRows, own: Int32Array): void {
  const settled = new Set<string>()
  settling.settler.begin()
  const waiting: Waiting[] = []
  for (const index of own) {
    const key = persons.key(index)
    if (key === undefined) rejectNobody(settling, index)
    else waiting.push({ index, day: key.day, id: key.claimId })
  }
  for (const [place, one] of waiting.sort(inOrder).entries()) {
    if (place >= MAX_PERSON_CLAIMS) {
      const claim = parseRow(rowBytes(settling.rows, one.index)).claim
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
  const before = settler.texts.length
  const { bytes, from, to } = rows.place(index)
  const issues = settler.settle(rows.number(index), bytes, from, to)
  if (issues !== undefined) {
    reject(settling, index, parseRow(rowBytes(rows, index)).claim, issues)
    return false
  }
  results.took(index, before)
  if (summary !== undefined) addSettled(summary, policy, parseRow(rowBytes(rows, index)).claim, settler.values)
  return true
}
