import type { Issue } from '../base/issue.ts'
import { plainCopy, type PlainLimits } from '../base/plain.ts'

/** More than any real pack has: 2,600 rules of 60 localities are some 60,000 values. */
const LIMITS: PlainLimits = { depth: 24, values: 1_000_000, entries: 20_000 }

/** A pack as plain data, before any schema: not too deep (a cycle is), not too large, without unsafe keys. */
export const readPlain = (input: unknown, issues: Issue[]): unknown => plainCopy(input, LIMITS, issues)

/** What is wrong with an input as plain JSON data. */
export function shapeIssues(input: unknown): Issue[] {
  const issues: Issue[] = []
  readPlain(input, issues)
  return issues
}
