import { bytesOf } from '../accelerated/bytes/byte-text.ts'
import { hashOf } from '../accelerated/bytes/byte-codes.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import type { Policy } from '../policy.ts'
import type { Settlement } from '../settlement/settlement.ts'
import { settledValues } from '../settlement/settled-values.ts'
import { claimKeys, type ClaimKey } from '../year/claim-key.ts'
import { readState, StateWriter, type YearStateJson } from '../settlement/state.ts'
import { recordInputs } from '../settlement/prepare.ts'
import { FastLines, holdsStay } from './fast-lines.ts'
import { NameTable } from './name-table.ts'
import { PersonYears } from './person-years.ts'
import { markOf, Rows, type Mark } from './rows.ts'

/** What of a settlement a row holds, and how it is worked out. */
export interface LineOptions {
  /** Ids of the lines wanted, in order of the row. */
  readonly lines: readonly string[]
  /** Ids of further lines, of which `values` are asked for. */
  readonly summed?: readonly string[]
  /** Without generated code: the same rows, slower. */
  readonly interpreted?: boolean
}

const BLANKS = Uint8Array.from({ length: 256 }, (_, byte) => Number(' \t\r\n'.includes(String.fromCharCode(byte))))

/** A row's marks around the values of its lines. */
interface RowMarks {
  /** What stands before the number of a row, and after it. */
  readonly numbered: Mark
  readonly counted: Mark
  /** The start of a row without a number. */
  readonly start: Mark
  /** By line: what stands before its value. */
  readonly before: readonly Mark[]
  readonly end: Mark
  /** Of all of them together, in bytes. */
  readonly length: number
}

/**
 * Settles claims line by line, from the bytes of NDJSON to those of compact rows: `{"claimId":"c1","basic.paid":"12.30"}` with the lines asked for.
 * Each claim is settled after what the lines before it left of its person's benefit year; a line that is refused changes nothing.
 */
export class LineSettler {
  /** The rows of settled lines, each with the end of its line; the caller clears them. */
  readonly rows = new Rows()
  /** Lines that were not ordinary, and so settled or refused by `policy.settle` itself. */
  slow = 0
  /** The further lines asked for, of the line last settled, in order: fen, or ten-thousandths. */
  readonly values: Float64Array
  readonly #policy: Policy
  readonly #lines: readonly string[]
  readonly #summed: readonly string[]
  readonly #keyOf: (claim: unknown) => ClaimKey
  readonly #isMoney: readonly boolean[]
  readonly #marks: RowMarks
  readonly #fast: FastLines | undefined
  readonly #persons = new NameTable()
  readonly #years: PersonYears
  readonly #states: StateWriter
  readonly #holdsStay: boolean
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  /** Whether the line last pushed was ordinary. */
  #isOrdinary = false

  /** Throws a RangeError for a line that the policy has not. */
  constructor(policy: Policy, { lines, summed = [], interpreted }: LineOptions) {
    this.#policy = policy
    this.#lines = lines
    this.#summed = summed
    this.values = new Float64Array(summed.length)
    this.#keyOf = claimKeys(policy.pack)
    this.#isMoney = lines.map(id => lineUnit(policy, id) === 'money')
    this.#marks = marksOf(lines)
    this.#fast = interpreted === true || !FastLines.suits(policy) ? undefined : new FastLines(policy, [...lines, ...summed])
    this.#years = new PersonYears(policy.sheet.slots.length)
    this.#states = new StateWriter(policy.sheet)
    this.#holdsStay = holdsStay(recordInputs(policy.sheet).facts)
  }

  /**
   * Settles the claim in `bytes` from `start` up to `end`, without the end of its line, and adds its row to `rows`, led by the number `row` if that is not 0; or gives everything that is wrong
   * with it: what `policy.trySettle` says, `rowNotUtf8`, `rowNotJson`, `noPerson`.
   */
  push(bytes: Uint8Array, start = 0, end = bytes.length, row = 0): readonly Issue[] | undefined {
    let [from, to] = [start, end]
    while (to > from && BLANKS[bytes[to - 1] as number] === 1) to--
    while (from < to && BLANKS[bytes[from] as number] === 1) from++
    this.#isOrdinary = this.#fast !== undefined && this.#settleFast(this.#fast, bytes, from, to)
    if (this.#fast !== undefined && this.#isOrdinary) {
      this.#write(this.#fast, row)
      for (let i = 0; i < this.values.length; i++) this.values[i] = this.#fast.lines[this.#lines.length + i] as number
      return undefined
    }
    this.slow++
    return this.#pushPlain(bytes.subarray(from, to), row)
  }

  /** Whether the line last pushed is certain to name this day of settlement, and in `bytes` from `from` up to `to` its id; false also of a line that had to be parsed. */
  confirms(settleDay: number, bytes: Uint8Array, from: number, to: number): boolean {
    if (this.#fast === undefined || !this.#isOrdinary) return false
    const { found, bytes: own } = this.#fast
    if (found.settleDay !== settleDay || found.idTo - found.idFrom !== to - from) return false
    for (let i = from; i < to; i++) if (bytes[i] !== own[found.idFrom + i - from]) return false
    return true
  }

  /** What a person's year has used so far; undefined if nothing was settled in it. */
  state(person: string, year: number): YearStateJson | undefined {
    return this.#years.state(this.#years.place(this.#person(person), year), this.#states, this.#holdsStay)
  }

  /** The years of all persons begin anew. */
  forget(): void {
    this.#persons.clear()
    this.#years.clear()
  }

  #settleFast(fast: FastLines, bytes: Uint8Array, start: number, end: number): boolean {
    try {
      if (!fast.read(bytes, start, end)) return false
      const { found } = fast
      if (found.personTo === 0) return false
      const person = this.#persons.number(fast.bytes, found.personFrom, found.personTo, found.personHash)
      return fast.settle(this.#years, this.#years.place(person, found.year))
    } catch {
      // A guard speaks, or the line ends in the midst of a value.
      return false
    }
  }

  #write({ found, bytes, lines }: FastLines, row: number): void {
    const { rows } = this
    const { numbered, counted, start, before, end, length } = this.#marks
    rows.reserve(length + found.idTo - found.idFrom, lines.length + 1)
    if (row === 0) rows.mark(start)
    else {
      rows.mark(numbered)
      rows.count(row)
      rows.mark(counted)
    }
    rows.copy(bytes, found.idFrom, found.idTo)
    for (let i = 0; i < before.length; i++) {
      rows.mark(before[i] as Mark)
      if (this.#isMoney[i] === true) rows.money(lines[i] as number)
      else rows.ratio(lines[i] as number)
    }
    rows.mark(end)
  }

  #pushPlain(line: Uint8Array, row: number): readonly Issue[] | undefined {
    const read = this.#parse(line)
    if ('issue' in read) return [read.issue]
    const { value } = read
    const { personId: id, year } = this.#keyOf(value)
    const place = id === '' || year === undefined ? undefined : this.#years.place(this.#person(id), year)
    const before = place === undefined ? undefined : this.#years.state(place, this.#states, this.#holdsStay)
    const result = this.#policy.trySettle(value, before)
    if (id === '') return withoutPerson(result.ok ? [] : result.issues)
    if (!result.ok) return result.issues
    // Only a claim of which the year is known can be settled.
    if (place === undefined) throw new TypeError('a settled claim without a benefit year')
    const { state } = result.settlement
    this.#years.set(place, readState(this.#policy.sheet, state, []), state.stays)
    this.#writePlain(result.settlement, row)
    if (this.#summed.length > 0) this.values.set(settledValues(result.settlement, this.#summed))
    return undefined
  }

  #parse(line: Uint8Array): { readonly value: unknown } | { readonly issue: Issue } {
    let text
    try {
      text = this.#decoder.decode(line)
    } catch {
      return { issue: errorIssue('rowNotUtf8', '') }
    }
    try {
      return { value: JSON.parse(text) as unknown }
    } catch {
      return { issue: errorIssue('rowNotJson', '') }
    }
  }

  #person(id: string): number {
    const bytes = bytesOf(id)
    return this.#persons.number(bytes, 0, bytes.length, hashOf(bytes))
  }

  #writePlain({ claimId, lines }: Settlement, number: number): void {
    const values = new Map(lines.map(line => [line.id, 'amount' in line ? line.amount : line.ratio]))
    const row = { ...(number === 0 ? {} : { row: number }), claimId, ...Object.fromEntries(this.#lines.map(id => [id, values.get(id)])) }
    const bytes = bytesOf(`${JSON.stringify(row)}\n`)
    this.rows.reserve(bytes.length, 0)
    this.rows.copy(bytes, 0, bytes.length)
  }
}

const NOBODY = errorIssue('noPerson', '/person/id')
const OF_PERSON: readonly string[] = ['', '/person', '/person/id']

/** What is wrong with a claim that names no person, for which its policy may not ask. */
const withoutPerson = (issues: readonly Issue[]): readonly Issue[] =>
  issues.some(({ path }) => OF_PERSON.includes(path)) ? issues : [NOBODY, ...issues]

function lineUnit(policy: Policy, id: string): string {
  const line = policy.sheet.lines.find(one => one.id === id)
  if (line === undefined) throw new RangeError(`the policy has no line ${id}`)
  return line.unit
}

function marksOf(lines: readonly string[]): RowMarks {
  const [numbered, counted, start, end] = ['{"row":', ',"claimId":"', '{"claimId":"', '"}\n'].map(markOf) as [Mark, Mark, Mark, Mark]
  const before = lines.map(id => markOf(`",${JSON.stringify(id)}:"`))
  return { numbered, counted, start, before, end, length: [numbered, counted, ...before, end].reduce((sum, { length }) => sum + length, 0) }
}
