import { rebuild } from '../expression/rebuild.ts'
import { errorIssue, PolicyError } from '../base/issue.ts'
import { Expressions } from '../expression/expressions.ts'
import type { Node, NodeType } from '../expression/node.ts'
import type { Line, Notice, Sheet, Slot, Unit } from '../expression/sheet.ts'
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

export type { LoweredPack } from './format.ts'

/** A pack that `yibao build` wrote, ready to settle. Throws a PolicyError for anything else. */
export function readLowered(input: LoweredPack | object): Lowered {
  const given = input as Partial<LoweredPack>
  if (given.format !== 'yibao-lowered') throw new PolicyError([errorIssue('notLowered', '/format')])
  if (given.version !== LOWERED_VERSION) throw new PolicyError([errorIssue('unknownVersion', '/version', { supported: LOWERED_VERSION })])
  const { hash, pack, sheet } = input as LoweredPack
  const nodes = new Nodes(sheet)
  const read = nodes.sheet(sheet)
  const possible = { ...read, guards: nodes.notices(sheet.greatest) }
  return { pack: packOf(pack), sheet: read, hash, greatest: () => possible }
}

function packOf(rest: PackRest): Pack {
  const json = rest.json as Pack['json']
  return {
    ...rest,
    json,
    parameters: new Map(rest.parameters.map(parameter => [parameter.id, parameter])),
    buckets: new Map(json.buckets.map(bucket => [bucket.id, bucket])),
    derived: new Map(rest.derived.map(spec => [spec.path, spec])),
  }
}

class Nodes {
  readonly #x = new Expressions()
  readonly #nodes: Node[] = []

  constructor({ nodes, types }: SheetJson) {
    for (const row of nodes) this.#nodes.push(this.#make(row, types))
  }

  sheet(json: SheetJson): Sheet {
    return {
      expressions: this.#x,
      codes: json.codes,
      items: json.items.map(([id, node]) => ({ id, node: this.#at(node) })),
      lines: json.lines.map(line => this.#line(line)),
      guards: this.notices(json.guards),
      findings: this.notices(json.findings),
      slots: json.slots.map(([id, bucket, key, role, node, next]) => ({
        id,
        bucket,
        key,
        role: role as Slot['role'],
        node: this.#at(node),
        next: this.#at(next),
      })),
      rules: json.rules.map(([id, inForce, holds, fires]) => ({
        id,
        inForce: this.#at(inForce),
        holds: this.#at(holds),
        fires: this.#at(fires),
      })),
      derived: json.derived.map(([path, node]) => ({ path, node: this.#at(node) })),
    }
  }

  notices(rows: readonly NoticeRow[]): readonly Notice[] {
    return rows.map(([code, subject, when]) => ({ code, subject, when: this.#at(when) }))
  }

  #line({ operands, contributions, node, ...line }: LineRow): Line {
    return {
      ...line,
      node: this.#at(node),
      operands: operands.map(([name, at, unit, ...parameters]) => ({
        name: String(name),
        node: this.#at(at),
        unit: unit as Unit,
        parameters: parameters.map(String),
      })),
      contributions: contributions.map(([rule, value, applied, ...parameters]) => ({
        rule: String(rule),
        value: value === -1 ? null : this.#at(value),
        applied: this.#at(applied),
        parameters: parameters.map(String),
      })),
    }
  }

  #make([code = 0, ...rest]: NodeRow, types: readonly NodeType[]): Node {
    const op = OPS[Number(code)] ?? 'const'
    const [a = 0, b = 0, lo = 0, hi = 0] = rest
    const type = types[Number(a)] ?? 'int'
    if (op === 'const') return this.#x.constant(Number(b), type)
    if (op === 'fact' || op === 'parameter' || op === 'slot' || op === 'sum')
      return this.#x.input(op, String(b), type, Number(lo), Number(hi))
    if (op === 'has') return this.#x.has(this.#at(a), Number(b))
    const args = rest.map(at => this.#at(at))
    return rebuild(this.#x, { ...this.#x.zero, op }, args)
  }

  #at(index: number | string | undefined): Node {
    return this.#nodes[Number(index)] ?? this.#x.zero
  }
}
