import { parseDay } from '../../src/base/date.ts'

type Json = Readonly<Record<string, unknown>>

/** A row of a decision table: a value, a list of values or `*` for each column, and what it sets. */
export interface TableRow {
  readonly cells: readonly (string | boolean | readonly string[])[]
  readonly value: number
}

export interface PackTable {
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
}

/** By kind of number, how many of its smallest units make 1: fen of a yuan, ten-thousandths of a ratio and of a scale, the same of a point. */
const UNITS: Readonly<Record<string, number>> = {
  money: 100,
  ratio: 10_000,
  points: 100,
  amount: 100,
  scale: 10_000,
  share: 10_000,
  int: 1,
}

/** The numbers of a pack in whole units, so that no model of a peer repeats one: parameters, tables, params of events, dates of rules. */
export class PackNumbers {
  readonly #lists: Readonly<Record<string, readonly Json[]>>

  constructor(pack: unknown) {
    this.#lists = pack as Record<string, readonly Json[]>
  }

  /** A parameter's values, each with the civil day it is in force from, the latest first. */
  dated(id: string): readonly { readonly from: number; readonly value: number }[] {
    const parameter = this.#one('parameters', id)
    const values = (parameter['values'] ?? [{ value: parameter['value'] }]) as readonly Json[]
    const one = (json: Json) => ({ from: dayOf(json['from']), value: whole(json['value'], String(parameter['type'])) })
    return values.map(one).sort((a, b) => b.from - a.from)
  }

  parameter(id: string): number {
    const [first, ...others] = this.dated(id)
    if (first === undefined || others.length > 0) throw new Error(`${id} has not one value`)
    return first.value
  }

  codes(id: string): readonly string[] {
    return this.#one('parameters', id)['value'] as readonly string[]
  }

  covers(): readonly string[] {
    return this.#lists['covers'] as unknown as readonly string[]
  }

  /** A number in the params of a rule's event. */
  of(rule: string, param: string): number {
    const event = this.#one('rules', rule)['event'] as { readonly params: Json }
    return this.#number(event.params[param], param === 'min' || param === 'max' ? 'amount' : param)
  }

  from(rule: string): number {
    return dayOf(this.#one('rules', rule)['from'])
  }

  to(rule: string): number {
    return dayOf(this.#one('rules', rule)['to'])
  }

  /** The ratio of the n-th floor of a layer. */
  floor(layer: string, index: number): number {
    const floors = this.#one('layers', layer)['floors'] as readonly Json[]
    return this.#number(floors[index]?.['ratio'], 'ratio')
  }

  table(id: string): PackTable {
    const table = this.#one('tables', id)
    const rows = table['rows'] as readonly (readonly unknown[])[]
    return {
      columns: table['columns'] as readonly string[],
      rows: rows.map(row => ({
        cells: row.slice(0, -1) as TableRow['cells'],
        value: this.#number(row.at(-1), String(table['sets'])),
      })),
    }
  }

  #number(json: unknown, kind: string): number {
    if (typeof json === 'object' && json !== null && 'parameter' in json) return this.parameter(String(json.parameter))
    return whole(json, kind)
  }

  #one(list: string, id: string): Json {
    const found = this.#lists[list]?.find(one => one['id'] === id)
    if (found === undefined) throw new Error(`no ${id} in ${list}`)
    return found
  }
}

const dayOf = (json: unknown): number => (typeof json === 'string' ? (parseDay(json) ?? NaN) : 0)

function whole(json: unknown, kind: string): number {
  const value = Math.round(Number(json) * (UNITS[kind] ?? NaN))
  if (!Number.isSafeInteger(value)) throw new Error(`${String(json)} is no ${kind}`)
  return value
}
