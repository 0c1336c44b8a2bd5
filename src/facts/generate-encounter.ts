import { formatDay, type DayNumber } from '../base/date.ts'
import { factSpec } from './catalogue.ts'
import { flags, orElse, someOf } from './generate-person.ts'
import { recordOf } from './generate-place.ts'
import type { Random } from './random.ts'
import type { Place } from './world.ts'

type Json = Record<string, unknown>

/** The days of one encounter. */
export interface Days {
  /** Admission, or service. */
  readonly start: DayNumber
  /** Discharge, or service. */
  readonly end: DayNumber
  readonly settle: DayNumber
}

const CASE_FLAGS = factSpec('encounter.caseFlags')?.codes ?? []
const IRREGULARITIES = factSpec('encounter.irregularities')?.codes ?? []
const WHITELISTS = factSpec('referral.whitelist')?.codes ?? []
const LOCATIONS = ['sameCounty', 'otherCountySameCity', 'cityOwned', 'outCityInProvince', 'outProvince'] as const

const DISEASE_KINDS: ReadonlySet<string> = new Set(['outpatientChronic', 'outpatientTwoDisease', 'dualChannelDrug'])

/** Days that end in a settlement on `settle`, not before `notBefore`. */
export function daysOf(random: Random, stay: boolean, settle: DayNumber, notBefore: DayNumber): Days {
  const delay = random.chance(250) ? random.below(6) : 0
  const end = Math.min(settle, Math.max(notBefore, settle - delay))
  const length = stay ? (random.chance(50) ? 20 + random.below(60) : random.below(12)) : 0
  return { start: Math.min(end, Math.max(notBefore, end - length)), end, settle }
}

/** `encounter` as claim JSON; the location is left to be derived in about half of the claims. */
export function encounterOf(random: Random, kind: string, days: Days, diseases: readonly string[], location: number): Json {
  const stay = kind === 'inpatient'
  const json: Json = stay
    ? { kind, admitDate: formatDay(days.start), dischargeDate: formatDay(days.end), settleDate: formatDay(days.settle) }
    : { kind, serviceDate: formatDay(days.end), settleDate: formatDay(days.settle) }
  if (random.chance(500)) json['location'] = LOCATIONS[location]
  if (DISEASE_KINDS.has(kind) || random.chance(300)) json['disease'] = random.pick(orElse(diseases, 'other'))
  if (stay) {
    if (random.chance(100)) json['diseaseGroup'] = random.pick(['G01', 'G02', 'G03'])
    json['dischargeCriteriaMet'] = random.chance(900)
    flags(random, json, ['needsInpatient'], 900)
  } else if (random.chance(200)) {
    json['channel'] = random.pick(['internet', 'outreach', 'home', 'inPerson'])
  }
  if (random.chance(120)) json['cause'] = random.pick(['accident', 'maternity', 'illness'])
  if (kind === 'outpatient') flags(random, json, ['tcmOutpatient'], 150)
  const caseFlags = someOf(random, CASE_FLAGS, 40)
  if (caseFlags.length > 0) json['caseFlags'] = caseFlags
  const irregularities = someOf(random, IRREGULARITIES, 8)
  if (irregularities.length > 0) json['irregularities'] = irregularities
  flags(random, json, ['informedConsent', 'identityVerified', 'directlySettled'], 850)
  flags(random, json, ['refusesManagement'], 20)
  if (random.chance(150)) json['treatableHere'] = false
  return json
}

/** Which of the five locations the place has for a person insured in `county` of `poolCity`. */
export function locationIndex(place: Place, poolCity: string, county: string): number {
  if (place.city !== poolCity) return place.city.slice(0, 2) === poolCity.slice(0, 2) ? 3 : 4
  if (place.adminLevel === 'city') return 2
  return place.county === county ? 0 : 1
}

const RANK: ReadonlyMap<string, number> = new Map([
  ['village', 0],
  ['township', 1],
  ['county', 2],
  ['city', 3],
  ['province', 4],
  ['national', 5],
])

/** `referral` as claim JSON, from the place `from` (undefined: no referral, or an unknown one) to `to`. */
export function referralOf(random: Random, from: Place | undefined, fromHasId: boolean, to: Place, start: DayNumber): Json {
  const json: Json = { direction: 'none' }
  flags(random, json, ['firstContactAtPrimary'], 300)
  if (from === undefined && !random.chance(200)) return json
  json['direction'] = from === undefined ? random.pick(['up', 'down', 'lateral']) : directionOf(from, to)
  json['compliant'] = random.chance(850)
  json['reason'] = random.pick(['hospitalRecommended', 'hospitalRecommended', 'other', 'none'])
  json['filedVia'] = random.pick(['smartPlatform', 'other', 'none'])
  if (from !== undefined) json['from'] = recordOf(from, fromHasId)
  if (random.chance(500)) json['to'] = recordOf(to, true)
  const whitelist = someOf(random, WHITELISTS, 150)
  if (whitelist.length > 0) json['whitelist'] = whitelist
  if (random.chance(600)) {
    const filed = start - random.below(8)
    json['filedOn'] = formatDay(filed)
    json['validFrom'] = formatDay(filed)
    json['validTo'] = formatDay(filed + random.pick([0, 14, 30, 180, 365]))
  }
  return json
}

function directionOf(from: Place, to: Place): string {
  const step = (RANK.get(to.adminLevel) ?? 0) - (RANK.get(from.adminLevel) ?? 0)
  return step > 0 ? 'up' : step < 0 ? 'down' : 'lateral'
}
