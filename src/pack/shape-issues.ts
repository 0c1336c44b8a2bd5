import type * as z from 'zod'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { suggest } from '../base/suggest.ts'
import { clip, show } from '../base/text.ts'
import { kindOf, readCount, readDay } from '../facts/read-value.ts'
import { CONDITION, CONDITION_KINDS, conditionKinds, isConditionKeys } from './condition-kinds.ts'

type ZodIssue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** Reads `input` with a schema; what does not fit becomes issues of our own codes at the exact place, below `path`. */
export function readShape<T extends z.ZodType>(schema: T, input: unknown, path: string, issues: Issue[]): z.output<T> | undefined {
  const parsed = schema.safeParse(input, { error: namedKeys })
  if (parsed.success) return parsed.data
  const translator = new Translator(input, path)
  for (const issue of parsed.error.issues) translator.add(issue, [])
  if (translator.issues.length === 0) issues.push(errorIssue('wrongType', path, { expected: 'json', received: kindOf(input) }))
  // What could not be read at all is told already.
  const told = new Set(issues.map(issue => issue.path))
  for (const issue of translator.issues) if (!told.has(issue.path)) issues.push(issue)
  return undefined
}

/** The keys a strict object knows, in the message of zod's issue: the only place where both are at hand. */
function namedKeys(raw: z.core.$ZodRawIssue): string | undefined {
  if (raw.code !== 'unrecognized_keys') return undefined
  const schema = raw.inst as z.core.$ZodObject | undefined
  return Object.keys(schema?._zod.def.shape ?? {}).join(' ')
}

const EXAMPLES: Readonly<Record<string, string>> = { id: 'basic.limit', layerId: 'basic', derivedId: 'derived.near' }

const KINDS: Readonly<Record<string, string>> = { record: 'object', int: 'integer', nan: 'number' }

class Translator {
  readonly issues: Issue[] = []
  readonly #input: unknown
  readonly #root: string

  constructor(input: unknown, root: string) {
    this.#input = input
    this.#root = root
  }

  /** Adds the issues that one issue of zod's below `base` stands for. */
  add(issue: ZodIssue, base: Path): void {
    const path = [...base, ...issue.path]
    const value = this.#valueAt(path)
    switch (issue.code) {
      case 'unrecognized_keys':
        this.#unknownKeys(issue, path, value)
        return
      case 'invalid_union':
        this.#union(issue, path, value)
        return
      case 'invalid_key':
        this.#push('textTooLong', path, { received: String(path.at(-1)).length, max: 80 })
        return
      case 'custom':
        this.#custom(issue, path, value)
        return
      default:
        if (value === undefined) this.#missing(path)
        else this.#leaf(issue, path, value)
    }
  }

  #leaf(issue: ZodIssue, path: Path, value: unknown): void {
    switch (issue.code) {
      case 'invalid_value':
        this.#wrongValue(issue.values, path, value)
        return
      case 'too_small':
        this.#tooSmall(issue, path, value)
        return
      case 'too_big':
        this.#tooBig(issue, path, value)
        return
      case 'invalid_format':
        this.#wrongFormat(issue, path, value)
        return
      default:
        this.#wrongType('expected' in issue ? (KINDS[issue.expected] ?? issue.expected) : 'json', path, value)
    }
  }

  #wrongValue(values: readonly unknown[], path: Path, value: unknown): void {
    if (typeof values[0] === 'number') this.#push('unknownVersion', path, { supported: values.join(', ') })
    else if (typeof value !== 'string') this.#wrongType('string', path, value)
    else {
      const codes = values.map(String)
      const params = { received: clip(value), allowed: codes.join(', ') }
      this.#push('unknownCode', path, withSuggestion(params, suggest(value, codes)))
    }
  }

  #tooSmall(issue: z.core.$ZodIssueTooSmall, path: Path, value: unknown): void {
    if (issue.origin === 'array') this.#push('emptyList', path)
    else if (issue.origin === 'string') this.#push('emptyText', path)
    else this.#push('outOfRange', path, { received: show(value), min: Number(issue.minimum), max: '…' })
  }

  #tooBig(issue: z.core.$ZodIssueTooBig, path: Path, value: unknown): void {
    const max = Number(issue.maximum)
    if (Array.isArray(value)) this.#push('tooMany', path, { received: value.length, max })
    else if (typeof value === 'string') this.#push('textTooLong', path, { received: value.length, max })
    else this.#push('outOfRange', path, { received: show(value), min: '…', max })
  }

  #wrongFormat(issue: z.core.$ZodIssueInvalidStringFormat, path: Path, value: unknown): void {
    const received = show(value)
    if (issue.message === 'path') this.#push('badPath', path, { received })
    else if (issue.message === 'decimal') this.#push('notADecimal', path, { received })
    else if (issue.message === 'monthDay') this.#push('notAMonthDay', path, { received })
    else
      this.#push('notAnId', path, {
        received,
        example: EXAMPLES[issue.message] ?? 'a',
        pattern: (issue.pattern ?? '').replace(/^\/|\/$/g, ''),
      })
  }

  #custom(issue: z.core.$ZodIssueCustom, path: Path, value: unknown): void {
    const at = this.#pointer(path)
    if (issue.message === 'day') readDay(value, at, this.issues)
    else {
      const { places, min, max } = (issue.params ?? {}) as Readonly<Record<string, number>>
      readCount(value, places ?? 2, min ?? 0, max ?? Number.MAX_SAFE_INTEGER, at, this.issues)
    }
  }

  #unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, path: Path, value: unknown): void {
    const known = issue.message.split(' ')
    if (isConditionKeys(issue.message) && this.#isMixed(path, value)) return
    for (const key of issue.keys) this.#unknownKey(key, path, known)
  }

  #unknownKey(key: string, path: Path, known: readonly string[]): void {
    this.#push('unknownKey', [...path, key], withSuggestion({ key: clip(key) }, suggest(key, known)))
  }

  /** What a value that fits none of several forms was meant to be: the form it is nearest to, and what is wrong with it there. */
  #union(issue: z.core.$ZodIssueInvalidUnion, path: Path, value: unknown): void {
    if (value === undefined) this.#missing(path)
    else if (issue.message === CONDITION) this.#condition(issue, path, value)
    else if ('options' in issue && Array.isArray(issue.options)) this.#wrongValue(issue.options, path, value)
    else {
      const meant = issue.errors.filter(branch => !branch.some(isOtherKind))
      if (meant.length === 0) this.#wrongType([...new Set(issue.errors.flatMap(expectedKinds))].join(' | '), path, value)
      const [nearest] = meant.map(branch => ({ branch, far: this.#distance(branch, path) })).sort((a, b) => a.far - b.far)
      for (const one of nearest?.branch ?? []) this.add(one, path)
    }
  }

  /** A condition is dispatched by its keys: which of its forms was meant is never a guess. */
  #condition(issue: z.core.$ZodIssueInvalidUnion, path: Path, value: unknown): void {
    if (!isPlainObject(value)) {
      this.#wrongType('object', path, value)
      return
    }
    if (this.#isMixed(path, value)) return
    const [kind] = conditionKinds(value)
    const keys = Object.keys(value)
    if (kind !== undefined) for (const one of issue.errors[CONDITION_KINDS.indexOf(kind)] ?? []) this.add(one, path)
    else if (keys.length === 0) this.#push('emptyCondition', path)
    else for (const key of keys) this.#unknownKey(key, path, CONDITION_KINDS)
  }

  #isMixed(path: Path, value: unknown): boolean {
    const kinds = isPlainObject(value) ? conditionKinds(value) : []
    if (kinds.length > 1) this.#push('mixedCondition', path, { keys: kinds.join(', ') })
    return kinds.length > 1
  }

  /** How many keys a form has too many or too few. */
  #distance(branch: readonly ZodIssue[], path: Path): number {
    return branch.reduce((sum, issue) => {
      if (issue.code === 'unrecognized_keys') return sum + issue.keys.length
      return sum + (issue.path.length === 1 && this.#valueAt([...path, ...issue.path]) === undefined ? 1 : 0)
    }, 0)
  }

  #missing(path: Path): void {
    const key = path.at(-1)
    if (typeof key === 'string') this.#push('missingField', path, { key })
    else this.#wrongType('json', path, undefined)
  }

  #wrongType(expected: string, path: Path, value: unknown): void {
    const received = typeof value === 'number' && !Number.isFinite(value) ? String(value) : kindOf(value)
    this.#push('wrongType', path, { expected, received })
  }

  #push(code: string, path: Path, params: Issue['params'] = {}): void {
    this.issues.push(errorIssue(code, this.#pointer(path), params))
  }

  #pointer(path: Path): string {
    return this.#root + pointer(...path.map(key => clip(String(key))))
  }

  #valueAt(path: Path): unknown {
    return path.reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined,
      this.#input,
    )
  }
}

const withSuggestion = (params: Issue['params'], suggestion: string | undefined): Issue['params'] =>
  suggestion === undefined ? params : { ...params, suggestion }

/** The value is not even of the kind that this form has. */
function isOtherKind(issue: ZodIssue): boolean {
  if (issue.path.length > 0) return false
  if (issue.code === 'invalid_union') return issue.errors.every(branch => branch.some(isOtherKind))
  return issue.code === 'invalid_type' || issue.code === 'invalid_value'
}

function expectedKinds(branch: readonly ZodIssue[]): readonly string[] {
  return branch.filter(isOtherKind).flatMap(issue => {
    if (issue.code === 'invalid_union') return issue.message === 'decimal' ? ['decimal'] : issue.errors.flatMap(expectedKinds)
    return issue.code === 'invalid_type' ? [KINDS[issue.expected] ?? issue.expected] : ['string']
  })
}
