import { errorIssue, type Issue } from '../base/issue.ts'
import { isPlainObject, plainCopy, type PlainLimits } from '../base/plain.ts'
import { kindOf } from './read-value.ts'

const LIMITS: PlainLimits = { depth: 12, values: 20_000, entries: 20_000 }

/**
 * A plain copy of a `state`, whose content the policy reads: its depth and size are bounded, a cyclic reference is too deep.
 * Undefined, with issues, if it is none.
 */
export function readStateShape(state: unknown, path: string, issues: Issue[]): unknown {
  const before = issues.length
  const copy = plainCopy(state, LIMITS, issues, path)
  if (issues.length === before && !isPlainObject(copy))
    issues.push(errorIssue('wrongType', path, { expected: 'object', received: kindOf(state) }))
  return issues.length === before ? copy : undefined
}
