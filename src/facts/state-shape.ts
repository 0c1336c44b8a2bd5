import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { clip, isPlainObject, wrongType } from './read-value.ts'

const MAX_DEPTH = 12
const MAX_VALUES = 20000

/**
 * Bounds the depth and size of `state`, whose content its own reader checks: one issue at the first place beyond them.
 * A cyclic reference is too deep.
 */
export function checkStateShape(state: unknown, path: string, issues: Issue[]): void {
  if (!isPlainObject(state)) {
    wrongType('object', state, path, issues)
    return
  }
  let values = 0
  const visit = (value: unknown, at: string, depth: number): Issue | undefined => {
    if (++values > MAX_VALUES) return errorIssue('tooLarge', path, { received: `> ${MAX_VALUES}`, max: MAX_VALUES })
    if (typeof value !== 'object' || value === null) return undefined
    if (depth > MAX_DEPTH) return errorIssue('tooDeep', at, { max: MAX_DEPTH })
    if (!Array.isArray(value) && !isPlainObject(value)) return errorIssue('wrongType', at, { expected: 'plain object', received: 'object' })
    if (Array.isArray(value) && value.length > MAX_VALUES) return errorIssue('tooLarge', at, { received: value.length, max: MAX_VALUES })
    for (const key of Object.keys(value)) {
      const issue = visit((value as Readonly<Record<string, unknown>>)[key], at + pointer(clip(key)), depth + 1)
      if (issue !== undefined) return issue
    }
    return undefined
  }
  const issue = visit(state, path, 1)
  if (issue !== undefined) issues.push(issue)
}
