import { CONSTRAINTS } from '../facts/constraints.ts'
import type { Random } from '../facts/random.ts'
import type { FactValue } from '../facts/spec.ts'
import { draw, drawOne, weighted, type Weighted } from './draw.ts'
import { TOWNS, type Site } from './network.ts'
import type { Person } from './person.ts'
import type { CityPlan } from './plan.ts'

/** How far a person goes: to the town, the county, another county, the city's own hospitals, another city, another province. */
const REACHES = ['town', 'county', 'otherCounty', 'city', 'near', 'far'] as const
type Reach = (typeof REACHES)[number]

const PRIMARY = ['villageClinic', 'communityStation', 'townshipCentre', 'communityCentre']

/** The types of institution that give each kind of care. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  inpatient: ['hospital', 'townshipCentre', 'communityCentre', 'nursingHospital'],
  outpatientChronic: ['hospital', 'townshipCentre', 'communityCentre', 'retailPharmacy'],
  outpatientTwoDisease: [...PRIMARY, 'hospital'],
  daySurgery: ['hospital', 'townshipCentre'],
  preOpOutpatientExam: ['hospital', 'townshipCentre', 'communityCentre'],
  dualChannelDrug: ['hospital', 'retailPharmacy'],
  ltcInstitutionMedical: ['hospital', 'nursingHospital'],
  ltcResidential: ['nursingHome', 'nursingHospital'],
  ltcHome: ['nursingHome', 'nursingHospital', 'communityCentre'],
}
const VISITS = [...PRIMARY, 'hospital', 'internetHospital']

const weights = (...of: readonly number[]): Weighted<Reach> => weighted(REACHES.map((reach, i) => [reach, of[i] ?? 0]))

const STAY = weights(22, 46, 5, 18, 6, 3)
const VISIT = weights(56, 28, 4, 9, 2, 1)
/** Of those who live in another province. */
const AWAY = weights(2, 4, 1, 4, 4, 85)

/** Where persons of a city are treated: sites by kind of care, county, town and reach. */
export class Choices {
  /** By kind; then by county, town and reach in turn. */
  readonly #sites: ReadonlyMap<string, readonly (readonly Site[])[]>
  readonly #all: readonly Site[]

  constructor(plan: CityPlan, sites: readonly Site[]) {
    this.#all = sites
    this.#sites = new Map(
      plan.kinds.map(kind => {
        const able = sites.filter(site => treats(site, kind))
        const towns = plan.counties.flatMap((_, county) => Array.from({ length: TOWNS }, (_, town) => ({ county, town })))
        return [kind, towns.flatMap(at => REACHES.map(reach => able.filter(site => isWithin(plan, site, at, reach))))]
      }),
    )
  }

  /** Where a person goes for care of this kind. */
  site(random: Random, person: Person, kind: string): Site {
    const reach = draw(random, person.away ? AWAY : kind === 'inpatient' ? STAY : VISIT) ?? 'county'
    return this.#at(random, person, kind, reach)
  }

  /** Where a stay goes on: nearer home if `down`, else further up, now and then in another alliance. */
  next(random: Random, person: Person, kind: string, from: Site, down: boolean): Site {
    const isLow = from.adminLevel === 'township' || from.adminLevel === 'village'
    const reach: Reach = down
      ? isLow
        ? 'town'
        : random.chance(700)
          ? 'town'
          : 'county'
      : isLow
        ? 'county'
        : random.chance(750)
          ? 'city'
          : 'near'
    const within = this.#at(random, person, kind, reach)
    // Leading hospitals take most referrals of their alliance.
    const own = this.#within(kind, person, reach).filter(one => one.allianceId === from.allianceId)
    return random.chance(650)
      ? (drawOne(
          random,
          own.filter(one => one.id !== from.id),
        ) ?? within)
      : within
  }

  #at(random: Random, person: Home, kind: string, reach: Reach): Site {
    const found = drawOne(random, this.#within(kind, person, reach))
    if (found !== undefined) return found
    const [any] = [...OTHERWISE.flatMap(other => this.#within(kind, person, other)), ...this.#all]
    if (any === undefined) throw new RangeError('a city without institutions')
    return any
  }

  #within(kind: string, { county, town }: Home, reach: Reach): readonly Site[] {
    return this.#sites.get(kind)?.[(county * TOWNS + town) * REACHES.length + REACHES.indexOf(reach)] ?? []
  }
}

type Home = Pick<Person, 'county' | 'town'>

/** Where to go if there is nothing within the reach. */
const OTHERWISE: readonly Reach[] = ['county', 'city', 'town', 'otherCounty', 'near', 'far']

function treats(site: Site, kind: string): boolean {
  const facts = new Map<string, FactValue>([
    ['institution.type', site.type],
    ['institution.tier', site.tier],
    ['encounter.kind', kind],
  ])
  return (TYPES[kind] ?? VISITS).includes(site.type) && CONSTRAINTS.every(constraint => constraint.holds(facts))
}

function isWithin(plan: CityPlan, site: Site, { county, town }: Home, reach: Reach): boolean {
  const isHome = site.county === plan.counties[county]
  const isCity = site.adminLevel === 'city'
  switch (reach) {
    case 'near':
      return site.city === plan.near.city
    case 'far':
      return site.city === plan.far.city
    case 'city':
      return site.city === plan.poolCity && isCity
    case 'town':
      return isHome && site.town === town
    case 'county':
      return isHome && !isCity && site.town < 0
    case 'otherCounty':
      return site.city === plan.poolCity && !isHome && !isCity
  }
}
