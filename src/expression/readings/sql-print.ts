import type { Node, NodeType } from '../node.ts'

/** A flag is BOOLEAN, an id VARCHAR (absent is ''), every other value a whole number. */
export type SqlType = 'BIGINT' | 'BOOLEAN' | 'VARCHAR'

/** How a node is named where it is read: a column, a struct field; undefined if it has to be written out. */
export type Names = (node: Node) => string | undefined

export function sqlType(type: NodeType): SqlType {
  if (type === 'flag') return 'BOOLEAN'
  return type === 'id' ? 'VARCHAR' : 'BIGINT'
}

/** The value of an absent input: what NULL is read as, and what a slot holds before the first claim of a year. */
export function neutral(type: SqlType): string {
  if (type === 'BOOLEAN') return 'FALSE'
  return type === 'VARCHAR' ? "''" : 'CAST(0 AS BIGINT)'
}

/** A path as the name of a column. Nothing but letters, digits and `_` passes, so the name cannot end the quotation it stands in. */
export function columnName(path: string): string {
  return path.replace(/[^A-Za-z0-9]/g, '_')
}

/** A column of the caller's relation. */
export function quoted(column: string): string {
  return `"${column}"`
}

/** A node as SQL: by name if it has one, else written out with its arguments. */
export function printNode(node: Node, names: Names): string {
  return names(node) ?? printOperation(node, names)
}

/** A node written out; its arguments by name where they have one. */
export function printOperation(node: Node, names: Names): string {
  const arg = (index: number): string => printNode(argument(node, index), names)
  // A bare literal is a 32-bit INTEGER: beside a BIGINT it widens, but where every operand may be a literal it must say its type.
  const short = (index: number): string => printShort(argument(node, index), names)
  const join = (operator: string): string => `(${node.args.map(part => printNode(part, names)).join(` ${operator} `)})`
  switch (node.op) {
    case 'const':
      return printConstant(node)
    case 'add':
      return `(${short(0)} + ${short(1)})`
    case 'subtract':
      return `(${short(0)} - ${short(1)})`
    case 'less':
      return `greatest(${short(0)} - ${short(1)}, 0)`
    case 'min':
      return `least(${short(0)}, ${short(1)})`
    case 'max':
      return `greatest(${short(0)}, ${short(1)})`
    case 'times':
      return `(${short(0)} * ${short(1)})`
    case 'round':
      return `((${arg(0)} + 5000) // 10000)`
    case 'divide':
      return `(CASE WHEN ${arg(1)} = 0 THEN 0 ELSE (2 * ${arg(0)} + ${arg(1)}) // (2 * ${arg(1)}) END)`
    case 'scale':
      return `(CASE WHEN ${arg(2)} = 0 THEN 0 ELSE (2 * ${arg(0)} * ${arg(1)} + ${arg(2)}) // (2 * ${arg(2)}) END)`
    case 'le':
      return `(${short(0)} <= ${short(1)})`
    case 'eq':
      return `(${short(0)} = ${short(1)})`
    case 'same':
      return `(${arg(0)} = ${arg(1)} AND ${arg(0)} <> '')`
    case 'has':
      return `(((${arg(0)} >> ${String(node.value)}) & 1) = 1)`
    case 'not':
      return `(NOT ${arg(0)})`
    case 'and':
      return join('AND')
    case 'or':
      return join('OR')
    case 'select':
      return `(CASE WHEN ${arg(0)} THEN ${arg(1)} ELSE ${arg(2)} END)`
    case 'table':
      throw new RangeError('SQL reads the sheet before it is tabulated')
    case 'parameter':
      throw new RangeError(`a sheet with a free parameter has no SQL: ${node.name}`)
    case 'fact':
    case 'slot':
    case 'sum':
      throw new RangeError(`${node.op} ${node.name} has no column here`)
  }
}

/** The argument of an operation; a missing one is a fault of the builder. */
export function argument(node: Node, index: number): Node {
  const arg = node.args[index]
  if (arg === undefined) throw new RangeError(`${node.op} lacks an argument`)
  return arg
}

function printConstant(node: Node): string {
  if (node.type === 'flag') return node.value === 1 ? 'TRUE' : 'FALSE'
  return node.type === 'id' ? "''" : `CAST(${String(node.value)} AS BIGINT)`
}

function printShort(node: Node, names: Names): string {
  if (node.op !== 'const' || sqlType(node.type) !== 'BIGINT') return printNode(node, names)
  return node.value < 0 ? `(${String(node.value)})` : String(node.value)
}
