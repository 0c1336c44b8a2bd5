import { decimal } from './decimal.ts'
import { parameterName } from './parameters.ts'
import type { Parameters } from './parameters.ts'
import type { Condition, Leaf } from './types.ts'

/** undefined: it depends on a parameter without a value */
export type Verdict = boolean | undefined

export interface Scope {
  readonly read: (fact: string) => unknown
  readonly parameters: Parameters
  /** whether a missing parameter makes a leaf undecided, or counts as its placeholder */
  readonly missing: 'undecided' | 'placeholder'
}

interface Operand {
  readonly value: unknown
  readonly numeric: boolean
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const LIST_OPERATORS = new Set(['in', 'notIn'])

const factPath = (leaf: { readonly fact: string; readonly path?: string }): string =>
  leaf.path === undefined ? leaf.fact : `${leaf.fact}.${leaf.path}`

// Money may be written 0, "0.0" or "0.00"; ids and codes that look alike must stay text.
const isMoneyFact = (path: string): boolean => path.startsWith('cost.') || path === 'account.balance'

function isFactReference(value: unknown): value is { readonly fact: string; readonly path?: string } {
  return typeof value === 'object' && value !== null && 'fact' in value && typeof value.fact === 'string'
}

function operand(source: unknown, scope: Scope): Operand {
  const name = parameterName(source)
  if (name !== undefined) {
    const type = scope.parameters.type(name)
    return { value: scope.parameters.orPlaceholder(name), numeric: type !== 'codes' && type !== 'flag' }
  }
  if (!isFactReference(source)) return { value: source, numeric: typeof source === 'number' }
  const path = factPath(source)
  const value = scope.read(path)
  return { value, numeric: typeof value === 'number' || isMoneyFact(path) }
}

function same(left: Operand, right: Operand): boolean {
  if (left.value === undefined || right.value === undefined) return false
  if (left.numeric || right.numeric) return decimal(left.value).equals(decimal(right.value))
  return left.value === right.value
}

function order(left: Operand, right: Operand): number {
  if (left.value === undefined || right.value === undefined) return NaN
  if (typeof left.value === 'string' && DAY.test(left.value))
    return left.value < String(right.value) ? -1 : Number(left.value !== right.value)
  return decimal(left.value).comparedTo(decimal(right.value))
}

const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function compare(operator: string, left: Operand, right: Operand): boolean {
  const listed = (): boolean => items(right.value).some(value => same(left, { value, numeric: typeof value === 'number' }))
  switch (operator) {
    case 'equal':
      return same(left, right)
    case 'notEqual':
      return !same(left, right)
    case 'in':
      return listed()
    case 'notIn':
      return !listed()
    case 'contains':
      return items(left.value).includes(right.value)
    case 'doesNotContain':
      return !items(left.value).includes(right.value)
    case 'lessThan':
      return order(left, right) < 0
    case 'lessThanInclusive':
      return order(left, right) <= 0
    case 'greaterThan':
      return order(left, right) > 0
    case 'greaterThanInclusive':
      return order(left, right) >= 0
    default:
      throw new Error(`unknown operator ${operator}`)
  }
}

function matchesCell(cell: unknown, left: Operand, scope: Scope): boolean {
  if (cell === '*') return true
  if (Array.isArray(cell)) return cell.some(each => matchesCell(each, left, scope))
  if (typeof cell === 'object' && cell !== null && parameterName(cell) === undefined) {
    const { from, to } = cell as { readonly from?: unknown; readonly to?: unknown }
    return (
      left.value !== undefined &&
      (from === undefined || order(left, operand(from, scope)) >= 0) &&
      (to === undefined || order(left, operand(to, scope)) < 0)
    )
  }
  const right = operand(cell, scope)
  if (Array.isArray(right.value)) return right.value.some(each => matchesCell(each, left, scope))
  return Array.isArray(left.value) ? left.value.includes(right.value) : same(left, right)
}

function judgeLeaf(leaf: Leaf, scope: Scope): Verdict {
  if (scope.missing === 'undecided' && scope.parameters.missingIn(leaf.value).length > 0) return undefined
  const left = operand({ fact: factPath(leaf) }, scope)
  if (leaf.operator === 'cell') return matchesCell(leaf.value, left, scope)
  const right =
    LIST_OPERATORS.has(leaf.operator) && Array.isArray(leaf.value) ? { value: leaf.value, numeric: false } : operand(leaf.value, scope)
  return compare(leaf.operator, left, right)
}

function every(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false
  return verdicts.includes(undefined) ? undefined : true
}

const negate = (verdict: Verdict): Verdict => (verdict === undefined ? undefined : !verdict)

export function judge(condition: Condition, scope: Scope): Verdict {
  if ('all' in condition) return every(condition.all.map(each => judge(each, scope)))
  if ('any' in condition) return negate(every(condition.any.map(each => negate(judge(each, scope)))))
  if ('not' in condition) return negate(judge(condition.not, scope))
  return judgeLeaf(condition, scope)
}
