import type { Label } from '../facts/spec.ts'
import type { Pack, Rule } from '../pack/pack.ts'

/**
 * What a rule takes an event for. `duty`: the duty done; `act`: what must not happen too often; `occasion`: the duty is owed once it happened;
 * `start`: a deadline runs from it; `completion`: what must be done by the deadline.
 */
export type EventRole = 'duty' | 'act' | 'occasion' | 'start' | 'completion'

export type EventField = 'date' | 'completedOn' | 'done' | 'count'

export interface EventUse {
  readonly role: EventRole
  readonly rule: string
  readonly clause: string | null
  readonly label: Label | null
  /** The fact of the case that says, in place of the event, whether the duty was done. */
  readonly shownBy: string | null
}

/** A kind of event that the rules of a pack know, and what they read of it. */
export interface EventKind {
  readonly kind: string
  readonly reads: readonly EventField[]
  readonly uses: readonly EventUse[]
}

const FIELDS: readonly EventField[] = ['date', 'completedOn', 'done', 'count']

const READS: Readonly<Record<EventRole, readonly EventField[]>> = {
  duty: ['done', 'count'],
  act: ['done', 'count'],
  occasion: [],
  start: ['date', 'completedOn'],
  completion: ['date', 'completedOn', 'done'],
}

/** Params of decision rules that name a kind of event, with what the event is to the rule. */
const NAMED: Readonly<Record<string, Readonly<Record<string, EventRole>>>> = {
  requireDuty: { duty: 'duty', on: 'occasion' },
  prohibit: { act: 'act' },
  setDeadline: { duty: 'completion', after: 'start' },
}

/** Every kind of event that the decision rules of a pack name, in order of their names. */
export function eventKinds({ decisions }: Pack): readonly EventKind[] {
  const uses = new Map<string, readonly EventUse[]>()
  for (const rule of decisions)
    for (const [param, role] of Object.entries(NAMED[rule.type] ?? {})) {
      const kind = rule.params[param]
      if (typeof kind === 'string') uses.set(kind, [...(uses.get(kind) ?? []), useOf(rule, role)])
    }
  const sorted = [...uses].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([kind, own]) => ({
    kind,
    reads: FIELDS.filter(field => own.some(({ role }) => READS[role].includes(field))),
    uses: own,
  }))
}

function useOf({ id, clause, label, params }: Rule, role: EventRole): EventUse {
  const shownBy = role === 'duty' && typeof params['shownBy'] === 'string' ? params['shownBy'] : null
  return { role, rule: id, clause: clause ?? null, label: label ?? null, shownBy }
}
