import type { Merged } from '../effect/merge.ts'
import type { Node } from '../expression/node.ts'
import type { Contribution, Line, Notice, Operand, Unit } from '../expression/sheet.ts'

/** Collects the lines, guards and findings of a sheet in the making. */
export class SheetLines {
  readonly lines: Line[] = []
  readonly guards: Notice[] = []
  readonly findings: Notice[] = []
  readonly #byId = new Map<string, Line>()

  /** Adds a line and returns its node. */
  add(line: Omit<Line, 'operands' | 'contributions'> & Partial<Pick<Line, 'operands' | 'contributions'>>): Node {
    const full: Line = { operands: [], contributions: [], ...line }
    this.lines.push(full)
    this.#byId.set(full.id, full)
    return full.node
  }

  node(id: string): Node {
    const line = this.#byId.get(id)
    if (line === undefined) throw new RangeError(`no line ${id} before this one`)
    return line.node
  }

  has(id: string): boolean {
    return this.#byId.has(id)
  }

  operand(id: string): Operand {
    const line = this.#byId.get(id)
    if (line === undefined) throw new RangeError(`no line ${id} before this one`)
    return { name: id, node: line.node, unit: line.unit }
  }

  guard(code: string, subject: string, when: Node): void {
    this.guards.push({ code, subject, when })
  }

  finding(code: string, subject: string, when: Node): void {
    this.findings.push({ code, subject, when })
  }
}

/** An operand that is no line: a value of the claim, a parameter or a sum of the year. */
export const operand = (name: string, node: Node, unit: Unit, parameters: readonly string[] = []): Operand => ({
  name,
  node,
  unit,
  parameters,
})

export const contributionsOf = (...merged: readonly Merged[]): readonly Contribution[] => merged.flatMap(one => one.contributions)
