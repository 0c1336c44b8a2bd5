import type { Text } from '../expression/readings/words.ts'
import type { Settlement } from '../settlement/settlement.ts'
import { Case, type CaseInput } from './case.ts'
import { citedClauses, type CitedClause } from './cite.ts'
import { explainLayer, viewLayer, type ExplainedLayer } from './layers.ts'
import { explainLines, type ExplainedLine } from './lines.ts'
import { explainRules, type ExplainedRule } from './rules.ts'
import { identity } from './sentences/parties.ts'

/**
 * A settlement with the reasons for it: what became of every rule and why, how far the claim got into every layer, how every line came about,
 * and who bears what. Texts are in Chinese and English; amounts in them are in yuan with two decimals, ratios in percent.
 */
export interface Explanation {
  readonly version: 1
  readonly settlement: Settlement
  readonly rules: readonly ExplainedRule[]
  readonly layers: readonly ExplainedLayer[]
  readonly lines: readonly ExplainedLine[]
  /** The clauses that the lines and the rules that fired or yielded rest on. */
  readonly clauses: readonly CitedClause[]
  /** total = funds + person + institution, with the amounts. */
  readonly identity: Text
}

export function explainCase(input: CaseInput): Explanation {
  const subject = new Case(input)
  const views = subject.pack.layers.map(layer => viewLayer(subject, layer))
  const rules = explainRules(subject)
  const lines = explainLines(subject, new Map(views.map(view => [view.layer.id, view])))
  const told = rules.filter(rule => rule.status === 'fired' || rule.status === 'yielded')
  return {
    version: 1,
    settlement: input.settlement,
    rules,
    layers: views.map(view => explainLayer(subject, view)),
    lines,
    clauses: citedClauses(subject, [...lines.flatMap(line => line.clauses), ...told.flatMap(rule => rule.clause ?? [])]),
    identity: subject.text(identity(subject)),
  }
}
