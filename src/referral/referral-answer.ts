import { changesFor, type Change } from './change.ts'
import type { Hop, NextStep, ReferralAnswer } from './decision.ts'
import type { JudgedCase, JudgedHop } from './judged-case.ts'
import { reasonOf, type Question } from './question.ts'
import { definesCompliance, isCompliant, type RouteStep } from './status.ts'

/** May the patient go, where the rules send him, whether his moves were compliant, and what would change the answer. */
export function referralAnswer(question: Question): ReferralAnswer {
  const { move, hops, isDerived, isCompliant: compliant, facts } = question.judged
  const isHeld = move.status === 'refused' || move.status === 'required'
  return {
    status: move.status,
    target: move.target,
    next: move.next.map(stepAnswer),
    direct: move.direct.map(stepAnswer),
    isDirect: move.isDirect,
    firstContactAtPrimary: facts.fact('referral.firstContactAtPrimary') === true,
    compliance: { source: isDerived ? 'derived' : 'given', compliant, hops: hops.map(hopAnswer) },
    reasons: move.because.map(reasonOf),
    changes: isHeld ? changesThat(question, judged => isCompliant(judged.move)) : [],
  }
}

/** The fewest things one can do that give the answer wished for. */
export function changesThat(question: Question, wished: (judged: JudgedCase) => boolean): readonly (readonly Change[])[] {
  const { evaluator, judged, pack } = question
  return changesFor({
    reads: evaluator.reads,
    derivesCompliance: definesCompliance(pack.decisions),
    fact: judged.facts.fact,
    isReached: changes => {
      const again = question.changed.judge(changes)
      return again !== undefined && wished(again)
    },
  })
}

const stepAnswer = ({ rule, to, type, where, capability, arrangedBy, isPreferred }: RouteStep): NextStep => ({
  to,
  type,
  where,
  capability,
  arrangedBy,
  preferred: isPreferred,
  ...reasonOf(rule),
})

const hopAnswer = ({ from, move }: JudgedHop): Hop => ({
  from,
  to: move.target,
  status: move.status,
  compliant: isCompliant(move),
  reasons: move.because.map(reasonOf),
})
