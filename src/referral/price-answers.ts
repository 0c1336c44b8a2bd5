import type { Issue } from '../base/issue.ts'
import type { Decision } from './decision.ts'
import { parityOf, priceDirection, stepPrice } from './prices.ts'
import { firing, reasonOf, type Question } from './question.ts'
import type { Undecided } from './undecided.ts'

/** What the rules say of the prices that the case gives. */
export function priceAnswers(question: Question, undecided: Undecided, issues: Issue[]): Decision['prices'] {
  const { pack, given, judged } = question
  const { price } = given
  const { day } = judged.facts
  return {
    parity: firing(question, 'paymentParity').map(rule => ({ ...parityOf(rule, price), ...reasonOf(rule) })),
    steps: firing(question, 'priceTierStep').flatMap(rule => {
      const found = undecided.resolve(rule, missing => stepPrice(pack, rule, price, day, missing, issues))
      return found === undefined ? [] : [{ ...found, ...reasonOf(rule) }]
    }),
    directions: firing(question, 'adjustPrice').flatMap(rule => {
      const found = priceDirection(pack, rule, price, day)
      return found === undefined ? [] : [{ ...found, ...reasonOf(rule) }]
    }),
  }
}
