import type { Issue } from '../base/issue.ts'
import type { FactValue } from '../facts/spec.ts'
import type { GivenCase } from './case.ts'
import { COMPLIANT, withFact } from './direction.ts'
import type { CaseEvaluator, DecidedFacts, DecisionContext, ReadFacts } from './evaluate.ts'
import { definesCompliance, isCompliant, moveStatus, type MoveStatus } from './status.ts'
import { ARRIVAL_UNKNOWN, WayJudge, type JudgedHop, type Way } from './way.ts'

/** A case with the move that it asks about. */
export interface JudgedMove {
  readonly given: GivenCase
  readonly read: ReadFacts
  readonly facts: DecidedFacts
  readonly move: MoveStatus
}

/** A case under its policy: the move it asks about, the moves before, and its facts with the compliance that follows from all of them. */
export interface JudgedCase {
  readonly facts: DecidedFacts
  readonly move: MoveStatus
  /** The way here, then the move asked about. */
  readonly hops: readonly JudgedHop[]
  readonly way: Way
  /** Null: nobody can say. */
  readonly isCompliant: boolean | null
  /** By the policy's own rules; otherwise as the case gives it, if it does. */
  readonly isDerived: boolean
  /** As the case was read, before its compliance was derived. */
  readonly said: ReadonlyMap<string, FactValue>
}

/** Judges the move that a case asks about. Undefined with every issue. */
export function judgeMove(evaluator: CaseEvaluator, given: GivenCase, context: DecisionContext, issues: Issue[]): JudgedMove | undefined {
  const before = issues.length
  const read = evaluator.read(given.facts, context, issues)
  const facts = read && evaluator.decide(read, issues)
  if (read === undefined || facts === undefined || issues.length > before) return undefined
  return { given, read, facts, move: moveStatus(facts, evaluator.pack.decisions) }
}

/** How the patient of a judged move came. Undefined with every issue. */
export const judgeWay = (
  evaluator: CaseEvaluator,
  { given, facts, move }: JudgedMove,
  context: DecisionContext,
  issues: Issue[],
): Way | undefined => new WayJudge(evaluator, context).judge(given, facts, move.target, issues)

/** Puts a move and the way before it together: one bad hop makes the chain not compliant, and rights rest on that. Undefined with every issue. */
export function judgeCase(evaluator: CaseEvaluator, { read, facts, move }: JudgedMove, way: Way, issues: Issue[]): JudgedCase | undefined {
  const asked: JudgedHop = { from: levelHere(facts), move, path: '/referral', claim: facts.claim }
  const hops = move.target === null ? way.hops : [...way.hops, asked]
  const common = { move, hops, way, said: read.claim.facts }
  const isSaid = read.claim.given.has(COMPLIANT)
  // How a patient came of whom only that is said is taken as it is said.
  const isUnknown = way.isOpen || way.gaps.length > 0
  const isTold = isSaid && way.hops.length === 0 && way.gaps.every(({ code }) => code === ARRIVAL_UNKNOWN)
  const isDerived = definesCompliance(evaluator.pack.decisions) && (hops.length > 0 || (isUnknown && !isTold))
  if (!isDerived) return { ...common, facts, isDerived, isCompliant: isSaid ? facts.fact(COMPLIANT) === true : null }
  const verdicts = [...hops.map(hop => isCompliant(hop.move)), isUnknown ? (isTold ? facts.fact(COMPLIANT) === true : null) : true]
  const verdict = verdicts.includes(false) ? false : verdicts.includes(null) ? null : true
  const claim = withFact(read.claim, COMPLIANT, verdict === true)
  // As it was taken to be: nothing comes out otherwise.
  if (verdict === facts.fact(COMPLIANT)) return { ...common, facts: { ...facts, claim }, isDerived, isCompliant: verdict }
  const before = issues.length
  const settled = evaluator.decide({ ...read, claim }, issues, verdict === null ? [COMPLIANT] : [])
  return issues.length > before ? undefined : { ...common, facts: settled, isDerived, isCompliant: verdict }
}

function levelHere(facts: DecidedFacts): string | null {
  const level = facts.fact('institution.adminLevel')
  return typeof level === 'string' ? level : null
}
