import { codesOf } from '../facts/domain.ts'
import { MAX_IDENTITIES } from '../facts/identities.ts'
import type { Pack } from '../pack/pack.ts'
import { NO_CATEGORY } from '../settlement/identity.ts'
import { BAD, isOwnPlain, parseCivilDay } from './parse.ts'

/** Categories are meant by their places in the catalogue. */
const CATEGORIES: ReadonlyMap<unknown, number> = new Map(codesOf('person.lowIncomeCategory').map((code, place) => [code, place]))
const NONE = CATEGORIES.get(NO_CATEGORY) ?? 0

/** Reads ordinary lists of identities and tells which holds on a day, as `identify` does; what it found stands in its fields. Absent days are 0. */
export class IdentityReader {
  count = 0
  category = NONE
  recognisedOn = 0
  markedOn = 0
  /** By category: its place in the pack's ranking, past all of them where it has none. */
  readonly #ranks: readonly number[]
  readonly #categories: number[] = []
  readonly #from: number[] = []
  readonly #to: number[] = []
  readonly #recognisedOn: number[] = []
  readonly #markedOn: number[] = []

  constructor(pack: Pack) {
    const rank: readonly string[] = pack.json.identityRank ?? []
    this.#ranks = [...CATEGORIES.keys()].map(code => (rank.includes(String(code)) ? rank.indexOf(String(code)) : Infinity))
  }

  /** False where the plain path must look at the list. */
  read(list: unknown): boolean {
    this.count = 0
    if (!Array.isArray(list) || list.length > MAX_IDENTITIES) return false
    // By index here and in the other readers: a list's own iterator may be the caller's.
    while (this.count < list.length && this.#readOne(list[this.count])) this.count++
    return this.count === list.length
  }

  /** Sets category and days to those of `day`, a day number, not 0; false where categories hold that the ranking does not compare. */
  hold(day: number): boolean {
    this.category = NONE
    this.recognisedOn = 0
    this.markedOn = 0
    let isRanked = true
    for (let i = 0; i < this.count; i++) {
      const category = this.#categories[i] as number
      const to = this.#to[i] as number
      if (category === NONE || (this.#from[i] as number) > day || (to !== 0 && to <= day)) continue
      if (category !== this.category) {
        const rank = this.#ranks[category] as number
        const best = this.#ranks[this.category] as number
        if (this.category !== NONE) {
          isRanked &&= rank !== Infinity && best !== Infinity
          if (rank > best) continue
        }
        this.category = category
        this.recognisedOn = 0
        this.markedOn = 0
      }
      this.recognisedOn = earlier(this.recognisedOn, this.#recognisedOn[i] as number)
      this.markedOn = earlier(this.markedOn, this.#markedOn[i] as number)
    }
    return isRanked
  }

  #readOne(identity: unknown): boolean {
    if (!isOwnPlain(identity)) return false
    let [category, from, to, recognisedOn, markedOn] = [BAD, 0, 0, 0, 0]
    for (const key in identity) {
      const value = identity[key]
      if (key === 'category') {
        category = CATEGORIES.get(value) ?? BAD
        continue
      }
      const day = parseCivilDay(value)
      if (day === BAD) return false
      if (key === 'from') from = day
      else if (key === 'to') to = day
      else if (key === 'recognisedOn') recognisedOn = day
      else if (key === 'markedOn') markedOn = day
      else return false
    }
    this.#categories[this.count] = category
    this.#from[this.count] = from
    this.#to[this.count] = to
    this.#recognisedOn[this.count] = recognisedOn
    this.#markedOn[this.count] = markedOn
    return category !== BAD && from > 0 && (to === 0 || to >= from)
  }
}

const earlier = (known: number, day: number): number => (known === 0 || (day !== 0 && day < known) ? day : known)
