import { formatDay, type DayNumber } from '../base/date.ts'
import { DISEASES, LOW_INCOME_CATEGORIES } from './labels/codes.ts'
import { mixSeed, randomOf, type Random } from './random.ts'
import { HOME_CITY, HOME_COUNTIES } from './world.ts'

type Json = Record<string, unknown>

/** A list that has a first. */
export type NonEmpty<T> = readonly [T, ...(readonly T[])]

/** What stays the same of a person in all their claims, as claim JSON. */
export interface Person {
  readonly person: Json
  readonly insurance: Json
  readonly region: Json
  readonly county: string
}

const CATEGORIES = Object.keys(LOW_INCOME_CATEGORIES).filter(code => code !== 'none')
const KNOWN_DISEASES = Object.keys(DISEASES)

/** `list`, or `fallback` alone if it is empty. */
export function orElse<T>(list: readonly T[], fallback: T): NonEmpty<T> {
  const [first = fallback, ...rest] = list
  return [first, ...rest]
}

/** The diseases to draw from. */
export const diseasesOf = (given: readonly string[] | undefined): NonEmpty<string> => orElse(given ?? KNOWN_DISEASES, 'other')

/** Some of `list`, each with a chance of `share` in a thousand. */
export const someOf = <T>(random: Random, list: readonly T[], share: number): readonly T[] => list.filter(() => random.chance(share))

/** Sets each of `keys` to true with a chance of `share` in a thousand. */
export function flags(random: Random, into: Json, keys: readonly string[], share: number): void {
  for (const key of keys) if (random.chance(share)) into[key] = true
}

/** Person number `index` of the run of `seed`; the same at every call. `firstDay` is the first day of the year. */
export function personOf(seed: number, index: number, firstDay: DayNumber, diseases: NonEmpty<string>): Person {
  const random = randomOf(mixSeed(seed, index))
  const employee = random.chance(350)
  const county = random.pick(HOME_COUNTIES)
  const person: Json = { id: `p${index}`, hukouArea: county, residenceArea: random.chance(100) ? '980121' : county }
  addIdentity(random, person, firstDay)
  const conditions = someOf(random, diseases, 150)
  person['conditions'] = conditions
  person['managedConditions'] = someOf(random, conditions, 500)
  if (conditions.length > 0) {
    person['chronicRecognised'] = random.chance(500)
    person['twoDiseaseEnrolled'] = random.chance(500)
    person['conditionPhase'] = random.pick(['stable', 'acute', 'postOpRecovery', 'maintenance', 'unspecified'])
  }
  flags(random, person, ['rural', 'familyDoctorContracted'], 400)
  flags(random, person, ['mobileNewFormWorker', 'disabilityAssessed'], 100)
  if (random.chance(100)) {
    person['remotePlacementRegistered'] = true
    person['remotePlacementCount'] = random.below(4)
    person['remotePlacementBenefitUsed'] = random.chance(300)
  }
  if (employee) person['employment'] = random.pick(['inService', 'inService', 'retired'])
  const insurance: Json = { scheme: employee ? 'employee' : 'resident', poolCity: HOME_CITY, county, enrolled: !random.chance(15) }
  if (random.chance(200)) insurance['ltcEnrolled'] = true
  if (employee && random.chance(150)) insurance['civilServant'] = true
  if (random.chance(80)) insurance['benefitFrom'] = formatDay(firstDay + random.below(120) - 30)
  const region: Json = {}
  flags(random, region, ['resourcesWeak', 'fundSurplusAmple'], 200)
  return { person, insurance, region, county }
}

/** A category, sometimes with the identity behind it, which then holds for the whole year so that every date gives the same. */
function addIdentity(random: Random, person: Json, firstDay: DayNumber): void {
  if (!random.chance(300)) return
  const category = random.pick(orElse(CATEGORIES, 'none'))
  person['lowIncomeCategory'] = category
  if (category === 'extremePoverty') person['extremePovertySupport'] = random.pick(['concentrated', 'dispersed'])
  const recognised = firstDay - 30 - random.below(2000)
  let marked = recognised + 5
  if (random.chance(500)) {
    marked = recognised + random.below(30)
    person['lowIncomeRecognisedOn'] = formatDay(recognised)
    person['lowIncomeMarkedOn'] = formatDay(marked)
  }
  if (!random.chance(500)) return
  const identity: Json = { category, from: formatDay(recognised), recognisedOn: formatDay(recognised), markedOn: formatDay(marked) }
  if (random.chance(300)) identity['to'] = formatDay(firstDay + 400 + random.below(400))
  person['identities'] = [identity]
}
