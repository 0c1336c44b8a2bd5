import type { Rule } from '../pack/pack.ts'
import type { DecidedFacts } from './evaluate.ts'

/** `required`: the patient may go once the referral is filed. `refused`: not to this place. */
export type ReferralStatus = 'notRequired' | 'permitted' | 'required' | 'refused'

/** A class of institutions to which a patient goes next, or home. */
export interface RouteStep {
  readonly to: string
  readonly type: string | null
  readonly where: string | null
  readonly arrangedBy: string | null
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
  /** The move is one that only a whitelist allows. */
  readonly isDirect: boolean
  readonly isRequired: boolean
  readonly isFiled: boolean
  /** The rules that decided. */
  readonly because: readonly Rule[]
}

const TARGET = 'referral.to.adminLevel'
const CHANNEL = 'referral.filedVia'
const NONE = 'none'

/** Judges the move of a case by the rules that fire: `route`, `permitDirect`, `requireReferral`. */
export function moveStatus(facts: DecidedFacts, decisions: readonly Rule[]): MoveStatus {
  const firing = (type: string): readonly Rule[] => decisions.filter(rule => rule.type === type && facts.fires(rule))
  const [next, direct] = [firing('route').map(stepOf), firing('permitDirect').map(stepOf)]
  const requiring = firing('requireReferral')
  const level = String(facts.fact(TARGET) ?? NONE)
  const target = level === NONE ? null : level
  const isRouted = target === null || next.length === 0 || next.some(step => reaches(step, facts))
  const reached = direct.filter(step => step.to === target)
  const isDirect = !isRouted && reached.length > 0
  const isRequired = requiring.length > 0
  const isFiled = isRequired && requiring.every(rule => isFiledBy(rule, String(facts.fact(CHANNEL) ?? NONE)))
  const status = !isRouted && !isDirect ? 'refused' : !isRequired ? 'notRequired' : isFiled ? 'permitted' : 'required'
  return {
    status,
    target,
    next,
    direct,
    isDirect,
    isRequired,
    isFiled,
    because: [
      ...(status === 'refused' ? next.map(step => step.rule) : []),
      ...(isDirect ? reached.map(step => step.rule) : []),
      ...(target === null || status !== 'refused' ? next.filter(step => reaches(step, facts)).map(step => step.rule) : []),
      ...requiring,
    ],
  }
}

function stepOf(rule: Rule): RouteStep {
  const text = (name: string): string | null => (typeof rule.params[name] === 'string' ? rule.params[name] : null)
  return { to: text('to') ?? NONE, type: text('type'), where: text('where'), arrangedBy: text('arrangedBy'), rule }
}

/** A target that names no type may be any of its level. */
function reaches({ to, type }: RouteStep, facts: DecidedFacts): boolean {
  const targetType = String(facts.fact('referral.to.type') ?? NONE)
  return to === facts.fact(TARGET) && (type === null || targetType === NONE || targetType === type)
}

function isFiledBy({ params }: Rule, channel: string): boolean {
  const channels = params['filedVia']
  return Array.isArray(channels) ? channels.includes(channel) : channel !== NONE
}

/** Whether the pack has rules by which a move is compliant or not; without them only the case can say. */
export const definesCompliance = (decisions: readonly Rule[]): boolean => decisions.some(rule => rule.type === 'requireReferral')

export const isCompliant = ({ status }: MoveStatus): boolean => status === 'permitted' || status === 'notRequired'
