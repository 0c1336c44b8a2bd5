import { regimeFact } from '../expression/passes/specialise.ts'
import type { Outputs } from '../expression/passes/outputs.ts'
import { Localities, Locality, splitOf, type Make } from '../expression/readings/locality.ts'
import type { Part } from '../expression/readings/part.ts'
import type { ColumnCode, ColumnPlaces } from './code.ts'
import type { NumberColumn } from './input.ts'

type ColumnPart = Part<ColumnCode>

/** Finds the part for each row: by its rules day and, of a large sheet, by the fact that splits it most. */
export class ColumnParts {
  readonly #day: number | undefined
  readonly #split: number | undefined
  readonly #at: (value: number, day: number) => ColumnPart
  readonly #named: (value: number) => boolean
  /** The part last used of each named value. */
  readonly #recent = new Map<number, ColumnPart>()
  #last: ColumnPart | undefined

  constructor(outputs: Outputs, make: Make<ColumnCode>, { column }: Pick<ColumnPlaces, 'column'>) {
    const day = regimeFact(outputs)
    const splitter = splitOf(outputs)
    this.#day = day === undefined ? undefined : column(day.name)
    this.#split = splitter === undefined ? undefined : column(splitter.fact.name)
    if (splitter === undefined) {
      const locality = new Locality(outputs, { make, day })
      this.#at = (_, on) => locality.at(on)
      this.#named = () => false
    } else {
      const localities = new Localities(outputs, splitter, { make, day })
      this.#at = (value, on) => localities.at(value, on)
      this.#named = value => localities.names(value)
    }
  }

  /** The part of a row. */
  at(columns: readonly NumberColumn[], row: number): ColumnPart {
    const on = this.#day === undefined ? 0 : (columns[this.#day]?.[row] ?? 0)
    if (this.#split === undefined) {
      const last = this.#last
      if (last !== undefined && on >= last.from && on <= last.to) return last
      return (this.#last = this.#at(0, on))
    }
    const value = columns[this.#split]?.[row] ?? 0
    const known = this.#recent.get(value)
    if (known !== undefined && on >= known.from && on <= known.to) return known
    const part = this.#at(value, on)
    if (this.#named(value)) this.#recent.set(value, part)
    return part
  }

  /** The first row after `from`, itself of this part, that is of another one, or `to`. */
  endOf(part: ColumnPart, columns: readonly NumberColumn[], from: number, to: number): number {
    if (this.#split !== undefined) {
      let row = from + 1
      while (row < to && this.at(columns, row) === part) row++
      return row
    }
    const days = this.#day === undefined ? undefined : columns[this.#day]
    return days === undefined ? to : endOfDays(days, part.from, part.to, from + 1, to)
  }
}

function endOfDays(days: NumberColumn, first: number, last: number, from: number, to: number): number {
  let row = from
  for (; row < to; row++) {
    const day = days[row] as number
    if (!(day >= first && day <= last)) break
  }
  return row
}
