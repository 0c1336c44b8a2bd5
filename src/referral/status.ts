import type { Pack, Rule } from '../pack/pack.ts'
import { TARGET } from './direction.ts'
import type { DecidedFacts } from './evaluate.ts'

/**
 * `required`: the patient may go once the referral is filed. `refused`: not to this place. `notAsked`: the case names no place to go to.
 * `undetermined`: the case lacks facts on which it depends.
 */
export type ReferralStatus = 'notRequired' | 'permitted' | 'required' | 'refused' | 'notAsked' | 'undetermined'

/** A class of institutions to which a patient goes next, or home; what is null is not limited. */
export interface RouteStep {
  readonly to: string | null
  readonly type: string | null
  readonly where: string | null
  readonly capability: string | null
  readonly arrangedBy: string | null
  /** Advice: other places are as good. */
  readonly isPreferred: boolean
  readonly rule: Rule
}

/** What the rules say of one move: where it may go, whether it must be filed, and what became of it. */
export interface MoveStatus {
  readonly status: ReferralStatus
  /** The level asked for; null: none was named. */
  readonly target: string | null
  readonly next: readonly RouteStep[]
  /** Levels that may be reached directly, past those between. */
  readonly direct: readonly RouteStep[]
  /** The move is one that only a whitelist or an emergency allows. */
  readonly isDirect: boolean
  /** The rules that decided. */
  readonly because: readonly Rule[]
}

const CHANNEL = 'referral.filedVia'
const NONE = 'none'
const REQUIRE = 'requireReferral'
const LADDER: readonly string[] = ['route', 'permitDirect', REQUIRE]

/** Judges the move of a case by the rules that fire: `route`, `permitDirect`, `requireReferral`. */
export function moveStatus(facts: DecidedFacts, decisions: Pack['decisions']): MoveStatus {
  const firing = (type: string): readonly Rule[] => decisions.filter(rule => rule.type === type && facts.fires(rule))
  const [next, direct] = [firing('route').map(stepOf), firing('permitDirect').map(stepOf)]
  const requiring = firing(REQUIRE)
  const level = String(facts.fact(TARGET) ?? NONE)
  const target = level === NONE ? null : level
  const [limiting, reached] = [next.filter(step => !step.isPreferred), direct.filter(step => reaches(step, facts))]
  const isRouted = target === null || limiting.length === 0 || next.some(step => reaches(step, facts))
  const isDirect = !isRouted && reached.length > 0
  const isUnknown = decisions.some(
    rule => LADDER.includes(rule.type) && facts.lacking(rule).length + facts.lackingParameters(rule).length > 0,
  )
  const common = { target, next, direct, isDirect }
  if (isUnknown) return { ...common, status: target === null ? 'notAsked' : 'undetermined', because: [] }
  if (!isRouted && !isDirect) return { ...common, status: 'refused', because: [...limiting.map(step => step.rule), ...requiring] }
  const isFiled = requiring.every(rule => isFiledBy(rule, String(facts.fact(CHANNEL) ?? NONE)))
  const isFree = requiring.length === 0
  const status = !isFree ? (isFiled ? 'permitted' : 'required') : target === null ? 'notAsked' : 'notRequired'
  const allowing = isDirect ? reached : next.filter(step => target !== null && reaches(step, facts))
  return { ...common, status, because: [...allowing.map(step => step.rule), ...requiring] }
}

function stepOf(rule: Rule): RouteStep {
  const text = (name: string): string | null => (typeof rule.params[name] === 'string' ? rule.params[name] : null)
  const [to, type, where, capability, arrangedBy] = [text('to'), text('type'), text('where'), text('capability'), text('arrangedBy')]
  return { to, type, where, capability, arrangedBy, isPreferred: rule.params['preferred'] === true, rule }
}

/** What the target does not say of itself may be as the step asks. */
function reaches({ to, type, where }: RouteStep, facts: DecidedFacts): boolean {
  const targetType = String(facts.fact('referral.to.type') ?? NONE)
  const isOfType = type === null || targetType === NONE || targetType === type
  return (to === null || to === facts.fact(TARGET)) && isOfType && isWithin(where, facts)
}

function isWithin(where: string | null, facts: DecidedFacts): boolean {
  const area = (path: string): number => Number(facts.fact(path) ?? 0)
  const same = (target: string, own: string): boolean => area(target) === 0 || area(own) === 0 || area(target) === area(own)
  if (where === 'insuredCounty') return same('referral.to.county', 'insurance.county')
  return where !== 'insuredCity' || same('referral.to.city', 'insurance.poolCity')
}

function isFiledBy({ params }: Rule, channel: string): boolean {
  const channels = params['filedVia']
  return Array.isArray(channels) ? channels.includes(channel) : channel !== NONE
}

/** Whether the pack has rules by which a move is compliant or not; without them only the case can say. */
export const definesCompliance = (decisions: Pack['decisions']): boolean => decisions.some(rule => rule.type === REQUIRE)

export const isCompliant = ({ status }: MoveStatus): boolean => status === 'permitted' || status === 'notRequired' || status === 'notAsked'
