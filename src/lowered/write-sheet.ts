import type { Node } from '../expression/node.ts'
import type { Contribution, Line, Notice, Operand, Sheet } from '../expression/sheet.ts'
import { sheetInputs } from '../expression/readings/record.ts'
import { DOMAINS } from '../facts/domain.ts'
import type { Pack } from '../pack/pack.ts'
import {
  namedParameters,
  roleOf,
  UNITS,
  type ContributionRow,
  type LineRow,
  type NoticeRow,
  type OperandRow,
  type SheetRows,
} from './format.ts'
import { trimmed } from './trimmed.ts'
import { writeNodes, type NodeRows } from './write-nodes.ts'

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one, i) => one === b[i])

/** A sheet as rows, with the guards of the sheet in which numbers without a value count as the greatest. */
export class SheetWriter {
  readonly #sheet: Sheet
  readonly #greatest: readonly Notice[]
  readonly #nodes: NodeRows
  readonly #layers: ReadonlySet<string>
  readonly #lineIndexes: ReadonlyMap<string, number>
  readonly #ruleIndexes: ReadonlyMap<string, number>
  readonly #ruleParameters: readonly (readonly string[])[]

  constructor(sheet: Sheet, pack: Pack, greatest: readonly Notice[]) {
    if (
      !sameList(
        sheet.rules.map(rule => rule.id),
        pack.rules.map(rule => rule.id),
      )
    )
      throw new RangeError('the rules of sheet and pack differ')
    this.#sheet = sheet
    this.#greatest = greatest
    this.#layers = new Set(pack.layers.map(layer => layer.id))
    this.#lineIndexes = new Map(sheet.lines.map((line, i) => [line.id, i]))
    this.#ruleIndexes = new Map(sheet.rules.map((rule, i) => [rule.id, i]))
    this.#ruleParameters = pack.rules.map(rule => namedParameters(rule.params))
    this.#nodes = writeNodes(rootsOf(sheet, greatest))
  }

  rows(): SheetRows {
    const { codes, items, lines, guards, findings, slots, derived } = this.#sheet
    const { kinds, inputs, ops, args } = this.#nodes
    const { facts, itemFacts } = sheetInputs(this.#sheet)
    return {
      codes: codes.map(list => DOMAINS.find(fact => fact.codes !== undefined && sameList(fact.codes, list))?.path ?? list),
      kinds,
      inputs,
      ops,
      args,
      reads: [facts, itemFacts].map(list => list.map(node => this.#node(node))),
      items: items.map(({ id, node }) => [id, this.#node(node)]),
      lines: lines.map((line, i) => this.#line(line, i)),
      guards: guards.map(notice => this.#notice(notice)),
      greatest: this.#greatest.map(notice => this.#notice(notice)),
      findings: findings.map(notice => this.#notice(notice)),
      slots: slots.map(({ bucket, key, role, node, next }) => [bucket, key, role, this.#node(node), this.#node(next)]),
      derived: derived.map(({ path, node }) => [path, this.#node(node)]),
    }
  }

  /** The nodes of the rule of that number; `inForce` is -1 where it always is. */
  rule(index: number): { readonly inForce: number; readonly holds: number; readonly fires: number } {
    const rule = this.#sheet.rules[index]
    if (rule === undefined) throw new RangeError(`no rule ${String(index)}`)
    const always = rule.inForce.op === 'const' && rule.inForce.value === 1
    return { inForce: always ? -1 : this.#node(rule.inForce), holds: this.#node(rule.holds), fires: this.#node(rule.fires) }
  }

  #node(node: Node): number {
    return this.#nodes.numbers.get(node) ?? 0
  }

  #notice({ code, subject, when }: Notice): NoticeRow {
    return [code, subject, this.#node(when)]
  }

  #line(line: Line, index: number): LineRow {
    const { id, role, layer, unit, node } = line
    const told = roleOf(id, this.#layers)
    const isTold = told.role === role && told.layer === layer
    const operands = line.operands.map(one => this.#operand(one, index))
    const contributions = line.contributions.map(one => this.#contribution(one))
    return trimmed(
      [id, UNITS.indexOf(unit), this.#node(node), operands, contributions, ...(isTold ? [] : [role, layer ?? ''])],
      [undefined, undefined, undefined, [], []],
    )
  }

  #operand({ name, node, unit, parameters = [] }: Operand, before: number): OperandRow {
    const at = this.#lineIndexes.get(name) ?? before
    const line = this.#sheet.lines[at]
    if (at < before && line?.node === node && line.unit === unit && parameters.length === 0) return at
    return [name, this.#node(node), UNITS.indexOf(unit), ...parameters]
  }

  #contribution({ rule, value, applied, parameters }: Contribution): ContributionRow {
    const index = this.#ruleIndexes.get(rule) ?? -1
    const worth = value === null ? -1 : this.#node(value)
    const usual = this.#sheet.rules[index]?.fires === applied && sameList(this.#ruleParameters[index] ?? [], parameters)
    return usual ? [index, worth] : [index, worth, this.#node(applied), ...parameters]
  }
}

function rootsOf(sheet: Sheet, greatest: readonly Notice[]): readonly Node[] {
  return [
    ...sheet.items.map(item => item.node),
    ...sheet.lines.flatMap(line => [
      ...line.operands.map(one => one.node),
      ...line.contributions.flatMap(one => (one.value === null ? [one.applied] : [one.value, one.applied])),
      line.node,
    ]),
    ...[...sheet.guards, ...sheet.findings, ...greatest].map(notice => notice.when),
    ...sheet.slots.flatMap(slot => [slot.node, slot.next]),
    ...sheet.rules.flatMap(rule => [rule.inForce, rule.holds, rule.fires]),
    ...sheet.derived.map(fact => fact.node),
  ]
}
