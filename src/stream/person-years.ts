import type { YearState, YearStateJson, StayState, StateWriter } from '../settlement/state.ts'

const NONE = -1
const NO_STAYS: readonly StayState[] = Object.freeze([])

/** What persons' benefit years have used, as numbers: each year of a person has a place, from 0. */
export class PersonYears {
  /** The sums of all years, those of one beside each other, from `first`; replaced when it grows. */
  sums: Float64Array
  readonly #size: number
  /** So many places are taken, and persons known; the lists below keep what was there before them. */
  #places = 0
  #persons = 0
  /** By person: the year last opened; by place: the year of the same person that was opened before it. */
  readonly #latest: number[] = []
  readonly #before: number[] = []
  readonly #years: number[] = []
  readonly #applied: number[] = []
  readonly #stays: (readonly StayState[])[] = []
  readonly #held: string[] = []

  /** `size`: how many sums a year has. */
  constructor(size: number) {
    this.#size = size
    this.sums = new Float64Array(size * 64)
  }

  /** The place of a person's year. */
  place(person: number, year: number): number {
    const latest = person < this.#persons ? (this.#latest[person] as number) : NONE
    for (let place = latest; place !== NONE; place = this.#before[place] as number) if (this.#years[place] === year) return place
    const place = this.#places++
    this.#years[place] = year
    this.#before[place] = latest
    // Filled from its beginning: a person's number is given once, in turn.
    while (this.#persons <= person) this.#latest[this.#persons++] = NONE
    this.#latest[person] = place
    this.#applied[place] = 0
    this.#stays[place] = NO_STAYS
    this.#held[place] = ''
    const end = (place + 1) * this.#size
    if (end > this.sums.length) {
      const sums = new Float64Array(end * 2)
      sums.set(this.sums)
      this.sums = sums
    }
    return place
  }

  first(place: number): number {
    return place * this.#size
  }

  /** Claims applied; 0: nothing was settled in this year. */
  applied(place: number): number {
    return this.#applied[place] as number
  }

  stays(place: number): readonly StayState[] {
    return this.#stays[place] as readonly StayState[]
  }

  /** The stay of which buckets hold the sums; '' for none. */
  held(place: number): string {
    return this.#held[place] as string
  }

  setHeld(place: number, stayId: string): void {
    this.#held[place] = stayId
  }

  /** Notes that a claim was applied whose sums have been put in. */
  apply(place: number): void {
    this.#applied[place] = (this.#applied[place] as number) + 1
  }

  setStays(place: number, stays: readonly StayState[]): void {
    this.#stays[place] = stays
  }

  /** Takes over a whole state; `stays`: its stays as JSON. */
  set(place: number, { applied, slots, stayId }: YearState, stays: readonly StayState[]): void {
    this.sums.set(slots, this.first(place))
    this.#applied[place] = applied
    this.#stays[place] = stays
    this.#held[place] = stayId
  }

  /** The state as JSON; undefined where nothing was settled. `holdsStay`: its policy has buckets of single stays. */
  state(place: number, writer: StateWriter, holdsStay: boolean): YearStateJson | undefined {
    const applied = this.applied(place)
    if (applied === 0) return undefined
    return writer.write(
      this.#years[place] as number,
      applied,
      this.sums,
      this.first(place),
      this.stays(place),
      holdsStay ? this.held(place) : undefined,
    )
  }

  clear(): void {
    this.sums.fill(0, 0, this.#places * this.#size)
    this.#places = 0
    this.#persons = 0
  }
}
