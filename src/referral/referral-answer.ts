import { changesFor, type Change } from './change.ts'
import type { Hop, NextStep, ReferralAnswer } from './decision.ts'
import type { JudgedHop } from './way.ts'
import { faultAnswers, moveReasons } from './move-words.ts'
import { reasonOf, type Question } from './question.ts'
import type { RouteStep } from './route-step.ts'
import { CHANNEL, definesCompliance, isCompliant, ladderOf } from './status.ts'
import { exemptionOf } from './exemption.ts'
import { TARGET } from './direction.ts'

/** May the patient go, where the rules send him, whether his moves were compliant, and what would change the answer. */
export function referralAnswer(question: Question): ReferralAnswer {
  const { move, hops, way, isDerived, isCompliant: compliant, firstContact } = question.judged
  const isHeld = move.status === 'refused' || move.status === 'required'
  return {
    status: move.status,
    target: move.target,
    next: move.next.map(stepAnswer),
    direct: move.direct.map(stepAnswer),
    isDirect: move.isDirect,
    exemption: exemptionOf(question),
    firstContactAtPrimary: firstContact,
    compliance: {
      source: isDerived ? 'derived' : compliant === null ? 'none' : 'given',
      compliant,
      hops: hops.map(hopAnswer),
      gaps: way.gaps,
    },
    faults: faultAnswers(move),
    reasons: moveReasons(move),
    changes: isHeld ? moveChanges(question) : [],
  }
}

/** The fewest things one can do that permit the move. */
function moveChanges({ evaluator, pack, judged, changed }: Question): readonly (readonly Change[])[] {
  const { fact, hinging } = judged.facts
  return changesFor({
    derivesCompliance: definesCompliance(pack.decisions),
    fact,
    // A move is judged by its own target and filing, whatever else the rules read.
    hinging: paths => [TARGET, CHANNEL, ...ladderOf(evaluator.pack.decisions).flatMap(rule => hinging(rule, paths))],
    isReached: changes => {
      const others = changes.filter(({ fact: path }) => path !== CHANNEL || evaluator.reads.includes(CHANNEL))
      // Filing helps no move that would be refused whatever is filed.
      if (others.length < changes.length && changed.move(others)?.move.status === 'refused') return false
      const again = changed.move(changes)
      return again !== undefined && isCompliant(again.move) === true
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

const hopAnswer = ({ from, move }: JudgedHop, i: number): Hop => ({
  index: i + 1,
  from,
  to: move.target,
  status: move.status,
  compliant: isCompliant(move),
  faults: faultAnswers(move),
  reasons: moveReasons(move),
})
