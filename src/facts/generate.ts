import { dayNumber, formatDay, type DayNumber } from '../base/date.ts'
import { formatMoney } from '../base/decimal.ts'
import { factSpec } from './catalogue.ts'
import { billOf, costOf } from './generate-cost.ts'
import { daysOf, encounterOf, locationIndex, referralOf } from './generate-encounter.ts'
import { diseasesOf, orElse, personOf, type NonEmpty } from './generate-person.ts'
import { institutionOf } from './generate-place.ts'
import { mixSeed, randomOf, type Random } from './random.ts'
import { HOME_CITY, HOME_COUNTIES, PLACES, placesFor, type Place } from './world.ts'

/** What to generate: `claims` claims of `persons` persons, settled in `year` (default 2024), of `kinds` (default all). */
export interface GenerateOptions {
  readonly seed: number
  readonly claims: number
  readonly persons: number
  readonly year?: number
  readonly kinds?: readonly string[]
  /** About half of the claims have items; false: none has. */
  readonly items?: boolean
  /** Codes that diseases and conditions are drawn from; default those the catalogue knows. */
  readonly diseases?: readonly string[]
}

interface LastStay {
  readonly place: Place
  readonly hasId: boolean
  readonly discharge: DayNumber
}

interface FollowUp {
  readonly person: number
  readonly from: DayNumber
}

/** A stay that was settled in part. */
interface OpenStay {
  readonly claim: Readonly<Record<string, unknown>>
  readonly last: LastStay
  /** Parts still to come. */
  readonly left: number
}

interface Run {
  readonly options: GenerateOptions
  readonly random: Random
  readonly firstDay: DayNumber
  readonly diseases: NonEmpty<string>
  readonly kinds: NonEmpty<string>
  readonly lastStays: Map<number, LastStay>
  /** By person. */
  readonly openStays: Map<number, OpenStay>
  /** By person, the name of the stay that tests before it have counted to. */
  readonly announced: Map<number, string>
  readonly followUps: FollowUp[]
}

const ALL_KINDS = factSpec('encounter.kind')?.codes ?? []
const FALLBACK: Place | undefined = PLACES[0]

/** By kind of encounter and county of insurance, the institutions of each location. */
const CHOICES: ReadonlyMap<string, readonly (readonly Place[])[]> = new Map(
  ALL_KINDS.flatMap(kind => HOME_COUNTIES.map(county => [`${kind} ${county}`, placesByLocation(kind, county)] as const)),
)

function placesByLocation(kind: string, county: string): readonly (readonly Place[])[] {
  return [0, 1, 2, 3, 4].map(location => placesFor(kind, place => locationIndex(place, HOME_CITY, county) === location))
}

/** Location of a claim: mostly near, all five reached. */
const LOCATION_WEIGHTS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 4] as const

/** Synthetic claims as claim JSON, in order of their settlement day; the same options give the same claims. */
export function* generateClaims(options: GenerateOptions): Generator<Record<string, unknown>> {
  const year = options.year ?? 2024
  const firstDay = dayNumber(year, 1, 1)
  const days = dayNumber(year + 1, 1, 1) - firstDay
  const [first = 'inpatient', ...rest] = ALL_KINDS
  // Stays and plain outpatient care are most of what a city pays for.
  const common: NonEmpty<string> = ['inpatient', 'inpatient', 'inpatient', 'inpatient', 'outpatient', 'outpatient', first, ...rest]
  const run: Run = {
    options,
    random: randomOf(mixSeed(options.seed, -1)),
    firstDay,
    diseases: diseasesOf(options.diseases),
    kinds: options.kinds === undefined ? common : orElse(options.kinds, 'inpatient'),
    lastStays: new Map(),
    openStays: new Map(),
    announced: new Map(),
    followUps: [],
  }
  for (let i = 0; i < options.claims; i++) yield claimOf(run, i, firstDay + Math.floor((i * days) / options.claims))
}

function claimOf(run: Run, index: number, settle: DayNumber): Record<string, unknown> {
  const { random } = run
  const followed = nextFollowUp(run, settle)
  const who = followed ?? random.below(Math.max(1, run.options.persons))
  const person = personOf(run.options.seed, who, run.firstDay, run.diseases)
  const kind = followed === undefined ? random.pick(run.kinds) : 'inpatient'
  const stay = kind === 'inpatient'
  const open = run.openStays.get(who)
  if (stay && open !== undefined) return partOf(run, `c${index + 1}`, who, open, settle)
  const last = stay ? run.lastStays.get(who) : undefined
  const days = daysOf(random, stay, settle, last?.discharge ?? run.firstDay - 60)
  const place = placeOf(random, kind, person.county)
  const institution = institutionOf(random, place)
  const linked = last !== undefined && days.start - last.discharge <= 30 ? last : undefined
  const claim: Record<string, unknown> = {
    id: `c${index + 1}`,
    person: person.person,
    insurance: person.insurance,
    region: person.region,
    institution,
    encounter: encounterOf(random, kind, days, run.diseases, locationIndex(place, HOME_CITY, person.county)),
    referral: referralOf(random, linked?.place, linked?.hasId ?? false, place, days.start),
    cost: costOf(random, billOf(random, stay), run.options.items !== false && random.chance(500)),
  }
  if (random.chance(200)) claim['account'] = { balance: formatMoney(random.below(500000)), use: random.chance(700) }
  if (kind === 'preOpOutpatientExam') announceStay(run, who, settle, claim)
  if (stay) noteStay(run, who, { place, hasId: 'id' in institution, discharge: days.end }, settle, claim)
  return claim
}

/** Ids of stay and episode, and now and then a referral within the next days. */
function noteStay(run: Run, who: number, last: LastStay, settle: DayNumber, claim: Record<string, unknown>): void {
  const { random } = run
  const encounter = claim['encounter'] as Record<string, unknown>
  const announced = run.announced.get(who)
  run.announced.delete(who)
  const parts = random.chance(80) ? 1 + random.below(2) : 0
  if (announced !== undefined || parts > 0 || random.chance(900)) encounter['stayId'] = announced ?? `s-${String(claim['id'])}`
  if (random.chance(300)) encounter['episodeId'] = `e-${who}`
  run.lastStays.set(who, last)
  if (parts > 0) leaveOpen(run, who, { claim, last, left: parts }, settle)
  else if (random.chance(350)) run.followUps.push({ person: who, from: settle + random.below(10) })
}

/** What is settled of a stay is not all of it. */
function leaveOpen(run: Run, who: number, open: OpenStay, settle: DayNumber): void {
  const encounter = open.claim['encounter'] as Record<string, unknown>
  encounter['part'] = 'interim'
  run.openStays.set(who, open)
  run.followUps.push({ person: who, from: settle + run.random.below(30) })
}

/** A further part of a stay: from the admission of the stay, or from the end of the part before, with a bill of its own. */
function partOf(run: Run, id: string, who: number, { claim, last, left }: OpenStay, settle: DayNumber): Record<string, unknown> {
  const { random } = run
  const discharge = Math.max(last.discharge, settle - random.below(4))
  const stay = claim['encounter'] as Readonly<Record<string, unknown>>
  const encounter: Record<string, unknown> = {
    ...stay,
    part: 'final',
    dischargeDate: formatDay(discharge),
    settleDate: formatDay(settle),
  }
  if (random.chance(300)) encounter['admitDate'] = formatDay(last.discharge)
  const cost = costOf(random, billOf(random, true), run.options.items !== false && random.chance(500))
  const next = { ...claim, id, encounter, cost }
  const end = { ...last, discharge }
  run.lastStays.set(who, end)
  run.openStays.delete(who)
  if (left > 1) leaveOpen(run, who, { claim: next, last: end, left: left - 1 }, settle)
  return next
}

/** Tests before an operation count to the stay that is under way, or to the next one. */
function announceStay(run: Run, who: number, settle: DayNumber, claim: Record<string, unknown>): void {
  const { random } = run
  if (!random.chance(700)) return
  const open = run.openStays.get(who)?.claim['encounter'] as Readonly<Record<string, unknown>> | undefined
  const stayId = open?.['stayId'] ?? run.announced.get(who) ?? `s-${String(claim['id'])}`
  ;(claim['encounter'] as Record<string, unknown>)['stayId'] = stayId
  if (open !== undefined || !run.kinds.includes('inpatient')) return
  run.announced.set(who, String(stayId))
  run.followUps.push({ person: who, from: settle + random.below(10) })
}

/** The person whose referral is due by `settle`, if any; the list is short, since each claim takes one. */
function nextFollowUp(run: Run, settle: DayNumber): number | undefined {
  const at = run.followUps.findIndex(followUp => followUp.from <= settle)
  return at < 0 ? undefined : run.followUps.splice(at, 1)[0]?.person
}

function placeOf(random: Random, kind: string, county: string): Place {
  const byLocation = CHOICES.get(`${kind} ${county}`) ?? []
  const wanted = byLocation[random.pick(LOCATION_WEIGHTS)] ?? []
  const near = wanted.length > 0 ? wanted : byLocation.flat()
  const place = near[random.below(Math.max(1, near.length))] ?? FALLBACK
  if (place === undefined) throw new Error('the world has no institutions')
  return place
}
