import { Expressions } from './expressions.ts'
import type { Node } from './node.ts'
import { rebuild } from './rebuild.ts'
import type { Notice, Sheet } from './sheet.ts'

/** A sheet to which nodes can be added: what passes, proofs and compiled readings work on. */
export interface LiveSheet extends Sheet {
  readonly expressions: Expressions
}

/** The sheet itself where it is live already, else a copy of it with nodes made anew: a lowered pack is read without any of that. */
export function liveSheet(sheet: Sheet): LiveSheet {
  return sheet.expressions === undefined ? revive(sheet) : { ...sheet, expressions: sheet.expressions }
}

function revive(sheet: Sheet): LiveSheet {
  const expressions = new Expressions()
  const made = new Map<Node, Node>()
  const go = (node: Node): Node => {
    const known = made.get(node)
    if (known !== undefined) return known
    const again = rebuild(expressions, node, node.args.map(go))
    made.set(node, again)
    return again
  }
  const notice = (one: Notice): Notice => ({ ...one, when: go(one.when) })
  return {
    ...sheet,
    expressions,
    inputs: sheet.inputs && { facts: sheet.inputs.facts.map(go), itemFacts: sheet.inputs.itemFacts.map(go) },
    items: sheet.items.map(item => ({ ...item, node: go(item.node) })),
    lines: sheet.lines.map(line => ({
      ...line,
      node: go(line.node),
      operands: line.operands.map(one => ({ ...one, node: go(one.node) })),
      contributions: line.contributions.map(one => ({
        ...one,
        value: one.value === null ? null : go(one.value),
        applied: go(one.applied),
      })),
    })),
    guards: sheet.guards.map(notice),
    findings: sheet.findings.map(notice),
    slots: sheet.slots.map(slot => ({ ...slot, node: go(slot.node), next: go(slot.next) })),
    rules: sheet.rules.map(rule => ({ ...rule, inForce: go(rule.inForce), holds: go(rule.holds), fires: go(rule.fires) })),
    derived: sheet.derived.map(fact => ({ ...fact, node: go(fact.node) })),
  }
}
