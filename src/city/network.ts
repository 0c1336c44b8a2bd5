import { mixSeed, randomOf, type Random } from '../facts/random.ts'
import { codesOf } from '../facts/domain.ts'
import { drawOne } from './draw.ts'
import { given } from './given.ts'
import type { CityPlan } from './plan.ts'

type Json = Record<string, unknown>

/** An institution of the city or of the areas around it. */
export interface Site {
  readonly id: string
  readonly type: string
  readonly tier: string
  readonly adminLevel: string
  readonly city: string
  readonly county: string
  readonly allianceId: string
  /** The township or quarter it stands in; -1: it serves a whole county or more. */
  readonly town: number
  /** As claim JSON text: the institution of a claim, and one that a referral comes from. */
  readonly text: string
  readonly record: Json
}

/** Townships of a county, or quarters of the urban one. */
export const TOWNS = 6
const CLINICS = 3

type Traits = Omit<Site, 'text' | 'record' | 'id' | 'city' | 'county'> & { readonly extra?: Json }

const site = (type: string, tier: string, adminLevel: string, allianceId = '', town = -1, extra: Json = {}): Traits => ({
  type,
  tier,
  adminLevel,
  allianceId,
  town,
  extra,
})

/** Every institution that persons of the city go to, each with stable traits. */
export function networkOf(plan: CityPlan, seed: number): readonly Site[] {
  const makers: Making[] = []
  const add = (city: string, county: string, traits: readonly Traits[]): void => {
    for (const one of traits) makers.push({ city, county, ...one })
  }
  for (const [index, county] of plan.counties.entries()) add(plan.poolCity, county, index === 0 ? urban() : countyside(county, index))
  const [centre = plan.poolCity] = plan.counties
  add(plan.poolCity, centre, cityHospitals())
  add(plan.near.city, plan.near.county, elsewhere('n'))
  add(plan.far.city, plan.far.county, [...elsewhere('f'), site('hospital', 'level3', 'national')])
  return makers.map((one, serial) => siteOf(plan, randomOf(mixSeed(seed ^ 0x51ed2701, serial)), one, serial, makers))
}

type Making = Traits & { readonly city: string; readonly county: string }

const CITY_ALLIANCE = 'm1'

function urban(): readonly Traits[] {
  const quarters = Array.from({ length: TOWNS }, (_, town) => [
    site('communityCentre', town % 3 === 2 ? 'unrated' : 'level1', 'township', CITY_ALLIANCE, town),
    site('communityStation', 'unrated', 'village', CITY_ALLIANCE, town),
    site('retailPharmacy', 'unrated', 'township', '', town),
  ])
  return [...quarters.flat(), ...privates(), site('hospital', 'level2', 'county', CITY_ALLIANCE)]
}

/** A county with its own alliance: a leading hospital, a hospital of Chinese medicine, township centres with their villages. */
function countyside(county: string, index: number): readonly Traits[] {
  const alliance = `a${county}`
  const towns = Array.from({ length: TOWNS }, (_, town) => [
    site('townshipCentre', town === 0 ? 'level2' : town % 3 === 2 ? 'unrated' : 'level1', 'township', alliance, town),
    ...Array.from({ length: CLINICS }, () => site('villageClinic', 'unrated', 'village', alliance, town)),
  ])
  return [
    ...towns.flat(),
    site('hospital', index % 2 === 1 ? 'level3' : 'level2', 'county', alliance, -1, { allianceRole: 'lead' }),
    site('hospital', 'level2', 'county', alliance, -1, { isTcmHospital: true }),
    site('retailPharmacy', 'unrated', 'county'),
    ...privates(),
  ]
}

const privates = (): readonly Traits[] => [
  site('hospital', 'level1', 'county', '', -1, { ownership: 'private' }),
  site('hospital', 'unrated', 'county', '', -1, { ownership: 'private' }),
  site('nursingHospital', 'level1', 'county', '', -1, { ownership: 'private' }),
  site('nursingHome', 'unrated', 'township', '', -1, { ownership: 'collective' }),
]

const cityHospitals = (): readonly Traits[] => [
  site('hospital', 'level3', 'city', CITY_ALLIANCE, -1, { allianceRole: 'lead' }),
  site('hospital', 'level3', 'city', CITY_ALLIANCE, -1, { isTcmHospital: true }),
  site('hospital', 'level2', 'city'),
  site('internetHospital', 'level3', 'city', CITY_ALLIANCE),
]

const elsewhere = (name: string): readonly Traits[] => [
  site('hospital', 'level3', 'city', `${name}1`, -1, { allianceRole: 'lead' }),
  site('hospital', 'level3', 'province'),
  site('hospital', 'level2', 'county', `${name}2`),
  site('communityCentre', 'level1', 'township', `${name}1`),
  site('retailPharmacy', 'unrated', 'township'),
  site('nursingHospital', 'level1', 'county'),
]

const someOf = (random: Random, codes: readonly string[], share: number): readonly string[] => codes.filter(() => random.chance(share))

function siteOf(plan: CityPlan, random: Random, making: Making, serial: number, all: readonly Making[]): Site {
  const { type, tier, adminLevel, city, county, allianceId, town, extra } = making
  const id = `h${String(serial + 1)}`
  const record: Json = { id, type, tier, adminLevel, city, county, ...(allianceId === '' ? {} : { allianceId }) }
  const isPrimary = ['villageClinic', 'communityStation', 'townshipCentre', 'communityCentre'].includes(type)
  const behaviour = given(plan.given, 'institution.conduct', conduct(random))
  const traits: Json = {
    ...record,
    ...(allianceId === '' ? {} : { allianceRole: 'member' }),
    ownership: adminLevel === 'village' && random.chance(400) ? 'collective' : 'government',
    isPrimary,
    ...parent(making, all),
    ...(type === 'villageClinic' ? { villageIntegrated: random.chance(700) } : {}),
    designated: !random.chance(isPrimary || type === 'hospital' ? 10 : 60),
    outpatientPoolDesignated: random.chance(850),
    policyFlags: someOf(random, codesOf('institution.policyFlags'), 250),
    capabilities: someOf(random, codesOf('institution.capabilities'), 400),
    settlementMethod: type === 'hospital' ? (drawOne(random, ['dip', 'drg', 'dip']) ?? 'dip') : 'fee',
    onRemotePlatform: random.chance(800),
    networked: random.chance(950),
    crossDesignated: random.chance(300),
    ...extra,
  }
  const json = { ...given(plan.given, 'institution', traits), ...(Object.keys(behaviour).length > 0 ? { conduct: behaviour } : {}) }
  return {
    id,
    type,
    tier,
    adminLevel,
    city,
    county,
    allianceId,
    town,
    record: given(plan.given, 'referral.from', record),
    text: JSON.stringify(json),
  }
}

/** A clinic or station belongs to the centre of its town. */
function parent({ adminLevel, county, town }: Making, all: readonly Making[]): Json {
  if (adminLevel !== 'village') return {}
  const centre = all.findIndex(one => one.county === county && one.town === town && one.adminLevel === 'township')
  return centre < 0 ? {} : { parentId: `h${String(centre + 1)}` }
}

const CONDUCT = ['wellManaged', 'operatingNormally', 'solvent', 'supportsReform', 'policyStrict', 'qualityMet', 'fundUseCompliant']

const conduct = (random: Random): Json => Object.fromEntries(CONDUCT.map(key => [key, random.chance(900)]))
