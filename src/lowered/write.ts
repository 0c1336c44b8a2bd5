import type { Node, NodeType } from '../expression/node.ts'
import type { Contribution, Line, Notice, Operand, Sheet } from '../expression/sheet.ts'
import { nodesBelow } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import type { Lowered } from '../policy.ts'
import {
  LOWERED_VERSION,
  OPS,
  type LineRow,
  type LoweredPack,
  type NodeRow,
  type NoticeRow,
  type PackRest,
  type SheetJson,
} from './format.ts'

/** A lowered pack as JSON, for `yibao-rules/core`. */
export function writeLowered({ pack, sheet, hash, greatest }: Lowered): LoweredPack {
  const mayLack = sheet.guards.some(guard => guard.code === 'missingParameter')
  const possible = mayLack ? greatest().guards.filter(guard => guard.code === 'missingParameter') : []
  return { format: 'yibao-lowered', version: LOWERED_VERSION, hash, pack: packRest(pack), sheet: new Writer(sheet, possible).json() }
}

function packRest(pack: Pack): PackRest {
  const { id, version, release, status, window, covers, dateBasis, benefitYear, buckets } = pack.json
  const cited = new Set([...pack.rules, ...pack.parameters.values(), ...pack.layers].map(one => one.clause))
  const clauses = pack.json.clauses.filter(clause => cited.has(clause.id)).map(({ id, text, locator }) => ({ id, text, locator }))
  return {
    json: { id, version, release, status, window, covers, dateBasis, benefitYear, buckets, clauses },
    scheme: pack.scheme,
    rules: pack.rules,
    layers: pack.layers,
    parameters: [...pack.parameters.values()],
    derived: [...pack.derived.values()],
  }
}

class Writer {
  readonly #sheet: Sheet
  readonly #greatest: readonly Notice[]
  readonly #index = new Map<Node, number>()
  readonly #types: NodeType[] = []
  readonly #rows: NodeRow[] = []
  /** Nodes of the second sheet are other objects: equal rows are one node. */
  readonly #byText = new Map<string, number>()

  constructor(sheet: Sheet, greatest: readonly Notice[]) {
    this.#sheet = sheet
    this.#greatest = greatest
  }

  json(): SheetJson {
    const { codes, items, lines, guards, findings, slots, rules, derived } = this.#sheet
    const body = {
      items: items.map(({ id, node }) => [id, this.#node(node)] as const),
      lines: lines.map(line => this.#line(line)),
      guards: guards.map(notice => this.#notice(notice)),
      greatest: this.#greatest.map(notice => this.#notice(notice)),
      findings: findings.map(notice => this.#notice(notice)),
      slots: slots.map(({ id, bucket, key, role, node, next }) => [id, bucket, key, role, this.#node(node), this.#node(next)] as const),
      rules: rules.map(({ id, inForce, holds, fires }) => [id, this.#node(inForce), this.#node(holds), this.#node(fires)] as const),
      derived: derived.map(({ path, node }) => [path, this.#node(node)] as const),
    }
    return { codes, types: this.#types, nodes: this.#rows, ...body }
  }

  #line({ id, role, layer, unit, node, operands, contributions }: Line): LineRow {
    return {
      id,
      role,
      ...(layer === undefined ? {} : { layer }),
      unit,
      node: this.#node(node),
      operands: operands.map((one: Operand) => [one.name, this.#node(one.node), one.unit, ...(one.parameters ?? [])]),
      contributions: contributions.map((one: Contribution) => [
        one.rule,
        one.value === null ? -1 : this.#node(one.value),
        this.#node(one.applied),
        ...one.parameters,
      ]),
    }
  }

  #notice({ code, subject, when }: Notice): NoticeRow {
    return [code, subject, this.#node(when)]
  }

  #node(root: Node): number {
    for (const node of nodesBelow([root])) {
      if (this.#index.has(node)) continue
      const row = this.#row(node)
      const text = JSON.stringify(row)
      const at = this.#byText.get(text) ?? this.#rows.push(row) - 1
      this.#byText.set(text, at)
      this.#index.set(node, at)
    }
    return this.#index.get(root) ?? 0
  }

  #row(node: Node): NodeRow {
    const op = OPS.indexOf(node.op)
    if (op < 0) throw new RangeError(`a lowered pack has no ${node.op}`)
    const args = node.args.map(arg => this.#index.get(arg) ?? 0)
    if (node.op === 'const') return [op, this.#type(node.type), node.value]
    if (node.args.length === 0) return [op, this.#type(node.type), node.name, node.lo, node.hi]
    return node.op === 'has' ? [op, ...args, node.value] : [op, ...args]
  }

  #type(type: NodeType): number {
    const at = this.#types.indexOf(type)
    return at < 0 ? this.#types.push(type) - 1 : at
  }
}
