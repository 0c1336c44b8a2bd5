import { leafPath, leaves } from '../condition/types.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import { TARGET } from './direction.ts'
import type { DecidedFacts } from './evaluate.ts'
import { isBetween, LEVEL } from './levels.ts'
import { isLimiting, reaches, stepOf, type RouteStep } from './route-step.ts'

/**
 * `required`: the patient may go once the referral is filed. `refused`: not to this place. `notAsked`: the case names no place to go to.
 * `undetermined`: the case lacks facts on which it depends.
 */
export type ReferralStatus = 'notRequired' | 'permitted' | 'required' | 'refused' | 'notAsked' | 'undetermined'

/**
 * What is wrong with a move: nothing filed by a channel that counts; a level left out; left out, and on no whitelist that would allow it; another place
 * than the rules name; begun where nobody begins without a referral.
 */
export type MoveFault = 'notFiled' | 'skipsLevel' | 'notWhitelisted' | 'elsewhere' | 'firstContactElsewhere'

/** What the rules say of one move: where it may go, whether it must be filed, and what became of it. */
export interface MoveStatus {
  readonly status: ReferralStatus
  /** The level asked for; null: none was named. */
  readonly target: string | null
  /** Where the rules send the patient; of a move that they allow, only what does not lead elsewhere. */
  readonly next: readonly RouteStep[]
  /** Levels that may be reached directly, past those between. */
  readonly direct: readonly RouteStep[]
  /** The move is one that only a whitelist or an emergency allows. */
  readonly isDirect: boolean
  /** The rules that decided. */
  readonly because: readonly Rule[]
  /** Rules among them that ask for a filing which was not made. */
  readonly unmet: readonly Rule[]
  readonly faults: readonly MoveFault[]
}

export const CHANNEL = 'referral.filedVia'
export const WHITELIST = 'referral.whitelist'
const NONE = 'none'
const REQUIRE = 'requireReferral'
export const DIRECT = 'permitDirect'
const LADDER: readonly string[] = ['route', DIRECT, REQUIRE]
/** Beyond so many open rules their combinations are not tried. */
const MAX_OPEN = 6

/** The rules by which moves are judged. */
export const ladderOf = (decisions: Pack['decisions']): readonly Rule[] => decisions.filter(rule => LADDER.includes(rule.type))

/** Judges the move of a case by the rules that fire; `undetermined` where rules of which nobody knows whether they fire would make a difference. */
export function moveStatus(facts: DecidedFacts, decisions: Pack['decisions']): MoveStatus {
  const ladder = ladderOf(decisions)
  const firing = ladder.filter(rule => facts.fires(rule))
  const open = ladder.filter(rule => isOpen(facts, rule))
  const certain = outcome(facts, firing, ladder)
  if (open.length === 0 && !isScopeOpen(facts, decisions)) return certain
  if (certain.target === null) return { ...certain, status: 'notAsked', because: [] }
  const isDecided =
    !isScopeOpen(facts, decisions) &&
    open.length <= MAX_OPEN &&
    subsets(open).every(extra => outcome(facts, [...firing, ...extra], ladder).status === certain.status)
  return isDecided ? certain : { ...certain, status: 'undetermined', because: [], unmet: [], faults: [] }
}

/** Nobody knows whether the rule fires. */
export const isOpen = (facts: DecidedFacts, rule: Rule): boolean => facts.lacking(rule).length + facts.lackingParameters(rule).length > 0

/** Facts without which nobody can say whether the policy is concerned: that no default decides. */
export const scopeLacks = (facts: DecidedFacts, decisions: Pack['decisions']): readonly string[] => [
  ...new Set(decisions.filter(({ type }) => type === 'withinScope').flatMap(facts.lackingBeyondDefaults)),
]

const isScopeOpen = (facts: DecidedFacts, decisions: Pack['decisions']): boolean => scopeLacks(facts, decisions).length > 0

const subsets = (rules: readonly Rule[]): readonly (readonly Rule[])[] =>
  rules.reduce<readonly (readonly Rule[])[]>((found, rule) => [...found, ...found.map(one => [...one, rule])], [[]])

function outcome(facts: DecidedFacts, firing: readonly Rule[], ladder: readonly Rule[]): MoveStatus {
  const ofType = (type: string): readonly Rule[] => firing.filter(rule => rule.type === type)
  const [next, direct, requiring] = [ofType('route').map(stepOf), ofType(DIRECT).map(stepOf), ofType(REQUIRE)]
  const level = String(facts.fact(TARGET) ?? NONE)
  const target = level === NONE ? null : level
  const reached = (steps: readonly RouteStep[]): readonly RouteStep[] => (target === null ? [] : steps.filter(step => reaches(step, facts)))
  const limiting = next.filter(isLimiting)
  const isRouted = target === null || limiting.length === 0 || reached(next).length > 0
  const isDirect = !isRouted && reached(direct).length > 0
  const unmet = requiring.filter(rule => !isFiledBy(rule, String(facts.fact(CHANNEL) ?? NONE)))
  const unfiled: readonly MoveFault[] = unmet.length > 0 ? ['notFiled'] : []
  const common = { target, isDirect, unmet }
  if (!isRouted && !isDirect) {
    const faults = [routeFault(facts, limiting, ladder, target), ...unfiled]
    return { ...common, status: 'refused', next, direct, because: [...limiting.map(step => step.rule), ...unmet], faults }
  }
  const status = unmet.length > 0 ? 'required' : requiring.length > 0 ? 'permitted' : target === null ? 'notAsked' : 'notRequired'
  const allowing = isDirect ? reached(direct) : reached(next)
  return {
    ...common,
    status,
    next: target === null ? next : next.filter(step => step.isPreferred || (!isDirect && reaches(step, facts))),
    direct: target === null ? direct : reached(direct),
    because: [...allowing.map(step => step.rule), ...requiring],
    faults: target === null ? [] : unfiled,
  }
}

function routeFault(facts: DecidedFacts, limiting: readonly RouteStep[], ladder: readonly Rule[], target: string | null): MoveFault {
  if (!limiting.some(step => isBetween(step.to, facts.fact(LEVEL), target))) return 'elsewhere'
  return ladder.some(rule => rule.type === DIRECT && rule.params['to'] === target && wouldFire(facts, rule))
    ? 'notWhitelisted'
    : 'skipsLevel'
}

/** A rule that the right whitelist would let fire. */
const wouldFire = (facts: DecidedFacts, rule: Rule): boolean =>
  leaves(rule.conditions).some(leaf => leafPath(leaf) === WHITELIST) && facts.hinging(rule, new Set([WHITELIST])).length > 0

function isFiledBy({ params }: Rule, channel: string): boolean {
  const channels = params['filedVia']
  return Array.isArray(channels) ? channels.includes(channel) : channel !== NONE
}

/** Whether the pack has rules by which a move is compliant or not; without them only the case can say. */
export const definesCompliance = (decisions: Pack['decisions']): boolean => decisions.some(rule => rule.type === REQUIRE)

/** Null: nobody can say. */
export const isCompliant = ({ status }: MoveStatus): boolean | null =>
  status === 'undetermined' ? null : status === 'permitted' || status === 'notRequired' || status === 'notAsked'
