import type { Node } from '../expression/node.ts'
import type { Contribution, Line, Sheet } from '../expression/sheet.ts'
import type { Claim } from '../facts/claim.ts'
import type { FactSpec } from '../facts/spec.ts'
import type { LayerJson } from '../pack/schema.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import type { ClaimDays } from '../settlement/dates.ts'
import type { Settlement } from '../settlement/settlement.ts'
import type { YearState } from '../settlement/state.ts'
import type { Part, Templates, Text } from '../expression/readings/words.ts'
import { CaseFacts } from './facts.ts'

/** What an explanation is made from: a settled claim with the values of the unoptimised sheet. */
export interface CaseInput {
  readonly pack: Pack
  readonly sheet: Sheet
  /** The facts of the catalogue that the pack names, with their labels. */
  readonly fact: (path: string) => FactSpec | undefined
  readonly phrases: Templates
  readonly settlement: Settlement
  readonly claim: Claim
  readonly days: ClaimDays
  readonly state: YearState
  readonly value: (node: Node) => number
}

/** A settled claim as the sentences read it: line values by id, rules that fired, facts with labels. */
export class Case {
  readonly pack: Pack
  readonly sheet: Sheet
  readonly settlement: Settlement
  readonly facts: CaseFacts
  readonly value: (node: Node) => number
  readonly fired: ReadonlySet<string>
  readonly #lines: ReadonlyMap<string, Line>
  readonly #rules: ReadonlyMap<string, Rule>

  constructor(input: CaseInput) {
    this.pack = input.pack
    this.sheet = input.sheet
    this.settlement = input.settlement
    this.value = input.value
    this.facts = new CaseFacts(input)
    this.fired = new Set(input.sheet.rules.filter(rule => input.value(rule.fires) === 1).map(rule => rule.id))
    this.#lines = new Map(input.sheet.lines.map(line => [line.id, line]))
    this.#rules = new Map(input.pack.rules.map(rule => [rule.id, rule]))
  }

  /** A part as text. */
  text(part: Part): Text {
    return this.facts.text(part)
  }

  has(id: string): boolean {
    return this.#lines.has(id)
  }

  line(id: string): Line | undefined {
    return this.#lines.get(id)
  }

  rule(id: string): Rule | undefined {
    return this.#rules.get(id)
  }

  layer(id: string): LayerJson | undefined {
    return this.pack.layers.find(layer => layer.id === id)
  }

  /** The value of a line; 0 where the policy has no such line. */
  amount(id: string): number {
    const line = this.#lines.get(id)
    return line === undefined ? 0 : this.value(line.node)
  }

  /** The value of an operand of a line; undefined where it has none of that name. */
  operand(id: string, name: string): number | undefined {
    const found = this.#lines.get(id)?.operands.find(operand => operand.name === name)
    return found === undefined ? undefined : this.value(found.node)
  }

  /** What the rules that fired contributed to a line; with `type` only rules of that effect. */
  contributions(id: string, type?: string): readonly Contribution[] {
    const all = this.#lines.get(id)?.contributions ?? []
    return all.filter(one => this.fired.has(one.rule) && (type === undefined || this.rule(one.rule)?.type === type))
  }
}
