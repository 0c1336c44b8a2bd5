import type { Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import type { GivenCase } from './case.ts'
import type { CaseEvaluator, DecidedFacts, DecisionContext } from './evaluate.ts'
import { COMPLIANT } from './direction.ts'
import { definesCompliance, isCompliant, moveStatus, type MoveStatus } from './status.ts'

/** One move of a chain, with the level where it began. */
export interface JudgedHop {
  readonly from: string | null
  readonly move: MoveStatus
}

/** A case under its policy: the move it asks about, the moves before, and its facts with the compliance that follows from all of them. */
export interface JudgedCase {
  readonly facts: DecidedFacts
  readonly move: MoveStatus
  readonly hops: readonly JudgedHop[]
  readonly isCompliant: boolean
  /** By the policy's own rules; otherwise as the case gives it. */
  readonly isDerived: boolean
}

type Json = Readonly<Record<string, unknown>>

/** What an institution of a referral may say of itself. */
const PLACE = ['id', 'type', 'tier', 'adminLevel', 'allianceId', 'city', 'county'] as const
/** What a hop need not repeat of where it began. */
const SHARED = ['type', 'tier', 'city', 'county'] as const

/** Judges every move of a case. One bad hop makes the chain not compliant, and rights rest on that. Undefined with every issue. */
export function judgeCase(evaluator: CaseEvaluator, given: GivenCase, context: DecisionContext, issues: Issue[]): JudgedCase | undefined {
  const { decisions } = evaluator.pack
  const facts = evaluator.evaluate(given.facts, context, issues)
  if (facts === undefined) return undefined
  const move = moveStatus(facts, decisions)
  const hopOf = (hop: DecidedFacts): JudgedHop => ({ from: levelOf(hop), move: moveStatus(hop, decisions) })
  const before = issues.length
  const earlier = movesBefore(given, move).flatMap(({ facts: moved, path }) => {
    const found: Issue[] = []
    const hop = evaluator.evaluate(moved, context, found)
    issues.push(...found.map(issue => ({ ...issue, path: path(issue.path) })))
    return hop === undefined ? [] : [hopOf(hop)]
  })
  if (issues.length > before) return undefined
  const hops = move.target === null ? earlier : [...earlier, hopOf(facts)]
  const isDerived = definesCompliance(decisions) && hops.length > 0
  if (!isDerived) return { facts, move, hops, isDerived, isCompliant: facts.fact(COMPLIANT) === true }
  const compliant = hops.every(hop => isCompliant(hop.move))
  const settled = evaluator.evaluate(given.facts, context, issues, compliant)
  return settled && { facts: settled, move, hops, isDerived, isCompliant: compliant }
}

const levelOf = (facts: DecidedFacts): string | null => {
  const level = facts.fact('institution.adminLevel')
  return typeof level === 'string' ? level : null
}

interface EarlierMove {
  readonly facts: Json
  /** Where in the case an issue of it stands. */
  readonly path: (path: string) => string
}

/** Each earlier move as a case of its own, from where it began; without a chain the one that brought the patient here. */
function movesBefore({ facts, chain }: GivenCase, { target }: MoveStatus): readonly EarlierMove[] {
  const [here, referral] = [asObject(facts['institution']), asObject(facts['referral'])]
  const arrival = asObject(referral['from'])
  if (chain.length === 0 && target === null && arrival['adminLevel'] !== undefined && arrival['adminLevel'] !== 'none') {
    const moved = movedFrom(facts, { ...referral, to: only(here, PLACE) }, arrival)
    return [{ facts: moved, path: path => path.replace(/^\/referral\/to/, '/institution') }]
  }
  let place: unknown = undefined
  return chain.map((hop, i) => {
    const from = hop['from'] ?? place
    place = hop['to']
    const moved = movedFrom(facts, from === undefined ? hop : { ...hop, from }, from)
    return { facts: moved, path: path => `/chain/${String(i)}${path.replace(/^\/referral/, '')}` }
  })
}

/** The facts of a case on the day it was at that place. Its relation to the place of insurance is that place's. */
function movedFrom(facts: Json, referral: Json, from: unknown): Json {
  if (from === undefined) return { ...facts, referral }
  const { location, ...encounter } = asObject(facts['encounter'])
  const place = asObject(from)
  const isElsewhere = place['city'] !== undefined || place['county'] !== undefined
  return {
    ...facts,
    institution: { ...only(asObject(facts['institution']), SHARED), ...(isPlainObject(from) ? from : {}) },
    encounter: location === undefined || isElsewhere ? encounter : { ...encounter, location },
    referral,
  }
}

const only = (object: Json, keys: readonly string[]): Json =>
  Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)))

const asObject = (value: unknown): Json => (isPlainObject(value) ? value : {})
