import type { TopLevelCondition } from 'json-rules-engine'
import type { DayNumber } from '../base/date.ts'
import { comparedFact, comparedParameter, isLeaf, leafPath, type Condition, type Leaf } from '../condition/types.ts'
import type { FactSpec } from '../facts/spec.ts'
import type { Parameter } from '../pack/pack.ts'
import { RULES_DAY } from '../pack/strata.ts'
import { literalOf, parameterValueOf, type EngineLiteral } from './values.ts'

/** A condition of json-rules-engine below the root. */
export type StockCondition = Extract<TopLevelCondition, { all: unknown }>['all'][number]

/** A condition, and whether a fact in it may have to be asked for: such a part is looked at last. */
export interface Part {
  readonly condition: StockCondition
  readonly lazy: boolean
}

/** How conditions find facts and values. */
export interface StockScope {
  spec(path: string): FactSpec
  /** The id under which the engine knows the fact, for the rule at hand. */
  factId(path: string): string
  parameter(id: string): Parameter
  isLazy(path: string): boolean
}

/**
 * A pack's condition as one of json-rules-engine, parameters replaced by their values. Each member of a list has a priority of its own, in
 * the pack's order but lazy members last: with equal priorities the engine evaluates all, and so asks for a fact that cannot matter.
 */
export function stockCondition(scope: StockScope, condition: Condition): Part {
  if (isLeaf(condition)) return stockLeaf(scope, condition)
  if ('not' in condition) {
    const { condition: inner, lazy } = stockCondition(scope, condition.not)
    return { condition: { not: inner }, lazy }
  }
  if ('all' in condition) return allOf(condition.all.map(member => stockCondition(scope, member)))
  return anyOf(condition.any.map(member => stockCondition(scope, member)))
}

export const allOf = (parts: readonly Part[]): Part => ({ condition: { all: inTurn(parts) }, lazy: parts.some(part => part.lazy) })
export const anyOf = (parts: readonly Part[]): Part => ({ condition: { any: inTurn(parts) }, lazy: parts.some(part => part.lazy) })

/** The members of a condition that is `all` of them; any other condition is its only member. */
export const membersOf = (condition: Condition): readonly Condition[] => ('all' in condition ? condition.all : [condition])

function inTurn(parts: readonly Part[]): StockCondition[] {
  const ordered = [...parts.filter(part => !part.lazy), ...parts.filter(part => part.lazy)]
  return ordered.map(({ condition }, i) => ({ ...condition, priority: ordered.length - i }))
}

/** That the rules date is within a window: `from` included, `to` excluded; nothing for a window without ends. */
export function withinDays(from: DayNumber | undefined, to: DayNumber | undefined): readonly Part[] {
  const leaf = (operator: string, value: DayNumber): Part => ({ condition: { fact: RULES_DAY, operator, value }, lazy: false })
  return [...(from === undefined ? [] : [leaf('greaterThanInclusive', from)]), ...(to === undefined ? [] : [leaf('lessThan', to)])]
}

function stockLeaf(scope: StockScope, leaf: Leaf): Part {
  const path = leafPath(leaf)
  const spec = scope.spec(path)
  const other = comparedFact(leaf)
  if (other !== undefined) {
    const lazy = scope.isLazy(path) || scope.isLazy(other)
    return leafPart(scope, leaf, { fact: scope.factId(other) }, lazy)
  }
  const lazy = scope.isLazy(path)
  const id = comparedParameter(leaf)
  if (id !== undefined) return parameterPart(scope, leaf, scope.parameter(id), lazy)
  const { value } = leaf
  if (Array.isArray(value))
    return leafPart(
      scope,
      leaf,
      (value as readonly unknown[]).map(one => literalOf(spec, one)),
      lazy,
    )
  return leafPart(scope, leaf, literalOf(spec, value), lazy)
}

type StockValue = EngineLiteral | EngineLiteral[] | { readonly fact: string }

/**
 * `doesNotContain` becomes `not contains`: the stock operator is false, like `contains`, for what is no array. The other negative
 * operators are the exact negation of theirs.
 */
function leafPart(scope: StockScope, leaf: Leaf, value: StockValue, lazy: boolean): Part {
  const fact = scope.factId(leafPath(leaf))
  if (leaf.operator === 'doesNotContain') return { condition: { not: { fact, operator: 'contains', value } }, lazy }
  return { condition: { fact, operator: leaf.operator, value }, lazy }
}

/** A dated value is one leaf for each span of days; before the first span it counts as 0, false or empty. */
function parameterPart(scope: StockScope, leaf: Leaf, parameter: Parameter, lazy: boolean): Part {
  const spans = parameter.type === 'codes' ? codesSpans(parameter) : spansOf(parameter)
  const parts = spans.map(({ from, to, value }) => ({ from, to, part: leafPart(scope, leaf, value, lazy) }))
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only.part
  return anyOf(parts.map(({ from, to, part }) => allOf([...withinDays(from, to), part])))
}

interface Span {
  readonly from: DayNumber | undefined
  readonly to: DayNumber | undefined
  readonly value: StockValue
}

/** The spans of a parameter, which cover all days. An entry without `from` hides what stands before it. */
function spansOf(parameter: Parameter): readonly Span[] {
  const entries = [{ from: undefined, value: parameterValueOf(parameter.type, undefined) }, ...parameter.values.map(toEntry(parameter))]
  const standing = entries.slice(entries.map(entry => entry.from).lastIndexOf(undefined))
  return standing.map(({ from, value }, i) => ({ from, to: standing[i + 1]?.from, value }))
}

const toEntry =
  (parameter: Parameter) =>
  ({ from, value }: Parameter['values'][number]): { readonly from: DayNumber | undefined; readonly value: EngineLiteral } => ({
    from,
    value: parameterValueOf(parameter.type, value),
  })

/** Dated lists are not admitted: the latest stands, as in the sheet. */
function codesSpans(parameter: Parameter): readonly Span[] {
  const latest = parameter.values.at(-1)?.value
  return [{ from: undefined, to: undefined, value: Array.isArray(latest) ? [...(latest as readonly string[])] : [] }]
}
