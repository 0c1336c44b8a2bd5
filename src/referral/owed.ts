import type { Decision } from './decision.ts'
import { deadlinesOf } from './deadlines.ts'
import { dutyOf, prohibitionOf } from './duties.ts'
import { eventsBy } from './happened.ts'
import { firing, reasonOf, type Question } from './question.ts'
import type { Undecided } from './undecided.ts'

/** What somebody owes, what must not happen, and by when. What waits for an event that has not happened is not there. */
export function owedOf(question: Question, undecided: Undecided): Pick<Decision, 'duties' | 'prohibitions' | 'deadlines'> {
  const { pack, calendar, asOf, given, judged, context } = question
  const events = eventsBy(given.events, context.asOf)
  const modalityOf = (params: Readonly<Record<string, unknown>>): string => String(params['modality'] ?? 'rule')
  return {
    duties: firing(question, 'requireDuty').flatMap(rule => {
      const duty = dutyOf(rule, events, judged.facts)
      return duty === undefined ? [] : [{ ...duty, modality: modalityOf(rule.params), ...reasonOf(rule) }]
    }),
    prohibitions: firing(question, 'prohibit').flatMap(rule => {
      const found = undecided.resolve(rule, issues => prohibitionOf(pack, rule, events, judged.facts.day, issues))
      return found === undefined ? [] : [{ ...found, modality: modalityOf(rule.params), ...reasonOf(rule) }]
    }),
    deadlines: firing(question, 'setDeadline').flatMap(rule => {
      const found = undecided.resolve(rule, issues => deadlinesOf(rule, { pack, calendar, asOf, day: judged.facts.day, events }, issues))
      return (found ?? []).map(answer => ({ ...answer, modality: modalityOf(rule.params), ...reasonOf(rule) }))
    }),
  }
}
