import type { Issue } from '../base/issue.ts'
import type { Policy } from '../policy.ts'
import { LineSettler } from '../stream/line-settler.ts'
import { Rows } from '../stream/rows.ts'
import { settledValues } from '../settlement/settled-values.ts'
import { claimKeys, type ClaimKey } from '../year/claim-key.ts'
import { isRefused, YearFold } from '../year/fold.ts'
import type { RowShape } from './job.ts'
import { parseRow } from './parse-row.ts'
import { rowWriter, type WriteRow } from './result-rows.ts'

/** Settles the rows of a partition: one person's after another's, each person's in settlement order. */
export interface RowSettler {
  /** The claims of another person follow. */
  begin(): void
  /** Settles the claim in `bytes` from `from` up to `to` after those of its person before it and adds its row to `texts`; or gives what is wrong with it: then it changes nothing. */
  settle(row: number, bytes: Buffer, from: number, to: number): readonly Issue[] | undefined
  /** The rows so far, each with its line end; the caller clears them. */
  readonly texts: Rows
  /** Whether the row last settled is certain to have this day of settlement and the id in `bytes` from `from` up to `to`; undefined: it never is. */
  readonly confirms?: (settleDay: number, bytes: Uint8Array, from: number, to: number) => boolean
  /** Of the row last settled, the lines that are summed up, in order, in fen. */
  readonly values: ArrayLike<number>
}

/** `summed`: the lines of which `values` are asked for. */
export const rowSettler = async (policy: Policy, shape: RowShape, summed: readonly string[]): Promise<RowSettler> =>
  shape.format === 'ndjson' && !shape.full
    ? new LineRows(policy, shape.lines, summed)
    : new ParsedRows(policy, await rowWriter(shape, policy.lines), summed)

/** From bytes to bytes: a claim that is ordinary is never an object. */
class LineRows implements RowSettler {
  readonly #settler: LineSettler

  constructor(policy: Policy, lines: readonly string[], summed: readonly string[]) {
    this.#settler = new LineSettler(policy, { lines, summed })
  }

  get values(): ArrayLike<number> {
    return this.#settler.values
  }

  get texts(): Rows {
    return this.#settler.rows
  }

  confirms(settleDay: number, bytes: Uint8Array, from: number, to: number): boolean {
    return this.#settler.confirms(settleDay, bytes, from, to)
  }

  begin(): void {
    this.#settler.forget()
  }

  settle(row: number, bytes: Buffer, from: number, to: number): readonly Issue[] | undefined {
    return this.#settler.push(bytes, from, to, row)
  }
}

/** By whole settlements, of which any kind of row can be written. */
export class ParsedRows implements RowSettler {
  values: readonly number[] = []
  readonly texts = new Rows()
  readonly #policy: Policy
  readonly #write: WriteRow
  readonly #summed: readonly string[]
  readonly #keyOf: (claim: unknown) => ClaimKey
  #years: YearFold

  constructor(policy: Policy, write: WriteRow, summed: readonly string[]) {
    this.#policy = policy
    this.#write = write
    this.#summed = summed
    this.#keyOf = claimKeys(policy.pack)
    this.#years = new YearFold(policy)
  }

  begin(): void {
    this.#years = new YearFold(this.#policy)
  }

  settle(row: number, bytes: Buffer, from: number, to: number): readonly Issue[] | undefined {
    const { claim, issue } = parseRow(bytes.subarray(from, to))
    if (issue !== undefined) return [issue]
    const settled = this.#years.settle(claim, this.#keyOf(claim).year)
    if (isRefused(settled)) return settled
    if (this.#summed.length > 0) this.values = settledValues(settled, this.#summed)
    this.texts.text(this.#write(row, settled))
    return undefined
  }
}
