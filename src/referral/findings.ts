import { findingIssue, pointer, type Issue } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import type { Decision } from './decision.ts'
import { AT_PRIMARY, COMPLIANT } from './direction.ts'
import { scopeFindings, windowFindings } from './policy-findings.ts'
import { laterEvents } from './happened.ts'
import type { Question } from './question.ts'
import { settlementConflicts } from './settlement-answers.ts'
import { wayFindings } from './move-words.ts'

/** Params of decision rules that name a kind of event. */
const EVENT_PARAMS = ['duty', 'act', 'on', 'after'] as const

/**
 * What is odd about a case though it can be answered: first that the policy is not concerned or not in force, then what its chain leaves open or breaks,
 * what it says otherwise, answers that contradict each other, names that no rule of the policy knows.
 */
export function findingsOf({ pack, given, judged, context }: Question, settlement: Decision['settlement']): readonly Issue[] {
  const known = new Set(
    pack.decisions.flatMap(({ params }) => EVENT_PARAMS.flatMap(name => (typeof params[name] === 'string' ? [params[name]] : []))),
  )
  return [
    ...scopeFindings(pack, judged.facts),
    ...windowFindings(pack, judged.facts.day),
    ...wayFindings(judged),
    ...complianceDiffers(judged),
    ...firstContactDiffers(judged),
    ...settlementConflicts(settlement),
    ...laterEvents(given.events, context.asOf),
    ...given.events.flatMap(({ kind }, i) =>
      known.has(kind)
        ? []
        : [findingIssue('unknownEvent', pointer('events', i, 'kind'), { kind: clip(kind), suggestion: suggest(kind, known) ?? '' })],
    ),
  ]
}

function complianceDiffers({ facts, said: all, isDerived, isCompliant }: Question['judged']): readonly Issue[] {
  const said = all.get(COMPLIANT)
  if (!isDerived || isCompliant === null || !facts.claim.given.has(COMPLIANT) || said === isCompliant) return []
  return [findingIssue('complianceDiffers', '/referral/compliant', { given: String(said), derived: String(isCompliant) })]
}

function firstContactDiffers({ facts, said: all, firstContact }: Question['judged']): readonly Issue[] {
  const said = all.get(AT_PRIMARY)
  if (firstContact === null || !facts.claim.given.has(AT_PRIMARY) || said === firstContact) return []
  return [findingIssue('firstContactDiffers', '/referral/firstContactAtPrimary', { given: String(said), derived: String(firstContact) })]
}
