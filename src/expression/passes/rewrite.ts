import { rebuild } from '../rebuild.ts'
import type { Node } from '../node.ts'
import type { LiveSheet } from '../live-sheet.ts'
import type { Sheet } from '../sheet.ts'

/**
 * The sheet with nodes replaced: where `replace` answers, that node stands instead (and its arguments are not visited); everything above is
 * folded anew. Lines keep their ids and records, guards and findings that have become impossible are dropped.
 */
export function rewriteSheet(sheet: LiveSheet, replace: (node: Node) => Node | undefined): LiveSheet {
  const x = sheet.expressions
  const done = new Map<Node, Node>()
  const go = (node: Node): Node => {
    const known = done.get(node)
    if (known !== undefined) return known
    const replaced = replace(node) ?? rebuilt(node)
    done.set(node, replaced)
    return replaced
  }
  const rebuilt = (node: Node): Node => {
    if (node.args.length === 0) return node
    const args = node.args.map(go)
    return args.every((arg, i) => arg === node.args[i]) ? node : rebuild(x, node, args)
  }
  return {
    ...sheet,
    inputs: undefined,
    items: sheet.items.map(item => ({ ...item, node: go(item.node) })),
    lines: sheet.lines.map(line => ({ ...line, node: go(line.node) })),
    guards: sheet.guards.map(guard => ({ ...guard, when: go(guard.when) })).filter(guard => guard.when !== x.no),
    findings: sheet.findings.map(finding => ({ ...finding, when: go(finding.when) })).filter(finding => finding.when !== x.no),
    slots: sheet.slots.map(slot => ({ ...slot, next: go(slot.next) })),
    rules: sheet.rules.map(rule => ({ ...rule, fires: go(rule.fires) })),
    derived: sheet.derived.map(fact => ({ ...fact, node: go(fact.node) })),
  }
}

/** Every node from which results are read: lines, guards, findings, slots after the claim, and rules that fire. */
export function sheetRoots(sheet: Sheet): readonly Node[] {
  return [
    ...sheet.lines.map(line => line.node),
    ...sheet.guards.map(guard => guard.when),
    ...sheet.findings.map(finding => finding.when),
    ...sheet.slots.map(slot => slot.next),
    ...sheet.rules.map(rule => rule.fires),
  ]
}
