import { Ladder } from './ladder.ts'
import type { PersonsSnapshot } from './snapshot.ts'

interface PersonSums {
  fund: number
  personal: number
  met: ReadonlySet<number>
}

const NONE: ReadonlySet<number> = new Set()

/** What persons used and bore, and which limits they met: by person until `seal`, then counted only. Amounts in fen. */
export class Persons {
  readonly #open = new Map<string, PersonSums>()
  readonly #fund = new Ladder()
  readonly #personal = new Ladder()
  readonly #limitPersons: number[]
  readonly #limitClaims: number[]
  #count = 0

  constructor(limits: number) {
    this.#limitPersons = new Array<number>(limits).fill(0)
    this.#limitClaims = new Array<number>(limits).fill(0)
  }

  /** Adds what a claim of a person came to. A claim of nobody ('') counts with its limits only. */
  add(id: string, fund: number, personal: number, met: readonly number[]): void {
    for (const limit of met) this.#limitClaims[limit] = (this.#limitClaims[limit] ?? 0) + 1
    if (id !== '') this.#join(id, fund, personal, met)
  }

  seal(): void {
    for (const { fund, personal, met } of this.#open.values()) this.#tally(fund, personal, met)
    this.#open.clear()
  }

  addAll(other: Persons): void {
    for (const [id, { fund, personal, met }] of other.#open) this.#join(id, fund, personal, [...met])
    this.#addTallied(other)
  }

  /** Sealed. */
  snapshot(): PersonsSnapshot {
    return {
      count: this.#count,
      fund: this.#fund.toTexts(),
      personal: this.#personal.toTexts(),
      limitPersons: [...this.#limitPersons],
      limitClaims: [...this.#limitClaims],
    }
  }

  addSnapshot({ count, fund, personal, limitPersons, limitClaims }: PersonsSnapshot): void {
    this.#count += count
    this.#fund.addTexts(fund)
    this.#personal.addTexts(personal)
    this.#addLimits(limitPersons, limitClaims)
  }

  /** Everybody so far, sealed or not. */
  counted(): Counted {
    const all = new Persons(this.#limitPersons.length)
    all.#addTallied(this)
    for (const { fund, personal, met } of this.#open.values()) all.#tally(fund, personal, met)
    return { count: all.#count, fund: all.#fund, personal: all.#personal, limitPersons: all.#limitPersons, limitClaims: all.#limitClaims }
  }

  #join(id: string, fund: number, personal: number, met: readonly number[]): void {
    const known = this.#open.get(id)
    const sums = known ?? { fund: 0, personal: 0, met: NONE }
    sums.fund += fund
    sums.personal += personal
    if (met.length > 0) sums.met = new Set([...sums.met, ...met])
    if (known === undefined) this.#open.set(id, sums)
  }

  #tally(fund: number, personal: number, met: ReadonlySet<number>): void {
    this.#count += 1
    this.#fund.add(fund, personal)
    this.#personal.add(personal, fund)
    for (const limit of met) this.#limitPersons[limit] = (this.#limitPersons[limit] ?? 0) + 1
  }

  #addTallied(other: Persons): void {
    this.#count += other.#count
    this.#fund.addAll(other.#fund)
    this.#personal.addAll(other.#personal)
    this.#addLimits(other.#limitPersons, other.#limitClaims)
  }

  #addLimits(persons: readonly number[], claims: readonly number[]): void {
    persons.forEach((count, i) => (this.#limitPersons[i] = (this.#limitPersons[i] ?? 0) + count))
    claims.forEach((count, i) => (this.#limitClaims[i] = (this.#limitClaims[i] ?? 0) + count))
  }
}

/** Persons counted: how many, by what the funds paid for them, by what they bore, and how many met each limit. */
export interface Counted {
  readonly count: number
  readonly fund: Ladder
  readonly personal: Ladder
  readonly limitPersons: readonly number[]
  readonly limitClaims: readonly number[]
}
