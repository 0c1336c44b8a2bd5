import type { Rule } from '../pack/pack.ts'
import { TARGET } from './direction.ts'
import type { DecidedFacts } from './evaluate.ts'

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

export function stepOf(rule: Rule): RouteStep {
  const text = (name: string): string | null => (typeof rule.params[name] === 'string' ? rule.params[name] : null)
  const [to, type, where, capability, arrangedBy] = [text('to'), text('type'), text('where'), text('capability'), text('arrangedBy')]
  return { to, type, where, capability, arrangedBy, isPreferred: rule.params['preferred'] === true, rule }
}

export const isLimiting = ({ isPreferred }: RouteStep): boolean => !isPreferred

/** What the target does not say of itself may be as the step asks. */
export function reaches({ to, type, where }: RouteStep, facts: DecidedFacts): boolean {
  const targetType = String(facts.fact('referral.to.type') ?? 'none')
  const isOfType = type === null || targetType === 'none' || targetType === type
  return (to === null || to === facts.fact(TARGET)) && isOfType && isWithin(where, facts)
}

function isWithin(where: string | null, facts: DecidedFacts): boolean {
  const area = (path: string): number => Number(facts.fact(path) ?? 0)
  const same = (target: string, own: string): boolean => area(target) === 0 || area(own) === 0 || area(target) === area(own)
  if (where === 'insuredCounty') return same('referral.to.county', 'insurance.county')
  return where !== 'insuredCity' || same('referral.to.city', 'insurance.poolCity')
}
