import { formatDay, type DayNumber } from '../base/date.ts'
import { formatMoney } from '../base/decimal.ts'
import { codesOf } from '../facts/domain.ts'
import type { Random } from '../facts/random.ts'
import { itemsOf, totalsOf } from './bill.ts'
import { draw, drawOne, weighted } from './draw.ts'
import type { Site } from './network.ts'
import type { Person } from './person.ts'
import { codesNamed, type CityPlan } from './plan.ts'

type Json = Record<string, unknown>

/** One claim before it is written. */
export interface Care {
  readonly kind: string
  readonly site: Site
  /** Admission and discharge, or the day of service twice. Of a part of a stay: the days from its admission to its cut. */
  readonly start: DayNumber
  readonly end: DayNumber
  readonly settle: DayNumber
  /** In fen. */
  readonly bill: number
  readonly stayId?: string
  readonly episodeId?: string
  readonly part?: 'interim' | 'final'
  readonly disease?: string
  /** The institution that referred the person, where the care goes on from there. */
  readonly from?: Site
}

const LEVELS = ['village', 'township', 'county', 'city', 'province', 'national']
const CHANNELS = weighted<string>([
  ['inPerson', 92],
  ['internet', 3],
  ['outreach', 3],
  ['home', 2],
])
const CAUSES = weighted<string>([
  ['accident', 2],
  ['maternity', 1],
])
const VALIDITY = [14, 30, 180, 365]

/** Writes the claims of one city as text. */
export class CareWriter {
  readonly #plan: CityPlan
  readonly #encounterKeys: ReadonlySet<string>
  readonly #referralKeys: ReadonlySet<string>
  /** Texts of days, each made when first asked for. */
  readonly #days = new Map<DayNumber, string>()
  /** Flags of a case: those that the pack names come often enough to matter. */
  readonly #caseFlags: readonly (readonly [flag: string, share: number])[]
  readonly #diseases: readonly string[]
  readonly #groups: readonly string[]

  constructor(plan: CityPlan) {
    this.#plan = plan
    this.#encounterKeys = plan.given.get('encounter') ?? new Set()
    this.#referralKeys = plan.given.get('referral') ?? new Set()
    const named = codesNamed(plan, 'encounter.caseFlags')
    this.#caseFlags = codesOf('encounter.caseFlags').map(flag => [flag, named.includes(flag) ? 70 : 0])
    this.#diseases = codesNamed(plan, 'encounter.disease')
    this.#groups = codesNamed(plan, 'encounter.diseaseGroup')
  }

  /** What a person is treated for: often what the pack names, or a condition of theirs. */
  disease(random: Random, person: Person): string | undefined {
    if (this.#diseases.length > 0 && random.chance(120)) return drawOne(random, this.#diseases)
    return random.chance(600) ? drawOne(random, person.conditions) : undefined
  }

  /** A claim as a line of JSON without its end. */
  line(random: Random, id: string, person: Person, care: Care): string {
    const cost = random.chance(this.#plan.itemised) ? itemsOf(random, care.bill) : totalsOf(random, care.bill)
    const account =
      person.employee && random.chance(300)
        ? `,"account":${JSON.stringify({ balance: formatMoney(random.below(400_000)), use: true })}`
        : ''
    return (
      `{"id":"${id}",${person.text},"institution":${care.site.text},"encounter":${JSON.stringify(this.#encounter(random, care))}` +
      `,"referral":${JSON.stringify(this.#referral(random, care))},"cost":${JSON.stringify(cost)}${account}}`
    )
  }

  #day(day: DayNumber): string {
    const known = this.#days.get(day)
    if (known !== undefined) return known
    const text = formatDay(day)
    this.#days.set(day, text)
    return text
  }

  #encounter(random: Random, { kind, start, end, settle, stayId, episodeId, part, disease }: Care): Json {
    const isStay = kind === 'inpatient'
    const json: Json = { kind }
    if (isStay) {
      json['admitDate'] = this.#day(start)
      json['dischargeDate'] = this.#day(end)
    } else json['serviceDate'] = this.#day(end)
    json['settleDate'] = this.#day(settle)
    if (stayId !== undefined) json['stayId'] = stayId
    if (part !== undefined) json['part'] = part
    if (episodeId !== undefined) json['episodeId'] = episodeId
    const put = (key: string, value: unknown): void => {
      if (value !== undefined && value !== false && this.#encounterKeys.has(key)) json[key] = value
    }
    put('disease', disease)
    if (this.#groups.length > 0 && random.chance(200)) put('diseaseGroup', drawOne(random, this.#groups))
    put('channel', isStay ? undefined : draw(random, CHANNELS))
    put('cause', random.chance(60) ? draw(random, CAUSES) : undefined)
    put('tcmOutpatient', kind === 'outpatient' && random.chance(120))
    const flags = this.#caseFlags.filter(([, share]) => random.chance(share)).map(([flag]) => flag)
    put('caseFlags', flags.length > 0 ? flags : undefined)
    put('informedConsent', random.chance(900))
    put('identityVerified', random.chance(990))
    put('directlySettled', random.chance(900))
    put('dischargeCriteriaMet', isStay && random.chance(950))
    put('needsInpatient', isStay && random.chance(950))
    put('refusesManagement', random.chance(3))
    return json
  }

  #referral(random: Random, { site, from, start }: Care): Json {
    const json: Json = {}
    if (from === undefined) {
      json['direction'] = 'none'
      if (this.#referralKeys.has('firstContactAtPrimary') && random.chance(300)) json['firstContactAtPrimary'] = true
      return json
    }
    json['direction'] = directionOf(from, site)
    if (this.#referralKeys.has('compliant')) json['compliant'] = random.chance(850)
    json['from'] = from.record
    if (this.#referralKeys.has('reason')) json['reason'] = random.chance(800) ? 'hospitalRecommended' : 'other'
    if (this.#referralKeys.has('firstContactAtPrimary') && random.chance(600)) json['firstContactAtPrimary'] = true
    if (this.#referralKeys.has('filedVia')) json['filedVia'] = random.chance(700) ? 'smartPlatform' : 'other'
    if (!random.chance(500)) return json
    const filed = start - random.below(5)
    json['filedOn'] = this.#day(filed)
    json['validFrom'] = this.#day(filed)
    json['validTo'] = this.#day(filed + (drawOne(random, VALIDITY) ?? 30))
    return json
  }
}

function directionOf(from: Site, to: Site): string {
  const step = LEVELS.indexOf(to.adminLevel) - LEVELS.indexOf(from.adminLevel)
  return step > 0 ? 'up' : step < 0 ? 'down' : 'lateral'
}
