import { policyError } from '../base/format-issue.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { suggest } from '../base/suggest.ts'
import { FACTS, factSpec } from '../facts/catalogue.ts'
import { fieldOf, readFact } from '../facts/read-value.ts'

/**
 * What a host gives for a fact that the claim lacks, as in claim JSON: the value, a promise of it, or a function that is asked at most once, when
 * the answer depends on it, and gives either. Null or undefined: there is none.
 */
export type SuppliedFact =
  | ((fact: string) => unknown)
  | PromiseLike<unknown>
  | string
  | number
  | boolean
  | readonly string[]
  | null
  | undefined

/** By path, as `person.lowIncomeCategory`. */
export type SuppliedFacts = Readonly<Record<string, SuppliedFact>>

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

/** Whether a value stands there as it is, to be had for nothing. */
export const isAtHand = (supplied: unknown): boolean => typeof supplied !== 'function' && !isPromise(supplied)

/** Throws a PolicyError for paths that are no facts of a claim. */
export function checkSupplied(facts: SuppliedFacts): void {
  const known = FACTS.filter(spec => spec.source !== 'history').map(spec => spec.path)
  const issues = Object.keys(facts).flatMap(key =>
    known.includes(key) ? [] : [errorIssue('notSuppliable', pointer('facts', key), { key, suggestion: suggest(key, known) ?? '' })],
  )
  if (issues.length > 0) throw policyError(issues)
}

/** Asks for a fact. Throws a PolicyError that names it where the host fails or gives a value that the fact cannot have. */
export async function ask(path: string, supplied: unknown): Promise<unknown> {
  const value = await answer(path, supplied)
  const spec = factSpec(path)
  if (value === undefined || value === null || spec === undefined) return undefined
  const issues: Issue[] = []
  readFact(fieldOf(spec), value, pointer(...path.split('.')), issues)
  if (issues.length > 0) throw policyError(issues)
  return value
}

/** What a host answers, unchecked. */
export async function answer(path: string, supplied: unknown): Promise<unknown> {
  try {
    return await (typeof supplied === 'function' ? (supplied as (fact: string) => unknown)(path) : supplied)
  } catch (error) {
    const label = factSpec(path)?.label
    const detail = error instanceof Error ? error.message : String(error)
    const names = { fact: path, label: label?.zh ?? path, labelEn: label?.en ?? path }
    throw policyError([errorIssue('factNotSupplied', pointer(...path.split('.')), { ...names, detail: detail.slice(0, MAX_DETAIL) })])
  }
}

const MAX_DETAIL = 200

/** Whether the claim gives this fact itself. */
export function gives(claim: unknown, path: string): boolean {
  let at: unknown = claim
  for (const name of path.split('.')) {
    if (!isPlainObject(at) || !Object.hasOwn(at, name)) return false
    at = at[name]
  }
  return at !== undefined
}

/** The claim with this fact; nothing of the claim is changed. */
export function withFact(claim: unknown, path: string, value: unknown): Readonly<Record<string, unknown>> {
  const [name = '', ...rest] = path.split('.')
  const own = isPlainObject(claim) ? claim : {}
  return { ...own, [name]: rest.length === 0 ? value : withFact(own[name], rest.join('.'), value) }
}
