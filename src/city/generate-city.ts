import { mixSeed, randomOf } from '../facts/random.ts'
import { CareWriter } from './care.ts'
import { Choices } from './choice.ts'
import { kindsOf, lifeOf, type City } from './life.ts'
import { networkOf } from './network.ts'
import { claimWeight, personOf } from './person.ts'
import type { CityPlan } from './plan.ts'

/** How many claims of how many persons; the same seed gives the same text on every machine. */
export interface CityOptions {
  readonly seed: number
  readonly claims: number
  readonly persons: number
}

const ID_DIGITS = 9

/**
 * Claims of a synthetic city of a policy, each a line of JSON without its end: person by person, each person's in the order of their settlement. With
 * fewer persons than claims every person has one at least. Needs memory for one person's claims at a time.
 */
export function* generateCity(plan: CityPlan, { seed, claims, persons }: CityOptions): Generator<string> {
  const sites = networkOf(plan, seed)
  const city: City = { plan, choices: new Choices(plan, sites), writer: new CareWriter(plan), kinds: kindsOf(plan) }
  let serial = 0
  let index = 0
  for (const count of counts(seed, claims, persons)) {
    if (count > 0) {
      const person = personOf(plan, seed, index)
      const random = randomOf(mixSeed(seed ^ 0x3c6ef372, index))
      for (const care of lifeOf(city, random, person, count)) {
        serial += 1
        yield city.writer.line(random, `c${String(serial).padStart(ID_DIGITS, '0')}`, person, care)
      }
    }
    index += 1
  }
}

/** How many claims each person has, by weight, in whole numbers that add up to all of them: what is cut off goes to the next. */
function* counts(seed: number, claims: number, persons: number): Generator<number> {
  let total = 0
  for (let i = 0; i < persons; i++) total += claimWeight(seed, i)
  const everybody = claims >= persons ? 1 : 0
  const shared = claims - everybody * persons
  let over = 0
  for (let i = 0; i < persons; i++) {
    over += claimWeight(seed, i) * shared
    const left = over % total
    yield everybody + (over - left) / total
    over = left
  }
}
