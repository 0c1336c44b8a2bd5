import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { suggest } from '../base/suggest.ts'
import { clip, show } from '../base/text.ts'
import { MAX_SUM } from '../expression/node.ts'
import { kindOf, readCount } from '../facts/read-value.ts'

/** A property of its own, never one that every object inherits. */
export const own = (record: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined

export function asRecord(value: unknown, path: string, issues: Issue[]): Readonly<Record<string, unknown>> {
  if (isPlainObject(value)) return value
  issues.push(errorIssue('wrongType', path, { expected: 'object', received: kindOf(value) }))
  return {}
}

export function unknownKeys(record: Readonly<Record<string, unknown>>, known: readonly string[], path: string, issues: Issue[]): void {
  const names = new Set(known)
  for (const key of Object.keys(record))
    if (!names.has(key))
      issues.push(errorIssue('unknownKey', path + pointer(clip(key)), { key: clip(key), suggestion: suggest(key, known) ?? '' }))
}

export function asInteger(value: unknown, path: string, min: number, max: number, issues: Issue[]): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value + 0
  if (value === undefined) issues.push(errorIssue('missingField', path, { key: path.slice(path.lastIndexOf('/') + 1) }))
  else if (typeof value !== 'number') issues.push(errorIssue('wrongType', path, { expected: 'integer', received: kindOf(value) }))
  else issues.push(errorIssue('outOfRange', path, { received: show(value), min, max }))
  return min
}

/** Fen of a sum that a bucket holds. */
export const asMoney = (value: unknown, path: string, issues: Issue[]): number => readCount(value, 2, 0, MAX_SUM, path, issues) ?? 0
