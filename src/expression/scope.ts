import type { Expressions } from './expressions.ts'
import type { Node } from './node.ts'

/** A parameter without a value, and when it has none. */
export interface Missing {
  readonly parameter: string
  readonly when: Node
}

/** A value as a node, with the parameters it came from and those of them that may lack a value (the node then counts as 0). */
export interface Valued {
  readonly node: Node
  readonly parameters: readonly string[]
  readonly missing: readonly Missing[]
}

/** A rule as an effect sees it: its id, whether it fires, and its params as written. */
export interface FiringRule {
  readonly id: string
  readonly fires: Node
  readonly params: Readonly<Record<string, unknown>>
}

export type Quantity = 'money' | 'ratio' | 'points' | 'scale' | 'int'

/** How an effect turns names and numbers of a pack into nodes. */
export interface EffectScope {
  readonly expressions: Expressions
  /** The rules of an effect whose params match (a missing `layer` is `basic`), in order of id by code unit. */
  rules(type: string, match?: Readonly<Record<string, unknown>>): readonly FiringRule[]
  /** A decimal or `{ parameter }` as a node: yuan to fen, ratio and points to ten-thousandths. */
  value(raw: unknown, quantity: Quantity): Valued
  /** Index of a code of a fact (an open list: of the codes the pack names), as a constant of the fact's type. */
  code(fact: string, code: unknown): Node
}
