import { readDecimal } from '../base/decimal.ts'
import type { Expressions } from '../expression/expressions.ts'
import { MAX_AMOUNT, ONE, type Node, type NodeType } from '../expression/node.ts'
import type { Quantity, Valued } from '../expression/scope.ts'
import type { Parameter } from './pack.ts'

interface Kind {
  readonly type: NodeType
  readonly places: number
  readonly min: number
  readonly max: number
}

const KINDS: Readonly<Record<Quantity, Kind>> = {
  money: { type: 'money', places: 2, min: 0, max: MAX_AMOUNT },
  ratio: { type: 'ratio', places: 4, min: 0, max: ONE },
  points: { type: 'ratio', places: 2, min: -ONE, max: ONE },
  scale: { type: 'ratio', places: 4, min: 0, max: 8 * ONE },
  int: { type: 'int', places: 0, min: -1e6, max: 1e6 },
}

/** `free`: every number is an input within its bounds. `greatest`: a number without a value counts as the greatest of its kind instead of 0. */
export interface ParameterOptions {
  readonly free?: boolean
  readonly greatest?: boolean
}

/** Numbers of a pack as nodes: constants, dated choices, or inputs. */
export class ParameterNodes {
  readonly #x: Expressions
  readonly #parameters: ReadonlyMap<string, Parameter>
  readonly #date: Node
  readonly #free: boolean
  readonly #greatest: boolean

  constructor(x: Expressions, parameters: ReadonlyMap<string, Parameter>, date: Node, options: ParameterOptions) {
    this.#x = x
    this.#parameters = parameters
    this.#date = date
    this.#free = options.free === true
    this.#greatest = options.greatest === true
  }

  /** A decimal, or the parameter it names. The pack is checked: a wrong decimal here is a fault of ours. */
  value(raw: unknown, quantity: Quantity): Valued {
    if (typeof raw === 'object' && raw !== null && 'parameter' in raw) return this.parameter(String(raw.parameter), quantity)
    return { node: this.#constant(raw, quantity), parameters: [], missing: [] }
  }

  parameter(id: string, quantity: Quantity): Valued {
    const parameter = this.#get(id)
    if (this.#free) return { node: this.#freeNode(parameter, quantity), parameters: [id], missing: [] }
    return this.#dated(parameter, value => this.#constant(value, quantity), this.#placeholder(quantity))
  }

  flag(id: string): Valued {
    return this.#dated(this.#get(id), value => this.#x.flag(value === true), this.#x.no)
  }

  /** The codes of a list parameter; dated lists are not admitted, so the latest stands. */
  codes(id: string): { readonly codes: readonly string[]; readonly missing: Valued['missing'] } {
    const latest = this.#get(id).values.at(-1)
    if (latest === undefined) return { codes: [], missing: [{ parameter: id, when: this.#x.yes }] }
    return { codes: latest.value as readonly string[], missing: [] }
  }

  #dated(parameter: Parameter, constant: (value: unknown) => Node, placeholder: Node): Valued {
    const x = this.#x
    let node = placeholder
    for (const { from, value } of parameter.values)
      node = from === undefined ? constant(value) : x.select(x.le(x.constant(from, 'day'), this.#date), constant(value), node)
    const [first] = parameter.values
    const absent = first === undefined ? x.yes : first.from === undefined ? x.no : x.not(x.le(x.constant(first.from, 'day'), this.#date))
    const missing = absent === x.no ? [] : [{ parameter: parameter.id, when: absent }]
    return { node, parameters: [parameter.id], missing }
  }

  #placeholder(quantity: Quantity): Node {
    const { type, max } = KINDS[quantity]
    return this.#x.constant(this.#greatest && (quantity === 'money' || quantity === 'ratio') ? max : 0, type)
  }

  #freeNode(parameter: Parameter, quantity: Quantity): Node {
    const kind = KINDS[quantity]
    const bound = (raw: unknown, fallback: number): number => {
      const read = raw === undefined ? fallback : readDecimal(raw, kind.places, kind.min, kind.max)
      return typeof read === 'number' ? read : fallback
    }
    return this.#x.input(
      'parameter',
      parameter.id,
      kind.type,
      bound(parameter.bounds?.min, kind.min),
      bound(parameter.bounds?.max, kind.max),
    )
  }

  #constant(raw: unknown, quantity: Quantity): Node {
    const kind = KINDS[quantity]
    const read = readDecimal(raw, kind.places, kind.min, kind.max)
    if (typeof read !== 'number') throw new TypeError(`${String(raw)} is no ${quantity}: ${read}`)
    return this.#x.constant(read, kind.type)
  }

  #get(id: string): Parameter {
    const parameter = this.#parameters.get(id)
    if (parameter === undefined) throw new RangeError(`no parameter ${id}`)
    return parameter
  }
}
