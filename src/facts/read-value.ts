import { parseDay, type DayNumber } from '../base/date.ts'
import { formatDecimal, readDecimal } from '../base/decimal.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import { MAX_FEN, type FactDomain, type FactValue } from './spec.ts'

/** Longest string a claim may hold. */
export const MAX_TEXT = 200

/** Most codes a list of a claim may hold. */
export const MAX_SET = 200
const MAX_KEYS = 2000

/** A fact with its codes as a set, ready to read. */
export interface Field {
  readonly spec: FactDomain
  readonly codes: ReadonlySet<string>
}

export const fieldOf = (spec: FactDomain): Field => ({ spec, codes: new Set(spec.codes) })

/** The kind of JSON value it is, as issues name it. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

export function wrongType(expected: string, value: unknown, path: string, issues: Issue[]): undefined {
  issues.push(errorIssue('wrongType', path, { expected, received: kindOf(value) }))
  return undefined
}

/** The own enumerable keys of a plain object, or undefined with an issue. */
export function keysOf(value: unknown, path: string, issues: Issue[]): readonly string[] | undefined {
  if (!isPlainObject(value)) return wrongType('object', value, path, issues)
  const keys = Object.keys(value)
  if (keys.length <= MAX_KEYS) return keys
  issues.push(errorIssue('tooLarge', path, { received: keys.length, max: MAX_KEYS }))
  return undefined
}

/** A non-empty string of at most MAX_TEXT characters. */
export function readText(value: unknown, path: string, issues: Issue[]): string | undefined {
  if (typeof value !== 'string') return wrongType('string', value, path, issues)
  if (value.length > 0 && value.length <= MAX_TEXT) return value
  issues.push(value === '' ? errorIssue('emptyText', path) : errorIssue('tooLarge', path, { received: value.length, max: MAX_TEXT }))
  return undefined
}

export function readFlag(value: unknown, path: string, issues: Issue[]): boolean | undefined {
  return typeof value === 'boolean' ? value : wrongType('boolean', value, path, issues)
}

/** A decimal as an integer count of 10^-places. */
export function readCount(value: unknown, places: number, min: number, max: number, path: string, issues: Issue[]): number | undefined {
  const read = readDecimal(value, places, min, max)
  if (typeof read === 'number') return read
  if (read === 'type') return wrongType(places === 0 ? 'integer' : 'decimal', value, path, issues)
  const received = clip(String(value))
  switch (read) {
    case 'format':
      issues.push(errorIssue('notADecimal', path, { received }))
      return undefined
    case 'decimals':
      issues.push(errorIssue('tooManyDecimals', path, { received, places }))
      return undefined
    case 'range':
      issues.push(errorIssue('outOfRange', path, { received, min: formatDecimal(min, places), max: formatDecimal(max, places) }))
      return undefined
  }
}

/** An amount of money in fen. */
export const readMoney = (value: unknown, path: string, issues: Issue[]): number | undefined =>
  readCount(value, 2, 0, MAX_FEN, path, issues)

export function readDay(value: unknown, path: string, issues: Issue[]): DayNumber | undefined {
  if (typeof value !== 'string') return wrongType('date', value, path, issues)
  const day = parseDay(value)
  if (day === undefined) issues.push(errorIssue('notADay', path, { received: clip(value) }))
  return day
}

/** One of closed codes. */
export function readCode(value: unknown, codes: ReadonlySet<string>, path: string, issues: Issue[]): string | undefined {
  if (typeof value !== 'string') return wrongType('string', value, path, issues)
  if (codes.has(value)) return value
  const suggestion = suggest(value, codes)
  const params = { received: clip(value), allowed: [...codes].join(', ') }
  issues.push(errorIssue('unknownCode', path, suggestion === undefined ? params : { ...params, suggestion }))
  return undefined
}

/** A list of codes as a set: sorted by code unit, each once. `codes` closes it. */
export function readSet(
  value: unknown,
  codes: ReadonlySet<string> | undefined,
  path: string,
  issues: Issue[],
): readonly string[] | undefined {
  if (!Array.isArray(value)) return wrongType('array', value, path, issues)
  if (value.length === 0) return []
  if (value.length > MAX_SET) {
    issues.push(errorIssue('tooLarge', path, { received: value.length, max: MAX_SET }))
    return undefined
  }
  const before = issues.length
  const found = new Set<string>()
  for (let i = 0; i < value.length; i++) {
    const code = codes === undefined ? readText(value[i], `${path}/${i}`, issues) : readCode(value[i], codes, `${path}/${i}`, issues)
    if (code !== undefined) found.add(code)
  }
  return issues.length > before ? undefined : [...found].sort()
}

function readArea(value: unknown, path: string, issues: Issue[]): number | undefined {
  if (typeof value !== 'string') return wrongType('string', value, path, issues)
  let area = 0
  for (let i = 0; i < value.length && i < 7; i++) {
    const digit = value.charCodeAt(i) - 48
    area = digit >= 0 && digit <= 9 ? area * 10 + digit : -1e9
  }
  if (value.length === 6 && area >= 100000) return area
  issues.push(errorIssue('notAnArea', path, { received: clip(value) }))
  return undefined
}

/** Reads one fact in internal units; undefined, with issues, if it is not in the fact's domain. */
export function readFact(field: Field, value: unknown, path: string, issues: Issue[]): FactValue | undefined {
  const { spec } = field
  switch (spec.type) {
    case 'flag':
      return readFlag(value, path, issues)
    case 'enum':
      return readCode(value, field.codes, path, issues)
    case 'money':
      return readMoney(value, path, issues)
    case 'day':
      return readDay(value, path, issues)
    case 'area':
      return readArea(value, path, issues)
    case 'set':
      return readSet(value, spec.open === true ? undefined : field.codes, path, issues)
    case 'int':
      if (typeof value !== 'number') return wrongType('integer', value, path, issues)
      return readCount(value, 0, spec.min ?? 0, spec.max ?? Number.MAX_SAFE_INTEGER, path, issues)
    case 'id':
    case 'code':
      return readText(value, path, issues)
  }
}
