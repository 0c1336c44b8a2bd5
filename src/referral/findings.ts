import { findingIssue, pointer, type Issue } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import { COMPLIANT } from './direction.ts'
import type { Question } from './question.ts'

/** Params of decision rules that name a kind of event. */
const EVENT_PARAMS = ['duty', 'act', 'on', 'after'] as const

/** What is odd about a case though it can be answered: what it says of its referral, names that no rule of the policy knows. */
export function findingsOf({ pack, given, judged }: Question): readonly Issue[] {
  const known = new Set(
    pack.decisions.flatMap(({ params }) => EVENT_PARAMS.flatMap(name => (typeof params[name] === 'string' ? [params[name]] : []))),
  )
  return [
    ...complianceDiffers(judged),
    ...given.events.flatMap(({ kind }, i) =>
      known.has(kind)
        ? []
        : [findingIssue('unknownEvent', pointer('events', i, 'kind'), { kind: clip(kind), suggestion: suggest(kind, known) ?? '' })],
    ),
  ]
}

function complianceDiffers({ facts, isDerived, isCompliant }: Question['judged']): readonly Issue[] {
  const said = facts.said.get(COMPLIANT)
  if (!isDerived || !facts.claim.given.has(COMPLIANT) || said === isCompliant) return []
  return [findingIssue('complianceDiffers', '/referral/compliant', { given: String(said), derived: String(isCompliant) })]
}
