import { LAST_DAY } from '../base/date.ts'
import type { Expressions } from '../expression/expressions.ts'
import { MAX_AMOUNT, type Node, type NodeType } from '../expression/node.ts'
import type { FactSpec } from '../facts/spec.ts'
import type { CodeRegistry } from './codes.ts'

const MAX_AREA = 999_999
const MAX_SET = 2 ** 31 - 1

/** A fact as an input of the sheet, with the range of its type. An absent day, id, area or open code is 0. */
export function factInput(x: Expressions, codes: CodeRegistry, spec: FactSpec): Node {
  const input = (type: NodeType, lo: number, hi: number): Node => x.input('fact', spec.path, type, lo, hi)
  switch (spec.type) {
    case 'flag':
      return input('flag', 0, 1)
    case 'int':
      return input('int', spec.min ?? 0, spec.max ?? 1e6)
    case 'money':
      return input('money', spec.min ?? 0, spec.max ?? MAX_AMOUNT)
    case 'day':
      return input('day', 0, LAST_DAY)
    case 'id':
      return input('id', 0, 0)
    case 'area':
      return input('area', 0, MAX_AREA)
    case 'set':
      return input(codes.type(spec), 0, MAX_SET)
    case 'enum':
    case 'code':
      return input(codes.type(spec), 0, codes.size(spec) - 1)
  }
}
