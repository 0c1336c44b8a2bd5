import { CONSTRAINTS } from './constraints.ts'
import type { FactValue } from './spec.ts'

/** An institution of the synthetic world; areas as six-digit strings, '' where there is no alliance or parent. */
export interface Place {
  readonly id: string
  readonly type: string
  readonly tier: string
  readonly adminLevel: string
  readonly city: string
  readonly county: string
  readonly allianceId: string
  readonly role: 'lead' | 'member'
  readonly parentId: string
  /** Varies the traits that nothing else fixes. */
  readonly serial: number
}

interface County {
  readonly city: string
  readonly county: string
}

/** The city that pools the insurance, its counties; areas that no real place has. */
export const HOME_CITY = '990100'
export const HOME_COUNTIES = ['990101', '990121', '990122'] as const

const COUNTIES: readonly County[] = [
  ...HOME_COUNTIES.map(county => ({ city: HOME_CITY, county })),
  { city: '990200', county: '990221' },
  { city: '980100', county: '980121' },
]

type Row = readonly [type: string, tier: string, adminLevel: string, inAlliance: boolean]

const COUNTY_ROWS: readonly Row[] = [
  ['hospital', 'level3', 'county', true],
  ['hospital', 'level2', 'county', true],
  ['hospital', 'level1', 'county', false],
  ['hospital', 'unrated', 'county', false],
  ['townshipCentre', 'level1', 'township', true],
  ['townshipCentre', 'unrated', 'township', false],
  ['townshipCentre', 'level2', 'township', true],
  ['communityCentre', 'level1', 'township', true],
  ['communityStation', 'unrated', 'village', true],
  ['villageClinic', 'unrated', 'village', true],
  ['villageClinic', 'level1', 'village', false],
  ['retailPharmacy', 'unrated', 'county', false],
  ['nursingHome', 'unrated', 'township', false],
  ['nursingHospital', 'level1', 'county', false],
  ['financialOutlet', 'unrated', 'township', false],
]

const CITY_ROWS: readonly Row[] = [
  ['hospital', 'level3', 'city', true],
  ['hospital', 'level3', 'city', false],
  ['hospital', 'level2', 'city', true],
  ['communityCentre', 'unrated', 'city', false],
  ['internetHospital', 'level3', 'city', false],
  ['hospital', 'level3', 'province', false],
  ['hospital', 'level3', 'national', false],
]

/** Every institution of the world. */
export const PLACES: readonly Place[] = COUNTIES.flatMap((county, index) => [
  ...COUNTY_ROWS.map((row, i) => place(county, row, `c${county.county}`, index * 100 + i)),
  ...(index === 0 || index > 2 ? CITY_ROWS.map((row, i) => place(county, row, `m${county.city}`, index * 100 + 50 + i)) : []),
])

function place({ city, county }: County, [type, tier, adminLevel, inAlliance]: Row, alliance: string, serial: number): Place {
  return {
    id: `h${serial}`,
    type,
    tier,
    adminLevel,
    city,
    county,
    allianceId: inAlliance ? alliance : '',
    role: type === 'hospital' && tier === 'level3' ? 'lead' : 'member',
    parentId: adminLevel === 'village' ? `h${serial - (serial % 100) + 4}` : '',
    serial,
  }
}

const TYPES_OF_KIND: ReadonlyMap<string, readonly string[]> = new Map([
  ['inpatient', ['hospital', 'townshipCentre', 'communityCentre', 'nursingHospital']],
  ['outpatientTwoDisease', ['townshipCentre', 'communityCentre', 'villageClinic', 'communityStation', 'hospital']],
  ['outpatientChronic', ['hospital', 'townshipCentre', 'communityCentre', 'retailPharmacy']],
  ['daySurgery', ['hospital', 'townshipCentre']],
  ['preOpOutpatientExam', ['hospital', 'townshipCentre', 'communityCentre']],
  ['dualChannelDrug', ['hospital', 'retailPharmacy']],
  ['ltcInstitutionMedical', ['hospital', 'nursingHospital']],
  ['ltcResidential', ['nursingHome', 'nursingHospital']],
  ['ltcHome', ['nursingHome', 'nursingHospital', 'communityCentre']],
])

/** The institutions where such an encounter may be, constraints observed. */
export function placesFor(kind: string, within: (place: Place) => boolean): readonly Place[] {
  const types = TYPES_OF_KIND.get(kind)
  return PLACES.filter(place => {
    const facts = new Map<string, FactValue>([
      ['institution.type', place.type],
      ['institution.tier', place.tier],
      ['encounter.kind', kind],
    ])
    return (types === undefined || types.includes(place.type)) && within(place) && CONSTRAINTS.every(constraint => constraint.holds(facts))
  })
}
