import { factDomain } from '../facts/domain.ts'
import type { Assumption } from './decision.ts'
import { AT_PRIMARY } from './direction.ts'
import type { Question } from './question.ts'
import { CHANNEL, ladderOf } from './status.ts'

/** What an answer reads though no condition does: it is shown, or a move is judged by it. */
const READ_BY_MOVES: readonly string[] = [CHANNEL, 'referral.to.type']

/** The facts taken by default that some answer read; then those of the moves before. An area that nobody gave is missing, not assumed. */
export function assumptionsOf({ evaluator, judged }: Question): readonly Assumption[] {
  const { claim, fact } = judged.facts
  const hasLadder = ladderOf(evaluator.pack.decisions).length > 0
  const read = new Set([...evaluator.reads, ...(hasLadder ? [...READ_BY_MOVES, AT_PRIMARY] : [])])
  const isAssumed = (path: string): boolean => read.has(path) && factDomain(path)?.type !== 'area' && factDomain(path)?.type !== 'id'
  const own = claim.defaulted.filter(isAssumed).map(path => ({ fact: path, value: fact(path) ?? '', hop: null }))
  const ofHops = judged.way.hops.flatMap(({ claim: then }, i) =>
    (then?.defaulted ?? [])
      .filter(path => isAssumed(path) && isOfMove(path))
      .map(path => ({ fact: path, value: then?.facts.get(path) ?? '', hop: i + 1 })),
  )
  return [...own, ...ofHops]
}

/** Facts of a referral itself, beside those of its ends. */
const isOfMove = (path: string): boolean => path === CHANNEL || path === 'referral.whitelist'
