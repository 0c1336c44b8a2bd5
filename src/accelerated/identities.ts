import { codesOf } from '../facts/domain.ts'
import { MAX_IDENTITIES } from '../facts/identities.ts'
import type { Pack } from '../pack/pack.ts'
import { NO_CATEGORY } from '../settlement/identity.ts'
import { BAD, isOwnPlain, parseCivilDay } from './parse.ts'

/** Categories are meant by their places in the catalogue. */
const CATEGORIES: ReadonlyMap<unknown, number> = new Map(codesOf('person.lowIncomeCategory').map((code, place) => [code, place]))
const NONE = CATEGORIES.get(NO_CATEGORY) ?? 0

/** A person's identities; tells which holds on a day, as `identify` does: it stands in the fields then. Categories are meant by their places in the catalogue, absent days are 0. */
export class HeldIdentities {
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

  /** Notes one more; false if it is none. `category` is BAD where it has none. */
  add(category: number, from: number, to: number, recognisedOn: number, markedOn: number): boolean {
    const { count } = this
    this.#categories[count] = category
    this.#from[count] = from
    this.#to[count] = to
    this.#recognisedOn[count] = recognisedOn
    this.#markedOn[count] = markedOn
    if (category === BAD || from <= 0 || (to !== 0 && to < from)) return false
    this.count++
    return true
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
}

/** Reads ordinary lists of identities. */
export class IdentityReader extends HeldIdentities {
  /** False where the plain path must look at the list. */
  read(list: unknown): boolean {
    this.count = 0
    if (!Array.isArray(list) || list.length > MAX_IDENTITIES) return false
    // By index here and in the other readers: a list's own iterator may be the caller's.
    let isRight = true
    while (isRight && this.count < list.length) isRight = this.#readOne(list[this.count])
    return this.count === list.length
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
    return this.add(category, from, to, recognisedOn, markedOn)
  }
}

const earlier = (known: number, day: number): number => (known === 0 || (day !== 0 && day < known) ? day : known)
