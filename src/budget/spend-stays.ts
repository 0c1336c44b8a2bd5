import type { DayNumber } from '../base/date.ts'

/** What parts of a stay came to, in fen. */
export interface PartSums {
  readonly cost: number
  readonly paid: number
  readonly paidByOthers: number
  readonly admitted: DayNumber | undefined
}

/** A stay of which parts are still to come, with its last part where that came first. */
interface OpenStay<T> {
  sums: PartSums
  parts: number
  /** Parts announced that have not come. */
  awaited: number
  last: T | undefined
}

const NOTHING: PartSums = { cost: 0, paid: 0, paidByOthers: 0, admitted: undefined }

/** The sums of two parts of one stay. */
const together = (one: PartSums, other: PartSums): PartSums => ({
  cost: one.cost + other.cost,
  paid: one.paid + other.paid,
  paidByOthers: one.paidByOthers + other.paidByOthers,
  admitted: earlier(one.admitted, other.admitted),
})

const earlier = (one: DayNumber | undefined, other: DayNumber | undefined): DayNumber | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other)

/**
 * Stays that are settled in parts. Only those in being are kept. A last part that comes before one of its interim parts waits for it where that was announced;
 * without announcements interim parts must come first.
 */
export class OpenStays<T extends PartSums> {
  readonly #open = new Map<string, OpenStay<T>>()

  /** An interim part of a stay will come. */
  announce(key: string): void {
    this.#stay(key).awaited++
  }

  /** An interim part: gives the whole stay, if its last part came before and this was all that it waited for. */
  part(key: string, sums: PartSums): T | undefined {
    const stay = this.#stay(key)
    stay.sums = together(stay.sums, sums)
    stay.parts++
    return this.#arrived(key, stay)
  }

  /** An announced part will not come after all. */
  dropped(key: string): T | undefined {
    const stay = this.#open.get(key)
    return stay === undefined ? undefined : this.#arrived(key, stay)
  }

  /** The last part: gives the whole stay, or keeps it until the parts announced have come. */
  last(key: string, last: T): T | undefined {
    const stay = this.#open.get(key)
    if (stay === undefined) return last
    stay.last = last
    return stay.awaited > 0 ? undefined : this.#whole(key, stay)
  }

  /** Stays whose last part never came. */
  *left(): Iterable<PartSums> {
    for (const { sums, last } of this.#open.values()) yield last === undefined ? sums : together(last, sums)
  }

  #stay(key: string): OpenStay<T> {
    const known = this.#open.get(key)
    if (known !== undefined) return known
    const stay: OpenStay<T> = { sums: NOTHING, parts: 0, awaited: 0, last: undefined }
    this.#open.set(key, stay)
    return stay
  }

  #arrived(key: string, stay: OpenStay<T>): T | undefined {
    stay.awaited = Math.max(0, stay.awaited - 1)
    if (stay.awaited > 0) return undefined
    if (stay.last !== undefined) return this.#whole(key, stay)
    // All its parts were refused.
    if (stay.parts === 0) this.#open.delete(key)
    return undefined
  }

  #whole(key: string, { last, sums }: OpenStay<T>): T | undefined {
    this.#open.delete(key)
    return last === undefined ? undefined : { ...last, ...together(last, sums) }
  }
}
