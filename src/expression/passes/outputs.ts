import type { Expressions } from '../expressions.ts'
import type { Node } from '../node.ts'
import { MASK_BITS } from '../readings/result.ts'
import { liveSheet } from '../live-sheet.ts'
import { derivedFlags, type Sheet } from '../sheet.ts'

/** Flags as the bits of one number. */
export interface Mask {
  readonly key: `${'f' | 'n' | 'd'}${number}`
  readonly node: Node
}

/** What an evaluator gives for each claim, as nodes: the part of a sheet that is compiled. */
export interface Outputs {
  readonly expressions: Expressions
  /** Nodes of the lines wanted; result keys l0, l1, … */
  readonly lines: readonly Node[]
  /** Result keys s0, s1, …: the slots after the claim. */
  readonly slots: readonly Node[]
  /** Masks of at most 30 flags each. */
  readonly masks: readonly Mask[]
  /** Flags that make the evaluator call `fail` instead of answering. */
  readonly guards: readonly Node[]
  /** The item lines that the others sum up, by id. */
  readonly items: ReadonlyMap<string, Node>
  /** Facts that rules set; natural indexes of tables. */
  readonly derived: readonly Node[]
  /** Ids of the slots, in order. */
  readonly slotIds: readonly string[]
}

export interface OutputChoice {
  /** Ids of the lines wanted; default: all. */
  readonly lines?: readonly string[] | undefined
  /** Masks f0, f1 … of the rules that fire, 30 to a mask, in order of the sheet's rules. */
  readonly fired?: boolean | undefined
  /** Masks n0, n1 … of the findings, likewise. */
  readonly findings?: boolean | undefined
  /** Masks d0, d1 … of the flags that rules set, in order of the sheet's derived facts of type flag. */
  readonly derived?: boolean | undefined
}

export function outputsOf(given: Sheet, choice: OutputChoice): Outputs {
  const sheet = liveSheet(given)
  const byId = new Map(sheet.lines.map(line => [line.id, line.node]))
  const wanted = choice.lines ?? sheet.lines.map(line => line.id)
  const lines = wanted.map(id => {
    const node = byId.get(id)
    if (node === undefined) throw new RangeError(`the sheet has no line ${id}`)
    return node
  })
  const flags = (key: 'f' | 'n' | 'd', list: readonly Node[], asked: boolean | undefined): readonly Mask[] =>
    asked === true ? masks(sheet.expressions, key, list) : []
  return {
    expressions: sheet.expressions,
    lines,
    slots: sheet.slots.map(slot => slot.next),
    masks: [
      ...flags(
        'f',
        sheet.rules.map(rule => rule.fires),
        choice.fired,
      ),
      ...flags(
        'n',
        sheet.findings.map(finding => finding.when),
        choice.findings,
      ),
      ...flags(
        'd',
        derivedFlags(sheet).map(fact => fact.node),
        choice.derived,
      ),
    ],
    guards: sheet.guards.map(guard => guard.when),
    items: new Map(sheet.items.map(item => [item.id, item.node])),
    derived: sheet.derived.map(fact => fact.node),
    slotIds: sheet.slots.map(slot => slot.id),
  }
}

function masks(x: Expressions, key: 'f' | 'n' | 'd', flags: readonly Node[]): readonly Mask[] {
  const found: Mask[] = []
  const none = x.constant(0, 'int')
  for (let i = 0; i < flags.length; i += MASK_BITS) {
    const bits = flags.slice(i, i + MASK_BITS).map((flag, bit) => x.select(flag, x.constant(2 ** bit, 'int'), none))
    found.push({ key: `${key}${i / MASK_BITS}`, node: x.addAll(bits, none) })
  }
  return found
}

/** The outputs with every root replaced; guards that have become impossible are dropped. */
export function mapOutputs(outputs: Outputs, go: (node: Node) => Node): Outputs {
  return {
    ...outputs,
    items: new Map([...outputs.items].map(([id, node]) => [id, go(node)])),
    lines: outputs.lines.map(go),
    slots: outputs.slots.map(go),
    masks: outputs.masks.map(mask => ({ ...mask, node: go(mask.node) })),
    guards: outputs.guards.map(go).filter(guard => guard !== outputs.expressions.no),
    derived: outputs.derived.map(go),
  }
}

/** Every node from which a claim's results are read. */
export const outputRoots = (outputs: Outputs): readonly Node[] => [
  ...outputs.lines,
  ...outputs.slots,
  ...outputs.masks.map(mask => mask.node),
  ...outputs.guards,
]
