import { formatDay } from '../base/date.ts'
import { codesOf } from '../facts/domain.ts'
import { mixSeed, randomOf, type Random } from '../facts/random.ts'
import { draw, drawOne, weighted } from './draw.ts'
import { given } from './given.ts'
import { TOWNS } from './network.ts'
import { codesNamed, type CityPlan } from './plan.ts'

type Json = Record<string, unknown>

/** What stays the same of a person in all their claims. */
export interface Person {
  readonly id: string
  /** Place of their county in the plan, and their town in it. */
  readonly county: number
  readonly town: number
  readonly employee: boolean
  readonly conditions: readonly string[]
  /** Lives in another province and is registered there. */
  readonly away: boolean
  readonly entitled: Entitled
  readonly sickness: Sickness
  /** `"person":{…},"insurance":{…},"region":{…}` of their claims. */
  readonly text: string
}

/** The kinds of care that take a recognised condition or an assessment, and whether the person has it. */
export interface Entitled {
  readonly chronic: boolean
  readonly twoDisease: boolean
  readonly longTermCare: boolean
}

/** How ill a person is: 0 well, 1 now and then, 2 with a chronic condition, 3 gravely. */
export type Sickness = 0 | 1 | 2 | 3

const SICKNESS = weighted<Sickness>([
  [0, 480],
  [1, 320],
  [2, 160],
  [3, 40],
])

/** How many claims a person of each sickness has, beside one that everybody has. */
const CLAIMS: Readonly<Record<Sickness, number>> = { 0: 1, 1: 4, 2: 12, 3: 24 }

const COMMON = weighted<string>([
  ['hypertension', 6],
  ['diabetes', 3],
])

/** A mixed seed for each use of a person's number. */
const sicknessOf = (seed: number, index: number): Sickness => draw(randomOf(mixSeed(seed ^ 0x2545f491, index)), SICKNESS) ?? 0

/** How large a part of the city's claims falls on a person; the same at every call. */
export const claimWeight = (seed: number, index: number): number => CLAIMS[sicknessOf(seed, index)]

/** Person number `index` of the city of `seed`; the same at every call. */
export function personOf(plan: CityPlan, seed: number, index: number): Person {
  const random = randomOf(mixSeed(seed, index))
  const sickness = sicknessOf(seed, index)
  const employee = random.chance(300)
  const county = employee && random.chance(500) ? 0 : random.below(plan.counties.length)
  const conditions = conditionsOf(plan, random, sickness)
  const away = random.chance(30)
  const twoDisease = conditions.includes('hypertension') || conditions.includes('diabetes')
  const entitled = {
    chronic: conditions.length > 0 && random.chance(650),
    twoDisease: twoDisease && random.chance(700),
    longTermCare: sickness === 3 && random.chance(400),
  }
  const id = `p${String(index + 1)}`
  const person: Json = {
    id,
    ...area(plan, county, away),
    ...lowIncome(plan, random, employee),
    rural: county > 0 && random.chance(700),
    conditions,
    managedConditions: conditions.filter(() => random.chance(600)),
    chronicRecognised: entitled.chronic,
    twoDiseaseEnrolled: entitled.twoDisease,
    familyDoctorContracted: random.chance(450),
    ...(away ? placement(random) : {}),
    mobileNewFormWorker: random.chance(40),
    disabilityAssessed: entitled.longTermCare,
    ...(employee ? { employment: random.chance(300) ? 'retired' : 'inService' } : {}),
  }
  const insurance: Json = {
    scheme: employee ? 'employee' : 'resident',
    poolCity: plan.poolCity,
    county: plan.counties[county] ?? plan.poolCity,
    enrolled: !random.chance(8),
    ltcEnrolled: entitled.longTermCare || random.chance(300),
    civilServant: employee && random.chance(120),
  }
  const region: Json = { resourcesWeak: county % 3 === 2, fundSurplusAmple: county % 3 !== 1 }
  return {
    id,
    county,
    town: random.below(TOWNS),
    employee,
    conditions,
    away,
    entitled,
    sickness,
    text: textOf(plan, person, insurance, region),
  }
}

function textOf(plan: CityPlan, person: Json, insurance: Json, region: Json): string {
  const kept = {
    person: given(plan.given, 'person', person),
    insurance: given(plan.given, 'insurance', insurance),
    region: given(plan.given, 'region', region),
  }
  return Object.entries(kept)
    .filter(([, part]) => Object.keys(part).length > 0)
    .map(([key, part]) => `${JSON.stringify(key)}:${JSON.stringify(part)}`)
    .join(',')
}

function area(plan: CityPlan, county: number, away: boolean): Json {
  const home = plan.counties[county] ?? plan.poolCity
  return { hukouArea: home, residenceArea: away ? plan.far.county : home }
}

const placement = (random: Random): Json => ({
  remotePlacementRegistered: true,
  remotePlacementCount: 1 + random.below(3),
  remotePlacementBenefitUsed: random.chance(400),
})

function conditionsOf(plan: CityPlan, random: Random, sickness: Sickness): readonly string[] {
  if (sickness < 2) return sickness === 1 && random.chance(200) ? [draw(random, COMMON) ?? 'hypertension'] : []
  const named = [...codesNamed(plan, 'person.conditions'), ...codesNamed(plan, 'person.managedConditions')]
  const others = named.length > 0 && random.chance(400) ? named : codesOf('person.conditions')
  const one = random.chance(700) ? draw(random, COMMON) : drawOne(random, others)
  const more = sickness === 3 || random.chance(300) ? drawOne(random, others) : undefined
  return [...new Set([one, more].filter(code => code !== undefined))].sort()
}

/** A low-income category: as it stands, or by dated identities, one in force at a time, of which some begin within the year. */
function lowIncome(plan: CityPlan, random: Random, employee: boolean): Json {
  if (!random.chance(employee ? 15 : 130)) return {}
  const named = codesNamed(plan, 'person.lowIncomeCategory').filter(code => code !== 'none')
  const all = named.length > 0 ? named : codesOf('person.lowIncomeCategory').filter(code => code !== 'none')
  const category = drawOne(random, all) ?? 'none'
  const support = category === 'extremePoverty' ? { extremePovertySupport: random.chance(500) ? 'concentrated' : 'dispersed' } : {}
  const begins = random.chance(250) ? plan.from + random.below(plan.to - plan.from) : plan.from - 30 - random.below(1500)
  if (random.chance(400)) return { lowIncomeCategory: category, ...since(begins - 90 - random.below(30)), ...support }
  const ends = random.chance(150) ? Math.max(begins, plan.from) + 30 + random.below(200) : undefined
  const first = identity(random, category, begins, ends)
  const next = ends !== undefined && random.chance(600) ? [identity(random, drawOne(random, all) ?? category, ends, undefined)] : []
  return { identities: [first, ...next], ...support }
}

const since = (day: number): Json => ({ lowIncomeRecognisedOn: formatDay(day), lowIncomeMarkedOn: formatDay(day) })

function identity(random: Random, category: string, from: number, to: number | undefined): Json {
  const marked = from + random.below(10)
  return {
    category,
    from: formatDay(from),
    ...(to === undefined ? {} : { to: formatDay(to) }),
    recognisedOn: formatDay(from),
    markedOn: formatDay(marked),
  }
}
