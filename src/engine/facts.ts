import { LINKED } from '../effect/link-stay.ts'
import { policyError } from '../base/format-issue.ts'
import { pointer, type Issue } from '../base/issue.ts'
import { fieldOf, readFact } from '../facts/read-value.ts'
import { resolveHistory } from '../facts/resolve-history.ts'
import type { FactSpec, FactValue } from '../facts/spec.ts'
import { RULES_DAY } from '../pack/strata.ts'
import type { Policy } from '../policy.ts'
import type { OpenClaim } from '../settlement/open-claim.ts'
import { pathOfId, stockRules, type StockRules } from './stock-rules.ts'
import { engineValue } from './values.ts'

/** What a host gives for a fact: its value as in claim JSON (null or undefined: none), a promise of it, or a function that is asked at most once, when a rule needs it. */
export type SuppliedFact = (() => unknown) | PromiseLike<unknown> | string | number | boolean | readonly string[] | null

/** By path, what a host supplies in place of the claim's own values. */
export type SuppliedFacts = Readonly<Record<string, SuppliedFact>>

/** Facts as a run of the engine takes them: values, or functions that give promises. */
export type EngineFacts = Readonly<Record<string, unknown>>

export const stockRulesOf = (source: Policy | StockRules, supplied: SuppliedFacts = {}): StockRules =>
  'setters' in source ? source : stockRules(source, { lazy: lazyPaths(supplied) })

/** The paths whose values a host has to be asked for. */
export const lazyPaths = (facts: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(facts).flatMap(id => (isAsked(facts[id]) ? [pathOfId(id)] : []))

const isAsked = (value: unknown): boolean => typeof value === 'function' || isPromise(value)

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

/**
 * Every fact the engine's rules read, for one claim: the claim's, its history's, the rules date, and initial values of the facts that rules
 * set. Use it for one run only: what a host supplies is asked at most once for all ids that rest on it.
 */
export function engineFacts(source: Policy | StockRules, open: OpenClaim, supplied: SuppliedFacts = {}): EngineFacts {
  const { facts } = stockRulesOf(source, supplied)
  const history = facts.some(fact => fact.spec.source === 'history') ? resolveHistory(open.state.stays, open.claim.facts) : undefined
  const given = new Map(Object.entries(supplied))
  const asked = new Map<string, unknown>()
  const values: Record<string, unknown> = { [RULES_DAY]: open.days.rules, [LINKED]: false }
  for (const { id, spec, initial } of facts) {
    const { path } = spec
    if (initial !== undefined) values[id] = initial
    else if (given.has(path)) {
      const value = asked.has(path) ? asked.get(path) : suppliedValue(spec, given.get(path))
      asked.set(path, value)
      values[id] = value
    } else values[id] = engineValue(spec.type, history?.get(path) ?? open.claim.facts.get(path))
  }
  return values
}

function suppliedValue(spec: FactSpec, supplied: unknown): unknown {
  if (!isAsked(supplied)) return readSupplied(spec, supplied)
  // A promise that fails and that no rule asks for is no fault of this run.
  if (isPromise(supplied)) void Promise.resolve(supplied).catch(() => undefined)
  let answer: Promise<FactValue> | undefined
  return async () => {
    answer ??= Promise.resolve(typeof supplied === 'function' ? (supplied as () => unknown)() : supplied).then(value =>
      readSupplied(spec, value),
    )
    return answer
  }
}

/** A supplied value is checked and turned into internal units as a claim's would be; none is the fact's default, or its absence. */
function readSupplied(spec: FactSpec, raw: unknown): FactValue {
  if (raw === null || raw === undefined) return engineValue(spec.type, spec.default)
  const issues: Issue[] = []
  const value = readFact(fieldOf(spec), raw, pointer(...spec.path.split('.')), issues)
  if (value === undefined) throw policyError(issues)
  return engineValue(spec.type, value)
}
