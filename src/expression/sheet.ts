import type { Expressions } from './expressions.ts'
import type { Node } from './node.ts'

export type Unit = 'money' | 'ratio' | 'points'

/** What a line takes in: another line, a parameter, a state or a claim value, by name. */
export interface Operand {
  readonly name: string
  readonly node: Node
  readonly unit: Unit
  readonly parameters?: readonly string[]
}

/** What one rule gives to a line, and whether it does for this claim. `value` is null for a rule that only says yes. */
export interface Contribution {
  readonly rule: string
  readonly value: Node | null
  readonly applied: Node
  readonly parameters: readonly string[]
}

/** A named result. For words it is a record: its role, operands by name, and what each rule contributed. */
export interface Line {
  readonly id: string
  readonly role: string
  readonly layer?: string
  readonly unit: Unit
  readonly node: Node
  readonly operands: readonly Operand[]
  readonly contributions: readonly Contribution[]
}

/** Why a claim has no answer (guard) or what comes with it (finding), where `when` is true. */
export interface Notice {
  readonly code: string
  readonly subject: string
  readonly when: Node
}

/** One number that a person's year remembers: its value before the claim (`node`) and after it (`next`). */
export interface Slot {
  readonly id: string
  readonly bucket: string
  readonly key: string
  readonly role: 'base' | 'thresholdPaid' | 'paid' | 'cost' | 'index'
  readonly node: Node
  readonly next: Node
}

/** A rule's truth: in force on the rules date, conditions true as well (holds), and nothing that overrides it holds (fires). */
export interface RuleNodes {
  readonly id: string
  readonly inForce: Node
  readonly holds: Node
  readonly fires: Node
}

/** A fact that rules set, with its value after all of them. */
export interface DerivedFact {
  readonly path: string
  readonly node: Node
}

/** A line of the item sheet, evaluated once per item; the claim sheet reads its sum. */
export interface ItemLine {
  readonly id: string
  readonly node: Node
}

/** Lists of codes by number: `codes[3]` are the codes of type `code:3` (or the bits of `set:3`). */
export type CodeLists = readonly (readonly string[])[]

/** A policy as typed formulas: what every reading reads. */
export interface Sheet {
  /** Where the nodes were made; none: they were read, and can be settled by, but nothing can be added (see `liveSheet`). */
  readonly expressions?: Expressions
  readonly codes: CodeLists
  readonly items: readonly ItemLine[]
  readonly lines: readonly Line[]
  readonly guards: readonly Notice[]
  readonly findings: readonly Notice[]
  readonly slots: readonly Slot[]
  readonly rules: readonly RuleNodes[]
  readonly derived: readonly DerivedFact[]
  /** The facts it reads, where they are known without a walk. */
  readonly inputs?: SheetInputs | undefined
}

/** The facts a sheet reads, of the claim and of its items, each once, by path. */
export interface SheetInputs {
  readonly facts: readonly Node[]
  readonly itemFacts: readonly Node[]
}

/** The flags among the facts that rules set. */
export const derivedFlags = (sheet: Pick<Sheet, 'derived'>): readonly DerivedFact[] =>
  sheet.derived.filter(({ node }) => node.type === 'flag')

/** All nodes below the roots, each once, arguments before users. */
export function nodesBelow(roots: Iterable<Node>): readonly Node[] {
  const seen = new Set<Node>()
  const visit = (node: Node): void => {
    if (seen.has(node)) return
    for (const arg of node.args) visit(arg)
    seen.add(node)
  }
  for (const root of roots) visit(root)
  return [...seen]
}

/** How often each node is used, by other nodes below the roots and as a root. */
export function countUses(roots: readonly Node[]): ReadonlyMap<Node, number> {
  const uses = new Map<Node, number>()
  const count = (node: Node): void => void uses.set(node, (uses.get(node) ?? 0) + 1)
  for (const node of nodesBelow(roots)) node.args.forEach(count)
  roots.forEach(count)
  return uses
}

/** A line by id. Throws a RangeError if the sheet has no such line. */
export function lineOf(sheet: Sheet, id: string): Line {
  const line = sheet.lines.find(candidate => candidate.id === id)
  if (line === undefined) throw new RangeError(`the sheet has no line ${id}`)
  return line
}
