import type { Node } from '../node.ts'
import type { Outputs } from '../passes/outputs.ts'
import { Narrowed, regimeStarts, withinDays, type Splitter } from '../passes/specialise.ts'
import { tabulate } from '../passes/tabulate.ts'
import { newPart, type Part } from './part.ts'

/** Turns outputs into what settles the claims they are for. */
export type Make = (outputs: Outputs) => Part

export interface LocalityOptions {
  readonly make: Make
  /** The day fact that rules change with, if any. */
  readonly day: Node | undefined
  /** After so many claims the outputs are tabulated: before, it would cost more than it saves. */
  readonly warmClaims: number
}

/** The parts of one locality: at first one of plain code for every day, then one of tables for each run of days between two changes of the rules. */
export class Locality {
  readonly #outputs: Outputs
  readonly #options: LocalityOptions
  readonly #made = new Map<number, Part>()
  #starts: readonly number[] | undefined
  #plain: Part | undefined
  #claims = 0

  constructor(outputs: Outputs, options: LocalityOptions) {
    this.#outputs = outputs
    this.#options = options
  }

  /** The part for claims of this rules date; it is made when first asked for. */
  at(day: number): Part {
    if (this.#claims < this.#options.warmClaims) return (this.#plain ??= this.#counting(this.#options.make(this.#outputs)))
    const { day: fact, make } = this.#options
    const starts = (this.#starts ??= fact === undefined ? [] : regimeStarts(this.#outputs, fact))
    const from = Math.max(-Infinity, ...starts.filter(start => start <= day))
    const known = this.#made.get(from)
    if (known !== undefined) return known
    const to = Math.min(Infinity, ...starts.filter(start => start > from)) - 1
    const part = make(tabulate(fact === undefined || starts.length === 0 ? this.#outputs : withinDays(this.#outputs, fact, from, to)))
    this.#made.set(from, Object.assign(part, { from, to }))
    return part
  }

  #counting(plain: Part): Part {
    const counting = newPart(claim => {
      // No day is within it any more: the next claim asks anew.
      if (++this.#claims >= this.#options.warmClaims) counting.from = Infinity
      return plain.code(claim, plain.d, plain.e)
    })
    return counting
  }
}

/** The localities of a large sheet, each made when a claim of it is first met, and one more for all that no rule names. */
export class Localities {
  readonly #narrowed: Narrowed
  readonly #options: LocalityOptions
  readonly #made = new Map<number | undefined, Locality>()

  constructor(outputs: Outputs, splitter: Splitter, options: LocalityOptions) {
    this.#narrowed = new Narrowed(outputs, splitter)
    this.#options = options
  }

  /** Whether a rule names the value. */
  names(value: number): boolean {
    return this.#narrowed.names(value)
  }

  at(value: number, day: number): Part {
    const named = this.names(value) ? value : undefined
    const locality = this.#made.get(named) ?? new Locality(this.#narrowed.at(value), this.#options)
    this.#made.set(named, locality)
    return locality.at(day)
  }
}
