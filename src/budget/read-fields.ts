import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import { keysOf, readCount, readText, wrongType } from '../facts/read-value.ts'
import type { Label } from '../facts/spec.ts'
import { MAX_YEAR_FEN, type Fen } from './fen.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Most entries of one list of a budget year. */
export const MAX_ENTRIES = 50_000

/** An object with known keys only. */
export function fieldsOf(value: unknown, known: readonly string[], path: string, issues: Issue[]): Fields | undefined {
  const keys = keysOf(value, path, issues)
  for (const key of keys ?? [])
    if (!known.includes(key))
      issues.push(errorIssue('unknownKey', path + pointer(clip(key)), { key: clip(key), suggestion: suggest(key, known) ?? '' }))
  return keys === undefined ? undefined : (value as Fields)
}

/** What stands at a key, read; undefined where it is not given or wrong. */
export function optionalField<T>(
  fields: Fields,
  key: string,
  path: string,
  read: (value: unknown, path: string) => T | undefined,
): T | undefined {
  return fields[key] === undefined ? undefined : read(fields[key], path + pointer(key))
}

export function requiredField<T>(
  fields: Fields,
  key: string,
  path: string,
  issues: Issue[],
  read: (value: unknown, path: string) => T | undefined,
): T | undefined {
  if (fields[key] === undefined) issues.push(errorIssue('missingField', path + pointer(key), { key }))
  return optionalField(fields, key, path, read)
}

/** Yuan with at most two decimals, as fen. `min` in fen. */
export function readFen(value: unknown, path: string, issues: Issue[], min = 0): Fen | undefined {
  const count = readCount(value, 2, min, MAX_YEAR_FEN, path, issues)
  return count === undefined ? undefined : BigInt(count)
}

export function readEntries(value: unknown, path: string, issues: Issue[]): readonly unknown[] {
  if (!Array.isArray(value)) {
    wrongType('array', value, path, issues)
    return []
  }
  if (value.length > MAX_ENTRIES) issues.push(errorIssue('tooLarge', path, { received: value.length, max: MAX_ENTRIES }))
  return value.slice(0, MAX_ENTRIES) as readonly unknown[]
}

/** A name in both languages, or one that stands for both. */
export function readName(value: unknown, path: string, issues: Issue[]): Label | undefined {
  if (typeof value === 'string') {
    const text = readText(value, path, issues)
    return text === undefined ? undefined : { zh: text, en: text }
  }
  const fields = fieldsOf(value, ['zh', 'en'], path, issues)
  if (fields === undefined) return undefined
  const zh = requiredField(fields, 'zh', path, issues, (text, place) => readText(text, place, issues))
  const en = requiredField(fields, 'en', path, issues, (text, place) => readText(text, place, issues))
  return zh === undefined || en === undefined ? undefined : { zh, en }
}
