import type { Issue } from '../base/issue.ts'
import type { FactValue } from '../facts/spec.ts'
import type { GivenCase } from './case.ts'
import { AT_PRIMARY, COMPLIANT, withFact } from './direction.ts'
import type { CaseEvaluator, DecidedFacts, DecisionContext, ReadFacts } from './evaluate.ts'
import { definesCompliance, isCompliant, moveStatus, type MoveStatus } from './status.ts'
import { ARRIVAL_UNKNOWN, FIRST_CONTACT, WayJudge, type JudgedHop, type Way } from './way.ts'

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
  /** Whether the patient's first contact was at primary level; null: nobody can say. */
  readonly firstContact: boolean | null
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

/**
 * Puts a move and the way before it together. Rights are those of the patient where he is: they rest on the way by which he came, of which one bad hop
 * spoils the whole; on the move asked about only where it is the first. Undefined with every issue.
 */
export function judgeCase(evaluator: CaseEvaluator, { read, facts, move }: JudgedMove, way: Way, issues: Issue[]): JudgedCase | undefined {
  const asked: JudgedHop = { from: levelHere(facts), move, path: '/referral', claim: facts.claim }
  const hops = move.target === null ? way.hops : [...way.hops, asked]
  const { isDerived, isCompliant, hasCome } = complianceOf(evaluator, facts, hops, way)
  const firstContact = firstContactOf(evaluator, facts, way)
  const settled = new Map([
    ...(isDerived ? [[COMPLIANT, hasCome] as const] : []),
    ...(firstContact.isAsked ? [[AT_PRIMARY, firstContact.value] as const] : []),
  ])
  const claim = [...settled].reduce((told, [path, value]) => withFact(told, path, value === true), read.claim)
  const common = { move, hops, way, said: read.claim.facts, isCompliant, isDerived, firstContact: firstContact.value }
  // As it was taken to be: nothing comes out otherwise.
  if ([...settled].every(([path, value]) => value === facts.fact(path))) return { ...common, facts: { ...facts, claim } }
  const before = issues.length
  const unknown = [...settled].flatMap(([path, value]) => (value === null ? [path] : []))
  const again = evaluator.decide({ ...read, claim }, issues, unknown)
  return issues.length > before ? undefined : { ...common, facts: again }
}

interface Compliance extends Pick<JudgedCase, 'isDerived' | 'isCompliant'> {
  /** The same of how the patient came to where he is: a move asked about that breaks the rules does not tell it. */
  readonly hasCome: boolean | null
}

function complianceOf(evaluator: CaseEvaluator, facts: DecidedFacts, hops: readonly JudgedHop[], way: Way): Compliance {
  const isSaid = facts.claim.given.has(COMPLIANT)
  const told = isSaid ? facts.fact(COMPLIANT) === true : null
  // How a patient came of whom only that is said is taken as it is said.
  const isUnknown = way.isOpen || way.gaps.length > 0
  const isTold = isSaid && way.hops.length === 0 && way.gaps.every(({ code }) => code === ARRIVAL_UNKNOWN)
  const isDerived = definesCompliance(evaluator.pack.decisions) && (hops.length > 0 || (isUnknown && !isTold))
  if (!isDerived) return { isDerived, isCompliant: told, hasCome: told }
  const arrived = isUnknown ? (isTold ? told : null) : true
  const verdict = (moves: readonly JudgedHop[]): boolean | null => all([...moves.map(({ move }) => isCompliant(move)), arrived])
  return {
    isDerived,
    isCompliant: verdict(way.hops.length > 0 ? way.hops : hops),
    hasCome: verdict(way.hops.length + way.gaps.length > 0 ? way.hops : hops),
  }
}

const all = (verdicts: readonly (boolean | null)[]): boolean | null =>
  verdicts.includes(false) ? false : verdicts.includes(null) ? null : true

/** Where the rules ask for a first contact the way here tells whether there was one; what it leaves open is as the case says. */
function firstContactOf(
  evaluator: CaseEvaluator,
  { claim, fact }: DecidedFacts,
  way: Way,
): { readonly isAsked: boolean; readonly value: boolean | null } {
  const said = fact(AT_PRIMARY) === true
  if (!evaluator.pack.decisions.some(({ type }) => type === FIRST_CONTACT)) return { isAsked: false, value: said }
  return { isAsked: true, value: way.firstContact ?? (claim.given.has(AT_PRIMARY) ? said : null) }
}

function levelHere(facts: DecidedFacts): string | null {
  const level = facts.fact('institution.adminLevel')
  return typeof level === 'string' ? level : null
}
