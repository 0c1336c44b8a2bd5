import type { DayNumber } from '../base/date.ts'
import type { Random } from '../facts/random.ts'
import { billOf } from './bill.ts'
import type { Care, CareWriter } from './care.ts'
import type { Choices } from './choice.ts'
import { draw, weighted, type Weighted } from './draw.ts'
import type { Site } from './network.ts'
import type { Person } from './person.ts'
import type { CityPlan } from './plan.ts'

/** What the claims of a city are made with. */
export interface City {
  readonly plan: CityPlan
  readonly choices: Choices
  readonly writer: CareWriter
  readonly kinds: Kinds
}

/** Kinds of care by what a person is entitled to. */
export type Kinds = (person: Person) => Weighted<string>

const SHARE: Readonly<Record<string, number>> = {
  inpatient: 170,
  outpatient: 520,
  outpatientChronic: 260,
  outpatientTwoDisease: 180,
  daySurgery: 25,
}
const RARE = 15

/** How often each kind that the pack covers comes. */
export function kindsOf(plan: CityPlan): Kinds {
  const lists = new Map<number, Weighted<string>>()
  const all = weighted(plan.kinds.map(kind => [kind, 1] as const))
  return ({ entitled: { chronic, twoDisease, longTermCare } }) => {
    const mask = (chronic ? 1 : 0) + (twoDisease ? 2 : 0) + (longTermCare ? 4 : 0)
    const isOpen = (kind: string): boolean =>
      kind === 'outpatientChronic' ? chronic : kind === 'outpatientTwoDisease' ? twoDisease : !kind.startsWith('ltc') || longTermCare
    const known = lists.get(mask)
    if (known !== undefined) return known
    const open = weighted(plan.kinds.filter(isOpen).map(kind => [kind, (SHARE[kind] ?? RARE) * (kind.startsWith('ltc') ? 8 : 1)] as const))
    lists.set(mask, open.total > 0 ? open : all)
    return open.total > 0 ? open : all
  }
}

/** Days from which a stay is settled in parts. */
const LONG = 45

/** All claims of a person, in the order of their settlement; those of one day as they were given. */
export function lifeOf(city: City, random: Random, person: Person, claims: number): readonly Care[] {
  const life = new Life(city, random, person, claims)
  return [...life.run()].sort((one, other) => one.settle - other.settle)
}

class Life {
  readonly #city: City
  readonly #random: Random
  readonly #person: Person
  readonly #claims: number
  readonly #cares: Care[] = []
  #cursor: DayNumber
  #stays = 0

  constructor(city: City, random: Random, person: Person, claims: number) {
    this.#city = city
    this.#random = random
    this.#person = person
    this.#claims = claims
    this.#cursor = city.plan.from - LONG
  }

  /** Care day after day: stays never overlap, nothing lies after the last day. */
  run(): readonly Care[] {
    const { plan, kinds } = this.#city
    while (this.#left > 0) {
      const day = this.#nextDay()
      const kind = draw(this.#random, kinds(this.#person)) ?? plan.kinds[0] ?? 'inpatient'
      if (kind === 'inpatient') this.#admit(day)
      else this.#visit(kind, day)
    }
    return this.#cares
  }

  get #left(): number {
    return this.#claims - this.#cares.length
  }

  /** A day for the next care, all of them spread over the year; the first, now and then, in the year before. */
  #nextDay(): DayNumber {
    const { from, to, earlier } = this.#city.plan
    const made = this.#cares.length
    if (made === 0 && earlier > 0 && this.#random.chance(40)) return from - 1 - this.#random.below(earlier)
    const at = (made * 1000 + this.#random.below(1000)) * (to - from)
    const span = this.#claims * 1000
    return Math.min(to - 1, Math.max(this.#cursor, from + (at - (at % span)) / span))
  }

  #visit(kind: string, day: DayNumber): void {
    const { choices, writer } = this.#city
    const site = choices.site(this.#random, this.#person, kind)
    const disease = writer.disease(this.#random, this.#person)
    this.#cursor = day
    this.#cares.push({
      kind,
      site,
      start: day,
      end: day,
      settle: this.#settled(day, 25),
      bill: billOf(this.#random, kind, site, this.#person.sickness),
      ...(disease === undefined ? {} : { disease }),
    })
  }

  /** A stay, and the stays that go on from it by referral. */
  #admit(day: DayNumber): void {
    const { choices, writer } = this.#city
    const random = this.#random
    const disease = writer.disease(random, this.#person)
    const episodeId = random.chance(400) ? `e${this.#person.id}-${String(this.#stays + 1)}` : undefined
    let site = choices.site(random, this.#person, 'inpatient')
    let from: Site | undefined
    let start = day
    for (let down = random.chance(450); ; down = !down && random.chance(500)) {
      const end = this.#stay(site, start, from, disease, episodeId)
      this.#cursor = end
      if (this.#left === 0 || !random.chance(280)) return
      from = site
      site = choices.next(random, this.#person, 'inpatient', site, down)
      start = Math.min(this.#city.plan.to - 1, end + random.below(4))
    }
  }

  /** One stay at one institution, in parts if it is long; its last day. */
  #stay(
    site: Site,
    from: DayNumber,
    referredFrom: Site | undefined,
    disease: string | undefined,
    episodeId: string | undefined,
  ): DayNumber {
    const random = this.#random
    const { plan } = this.#city
    this.#stays += 1
    const length = random.chance(30) ? LONG + random.below(60) : 1 + random.below(14)
    const start = Math.max(plan.firstAdmission, from)
    const end = Math.min(plan.to - 1, start + length)
    const count = end - start >= LONG ? Math.min(this.#left, 2 + random.below(2)) : 1
    const bill = billOf(random, 'inpatient', site, this.#person.sickness)
    for (let part = 1; part <= count; part++) {
      const last = part === count
      const days = (end - start) * part
      const cut = last ? end : start + (days - (days % count)) / count
      this.#cares.push({
        kind: 'inpatient',
        site,
        start,
        end: cut,
        settle: last ? this.#settled(cut, 60) : cut,
        bill: last ? bill : bill + random.below(bill),
        stayId: `s${this.#person.id}-${String(this.#stays)}`,
        ...(count === 1 ? {} : { part: last ? ('final' as const) : ('interim' as const) }),
        ...(episodeId === undefined ? {} : { episodeId }),
        ...(disease === undefined ? {} : { disease }),
        ...(referredFrom === undefined ? {} : { from: referredFrom }),
      })
    }
    return end
  }

  /** The day of settlement: that of discharge, some days after, or, `late` times in a thousand, weeks and months after. */
  #settled(end: DayNumber, late: number): DayNumber {
    const delay = this.#random.chance(late) ? 15 + this.#random.below(70) : this.#random.chance(150) ? this.#random.below(6) : 0
    return Math.min(this.#city.plan.settledBefore - 1, end + delay)
  }
}
