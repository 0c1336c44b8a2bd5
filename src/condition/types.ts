export type Literal = string | number | boolean

export type LeafValue = Literal | readonly Literal[] | { readonly parameter: string } | { readonly fact: string }

export interface Leaf {
  readonly fact: string
  /** A plain dotted suffix of the fact: `{ fact: "institution", path: "tier" }` is the fact `institution.tier`. */
  readonly path?: string
  readonly operator: Operator
  readonly value: LeafValue
}

/** The admitted subset of json-rules-engine conditions. */
export type Condition = { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] } | { readonly not: Condition } | Leaf

export const OPERATORS = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
] as const

export type Operator = (typeof OPERATORS)[number]

export const isLeaf = (condition: Condition): condition is Leaf => 'fact' in condition

/** The catalogue path a leaf reads. */
export function leafPath(leaf: { readonly fact: string; readonly path?: string | undefined }): string {
  if (leaf.path === undefined) return leaf.fact
  return `${leaf.fact}.${leaf.path.startsWith('$.') ? leaf.path.slice(2) : leaf.path}`
}

/** Every leaf of a condition, in order. */
export function leaves(condition: Condition): readonly Leaf[] {
  if (isLeaf(condition)) return [condition]
  if ('not' in condition) return leaves(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(leaves)
}

/** The fact a leaf is compared with, if any. */
export function comparedFact(leaf: Leaf): string | undefined {
  return typeof leaf.value === 'object' && 'fact' in leaf.value ? leaf.value.fact : undefined
}

/** The parameter a leaf is compared with, if any. */
export function comparedParameter(leaf: Leaf): string | undefined {
  return typeof leaf.value === 'object' && 'parameter' in leaf.value ? leaf.value.parameter : undefined
}
