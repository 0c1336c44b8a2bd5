import type { RightAnswer } from './decision.ts'
import { RIGHT } from './decision-sheet.ts'
import type { JudgedCase } from './judged-case.ts'
import { reasonOf, type Question } from './question.ts'
import { changesThat } from './referral-answer.ts'

/** Every right the policy knows: granted where one of its rules fires; null where no rule does and one is not decided. */
export function rightAnswers(question: Question): readonly RightAnswer[] {
  const { pack, judged } = question
  const rules = pack.rules.filter(rule => rule.type === RIGHT)
  const names = [...new Set(rules.map(rule => String(rule.params['right'])))]
  return names.map(right => {
    const own = rules.filter(rule => rule.params['right'] === right)
    const holds = ({ facts }: JudgedCase): boolean => own.some(rule => facts.fires(rule))
    if (holds(judged)) return { right, granted: true, reasons: own.filter(judged.facts.fires).map(reasonOf), changes: [] }
    const isOpen = own.some(rule => judged.facts.lacking(rule).length + judged.facts.lackingParameters(rule).length > 0)
    return { right, granted: isOpen ? null : false, reasons: own.map(reasonOf), changes: isOpen ? [] : changesThat(question, holds) }
  })
}
