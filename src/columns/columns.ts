import { policyError } from '../base/format-issue.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'
import type { Sheet } from '../expression/sheet.ts'
import { arrayBinder } from './arrays.ts'
import { blockMaker } from './blocks.ts'
import { checkStarts, checkValues, columnOf, isNumberColumn, type GivenColumns } from './check-columns.ts'
import type { ColumnArrays, ColumnPlaces, ColumnRun } from './code.ts'
import { driveByPart, driveInOrder, type Drive } from './drive.ts'
import type { ColumnInput, NumberColumn } from './input.ts'
import { driveInLanes } from './lanes.ts'
import { loopMaker } from './loop.ts'
import { ColumnParts } from './parts.ts'
import { planColumns, type ColumnPlan } from './plan.ts'
import { ITEM_START, slotName, YEAR_START } from './request.ts'

export interface ColumnOptions {
  /** Facts that are the same for every row, as a claim writes them (an id as its number). */
  readonly constants?: Readonly<Record<string, unknown>>
  /**
   * Rows follow each other as a person's claims in a benefit year do: each begins with the slots that the one before it left, but for those with 1 in
   * the column `year.start`, which begin with what the columns of slots give, else 0.
   */
  readonly fold?: boolean
  /** Without generated code (strict content security policy): the same results, slower. */
  readonly interpreted?: boolean
}

export interface ColumnRunOptions {
  /** How many rows; without it all columns must be of one length. */
  readonly rows?: number
  /** Results to write into: those of an earlier run of as many rows or more. */
  readonly into?: ColumnResult
  /** The values are known to be whole numbers within the bounds of their inputs. If they are not, results are wrong, with nothing said. */
  readonly trusted?: boolean
}

export interface ColumnResult {
  readonly rows: number
  /** Fen, or ten-thousandths, by name of the output; 0 in rows without an answer. */
  readonly values: ReadonlyMap<string, Float64Array>
  /** For each row -1, or, where it has no answer, the index in `sheet.guards` of the first guard that speaks. */
  readonly guards: Int32Array
}

/** Settles many claims at once, column by column. */
export class Columns {
  /** The columns that a run must be given: those named that any result depends on, by name. */
  readonly inputs: readonly ColumnInput[]
  readonly outputs: readonly string[]
  /** Facts that a result depends on, and that are taken by default, days as absent. */
  readonly assumptions: readonly string[]
  readonly #plan: ColumnPlan
  readonly #known: ReadonlySet<string>
  readonly #parts: ColumnParts
  readonly #drive: Drive
  readonly #bind: (run: Omit<ColumnRun, 'arrays'>) => ColumnArrays
  readonly #slotColumns: readonly (number | undefined)[]

  constructor(sheet: Sheet, inputs: readonly string[], outputs: readonly string[], options: ColumnOptions = {}) {
    const { constants = {}, fold = false, interpreted = false } = options
    const plan = planColumns(sheet, inputs, outputs, constants, fold)
    this.#plan = plan
    this.#known = new Set([...inputs, ITEM_START, YEAR_START])
    this.inputs = plan.inputs
    this.outputs = plan.results
    this.assumptions = plan.assumptions
    const places = placesOf(plan)
    this.#slotColumns = fold ? plan.outputs.slotIds.map(id => places.column(slotName(id))) : []
    this.#parts = new ColumnParts(plan.outputs, (interpreted ? blockMaker : loopMaker)(places), places)
    this.#bind = interpreted ? () => ({}) : arrayBinder(places)
    this.#drive = !fold ? driveByPart : interpreted ? driveInLanes : driveInOrder
  }

  /** Throws a PolicyError with every issue of the columns, before any row is worked out. */
  run(given: GivenColumns, options: ColumnRunOptions = {}): ColumnResult {
    const issues: Issue[] = []
    for (const name of Object.keys(given))
      if (!this.#known.has(name))
        issues.push(errorIssue('unknownInput', pointer(name), { key: name, suggestion: suggest(name, this.#known) ?? '' }))
    const rows = options.rows ?? this.#rowsOf(given)
    const exact = options.rows === undefined
    const starts = this.#readsItems ? columnOf(given, ITEM_START, rows + 1, exact, issues) : new Int32Array()
    const years = this.#plan.isFold ? columnOf(given, YEAR_START, rows, exact, issues) : new Uint8Array()
    const items = Number(starts[rows] ?? 0)
    const columns = this.inputs.map(({ name, per }) => columnOf(given, name, per === 'item' ? items : rows, exact, issues))
    if (issues.length === 0 && options.trusted !== true) {
      this.inputs.forEach((input, i) => checkValues(input, columns[i] as NumberColumn, input.per === 'item' ? items : rows, issues))
      if (this.#plan.isFold) checkValues(YEAR_STARTS, years, rows, issues)
      if (this.#readsItems) checkStarts(ITEM_START, starts, rows, items, issues)
    }
    if (issues.length > 0) throw policyError(issues)
    const result = this.#into(rows, options.into)
    this.#drive(this.#parts, this.#newRun(columns, starts, years, result), rows)
    return result
  }

  get #readsItems(): boolean {
    return this.inputs.some(({ per }) => per === 'item')
  }

  /** As many rows as the first column of claims has. */
  #rowsOf(given: GivenColumns): number {
    const names = [...this.inputs.filter(({ per }) => per === 'claim').map(({ name }) => name), ...(this.#plan.isFold ? [YEAR_START] : [])]
    const found = names.map(name => (Object.hasOwn(given, name) ? given[name] : undefined)).find(isNumberColumn)
    return found?.length ?? 0
  }

  #into(rows: number, into: ColumnResult | undefined): ColumnResult {
    const fits = into !== undefined && into.guards.length >= rows
    const values = new Map(this.outputs.map(name => [name, (fits ? into.values.get(name) : undefined) ?? new Float64Array(rows)]))
    return { rows, values, guards: fits ? into.guards : new Int32Array(rows) }
  }

  #newRun(columns: readonly NumberColumn[], itemStarts: NumberColumn, yearStarts: NumberColumn, result: ColumnResult): ColumnRun {
    const run = {
      columns,
      results: [...result.values.values()],
      guards: result.guards,
      itemStarts,
      yearStarts,
      rows: new Int32Array(),
      state: new Float64Array(this.#plan.outputs.slotIds.length),
      lanes: new Int32Array(),
      slotColumns: this.#slotColumns,
    }
    return { ...run, arrays: this.#bind(run) }
  }
}

const YEAR_STARTS: ColumnInput = { name: YEAR_START, kind: 'flag', codes: [], min: 0, max: 1, per: 'claim' }

function placesOf({ inputs, results, isFold }: ColumnPlan): ColumnPlaces {
  const indexes = new Map(inputs.map(({ name }, i) => [name, i]))
  return { column: name => indexes.get(name), columns: inputs.length, results: results.length, isFold }
}
