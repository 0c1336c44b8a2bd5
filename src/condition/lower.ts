import type { Expressions } from '../expression/expressions.ts'
import type { Node } from '../expression/node.ts'
import type { Missing, Valued } from '../expression/scope.ts'
import { NEGATED } from './operators.ts'
import { comparedFact, comparedParameter, isLeaf, leafPath, type Condition, type Leaf, type Literal, type Operator } from './types.ts'

/** How a condition finds facts and values. */
export interface ConditionScope {
  readonly expressions: Expressions
  fact(path: string): Node
  /** A literal as a constant of the fact's type; for a set, the flag that the set has this code. */
  literal(path: string, literal: Literal): Node
  /** A number or flag parameter in the unit of the fact. */
  parameter(id: string, path: string): Valued
  /** A parameter that lists codes of the fact. */
  codes(id: string): { readonly codes: readonly string[]; readonly missing: readonly Missing[] }
}

/**
 * A condition as flags. `truth` takes a parameter without a value as 0 (false, empty); `certain` and `possible` leave it open:
 * the condition depends on a missing value where they differ.
 */
export interface Truth {
  readonly truth: Node
  readonly certain: Node
  readonly possible: Node
  readonly parameters: readonly string[]
  readonly missing: readonly Missing[]
}

export function lowerCondition(scope: ConditionScope, condition: Condition): Truth {
  const x = scope.expressions
  if (isLeaf(condition)) return lowerLeaf(scope, condition)
  if ('not' in condition) {
    const inner = lowerCondition(scope, condition.not)
    return { ...inner, truth: x.not(inner.truth), certain: x.not(inner.possible), possible: x.not(inner.certain) }
  }
  const parts = ('all' in condition ? condition.all : condition.any).map(part => lowerCondition(scope, part))
  const join = (pick: (part: Truth) => Node): Node => ('all' in condition ? x.and(...parts.map(pick)) : x.or(...parts.map(pick)))
  return {
    truth: join(part => part.truth),
    certain: join(part => part.certain),
    possible: join(part => part.possible),
    parameters: parts.flatMap(part => part.parameters),
    missing: parts.flatMap(part => part.missing),
  }
}

function lowerLeaf(scope: ConditionScope, leaf: Leaf): Truth {
  const x = scope.expressions
  const positive = NEGATED[leaf.operator]
  const { truth, parameters, missing } = compare(scope, leaf, positive ?? leaf.operator)
  const node = positive === undefined ? truth : x.not(truth)
  const open = x.or(...missing.map(one => one.when))
  return { truth: node, certain: x.and(node, x.not(open)), possible: x.or(node, open), parameters, missing }
}

type Compared = Pick<Truth, 'truth' | 'parameters' | 'missing'>

const known = (truth: Node): Compared => ({ truth, parameters: [], missing: [] })

function compare(scope: ConditionScope, leaf: Leaf, operator: Operator): Compared {
  const x = scope.expressions
  const path = leafPath(leaf)
  const node = scope.fact(path)
  const other = comparedFact(leaf)
  if (other !== undefined) return known(relate(x, operator, node, scope.fact(other)))
  const parameter = comparedParameter(leaf)
  if (operator === 'in') {
    const list = parameter === undefined ? { codes: leaf.value as readonly Literal[], missing: [] } : scope.codes(parameter)
    const truth = x.or(...list.codes.map(code => x.eq(node, scope.literal(path, code))))
    return { truth, parameters: parameter === undefined ? [] : [parameter], missing: list.missing }
  }
  if (parameter !== undefined) {
    const value = scope.parameter(parameter, path)
    return { truth: relate(x, operator, node, value.node), parameters: value.parameters, missing: value.missing }
  }
  const literal = scope.literal(path, leaf.value as Literal)
  return known(operator === 'contains' ? literal : relate(x, operator, node, literal))
}

/** An absent day or area (0) relates to nothing, as an absent id does. */
function relate(x: Expressions, operator: Operator, a: Node, b: Node): Node {
  if (a.type === 'id') return x.same(a, b)
  const related = order(x, operator, a, b)
  if (a.type !== 'day' && a.type !== 'area') return related
  const absent = x.constant(0, a.type)
  return x.and(related, x.not(x.eq(a, absent)), x.not(x.eq(b, absent)))
}

function order(x: Expressions, operator: Operator, a: Node, b: Node): Node {
  switch (operator) {
    case 'equal':
      return x.eq(a, b)
    case 'lessThan':
      return x.not(x.le(b, a))
    case 'lessThanInclusive':
      return x.le(a, b)
    case 'greaterThan':
      return x.not(x.le(a, b))
    case 'greaterThanInclusive':
      return x.le(b, a)
    default:
      throw new TypeError(`${operator} relates no two values`)
  }
}
