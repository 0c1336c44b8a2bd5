import type { Node } from '../node.ts'
import { outputRoots, type Outputs } from '../passes/outputs.ts'
import { Narrowed, regimeStarts, splitterOf, withinDays, type Splitter } from '../passes/specialise.ts'
import { tabulate } from '../passes/tabulate.ts'
import { nodesBelow } from '../sheet.ts'
import type { Code, Part } from './part.ts'

/** Turns outputs into what settles the claims they are for. */
export type Make<C = Code> = (outputs: Outputs) => Part<C>

export interface LocalityOptions<C> {
  readonly make: Make<C>
  /** The day fact that rules change with, if any. */
  readonly day: Node | undefined
  /** A part for the first claims, of outputs that are not tabulated, which would cost more than it saves: it says when it is `warm`, and no day is within it any more. */
  readonly early?: (outputs: Outputs, warm: () => void) => Part<C>
}

/** Sheets of more nodes are split by a fact: V8 does not optimise a function of more than 61,440 bytes of bytecode. */
const MANY_NODES = 6000

/** The fact that large outputs are split by, if any. */
export const splitOf = (outputs: Outputs): Splitter | undefined =>
  nodesBelow(outputRoots(outputs)).length > MANY_NODES ? splitterOf(outputs) : undefined

/** The parts of one locality: where asked for, first one of plain code for every day, then one of tables for each run of days between two changes of the rules. */
export class Locality<C> {
  readonly #outputs: Outputs
  readonly #options: LocalityOptions<C>
  readonly #made = new Map<number, Part<C>>()
  #starts: readonly number[] | undefined
  #early: Part<C> | undefined
  #isWarm: boolean

  constructor(outputs: Outputs, options: LocalityOptions<C>) {
    this.#outputs = outputs
    this.#options = options
    this.#isWarm = options.early === undefined
  }

  /** The part for claims of this rules date; it is made when first asked for. */
  at(day: number): Part<C> {
    const { day: fact, make, early } = this.#options
    if (!this.#isWarm && early !== undefined) return (this.#early ??= early(this.#outputs, () => (this.#isWarm = true)))
    const starts = (this.#starts ??= fact === undefined ? [] : regimeStarts(this.#outputs, fact))
    const from = Math.max(-Infinity, ...starts.filter(start => start <= day))
    const known = this.#made.get(from)
    if (known !== undefined) return known
    const to = Math.min(Infinity, ...starts.filter(start => start > from)) - 1
    const part = make(tabulate(fact === undefined || starts.length === 0 ? this.#outputs : withinDays(this.#outputs, fact, from, to)))
    this.#made.set(from, Object.assign(part, { from, to }))
    return part
  }
}

/** The localities of a large sheet, each made when a claim of it is first met, and one more for all that no rule names. */
export class Localities<C> {
  readonly #narrowed: Narrowed
  readonly #options: LocalityOptions<C>
  readonly #made = new Map<number | undefined, Locality<C>>()

  constructor(outputs: Outputs, splitter: Splitter, options: LocalityOptions<C>) {
    this.#narrowed = new Narrowed(outputs, splitter)
    this.#options = options
  }

  /** Whether a rule names the value. */
  names(value: number): boolean {
    return this.#narrowed.names(value)
  }

  at(value: number, day: number): Part<C> {
    const named = this.names(value) ? value : undefined
    const locality = this.#made.get(named) ?? new Locality(this.#narrowed.at(value), this.#options)
    this.#made.set(named, locality)
    return locality.at(day)
  }
}
