import type { Node } from '../expression/node.ts'
import type { Line, Notice, RuleNodes, Sheet, Slot } from '../expression/sheet.ts'
import { codesOf } from '../facts/domain.ts'
import { namedParameters, roleOf, UNITS, type LineRow, type NoticeRow, type PackRows, type RuleRow, type SheetRows } from './format.ts'
import { readNodes } from './read-nodes.ts'

/** A sheet from its rows, and the guards where numbers without a value count as the greatest. Throws a RangeError or TypeError for damaged rows. */
export function readSheet(rows: SheetRows, pack: PackRows): { readonly sheet: Sheet; readonly greatest: readonly Notice[] } {
  const nodes = readNodes(rows)
  const at = (index: number): Node => {
    const node = nodes[index]
    if (node === undefined) throw new RangeError('no such node')
    return node
  }
  const notices = (list: readonly NoticeRow[]): readonly Notice[] =>
    list.map(([code, subject, when]) => ({ code, subject, when: at(when) }))
  const reads = (kind: number): readonly Node[] => (rows.reads[kind] as readonly number[]).map(at)
  const rules = pack.rules.map(row => ruleNodes(row, at))
  const sheet = {
    codes: rows.codes.map(list => (typeof list === 'string' ? codesOf(list) : list.map(String))),
    inputs: { facts: reads(0), itemFacts: reads(1) },
    items: rows.items.map(([id, node]) => ({ id, node: at(node) })),
    lines: readLines(rows.lines, pack, rules, at),
    guards: notices(rows.guards),
    findings: notices(rows.findings),
    slots: rows.slots.map(([bucket, key, role, node, next]) => ({
      id: `${bucket}${key && `[${key}]`}.${role}`,
      bucket,
      key,
      role: role as Slot['role'],
      node: at(node),
      next: at(next),
    })),
    rules,
    derived: rows.derived.map(([path, node]) => ({ path, node: at(node) })),
  }
  return { sheet, greatest: notices(rows.greatest) }
}

type At = (index: number) => Node

const ALWAYS: Node = { n: -1, op: 'const', type: 'flag', args: [], name: '', value: 1, lo: 1, hi: 1 }

function ruleNodes([id, , , , , holds, fires = -1, inForce = -1]: RuleRow, at: At): RuleNodes {
  return { id, inForce: inForce < 0 ? ALWAYS : at(inForce), holds: at(holds), fires: at(fires < 0 ? holds : fires) }
}

function readLines(rows: readonly LineRow[], pack: PackRows, rules: readonly RuleNodes[], at: At): readonly Line[] {
  const layers = new Set(pack.layers.map(row => row[0]))
  const lines: Line[] = []
  for (const [id, unit, node, operands = [], contributions = [], ownRole, ownLayer = ''] of rows) {
    const told = roleOf(id, layers)
    const { role, layer } = ownRole === undefined ? told : { role: ownRole, layer: ownLayer || undefined }
    lines.push({
      id,
      role,
      ...(layer === undefined ? {} : { layer }),
      unit: unitOf(unit),
      node: at(node),
      operands: operands.map(row => {
        if (typeof row !== 'number') return { name: row[0], node: at(row[1]), unit: unitOf(row[2]), parameters: row.slice(3) as string[] }
        const line = lines[row] as Line
        return { name: line.id, node: line.node, unit: line.unit }
      }),
      contributions: contributions.map(([index, value, applied, ...parameters]) => {
        const rule = rules[index] as RuleNodes
        const worth = value < 0 ? null : at(value)
        return applied === undefined
          ? { rule: rule.id, value: worth, applied: rule.fires, parameters: namedParameters((pack.rules[index] as RuleRow)[3]) }
          : { rule: rule.id, value: worth, applied: at(applied), parameters }
      }),
    })
  }
  return lines
}

const unitOf = (unit: number): Line['unit'] => UNITS[unit] ?? 'money'
