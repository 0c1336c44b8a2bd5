import { NOTHING, type Part, type Text } from '../expression/readings/words.ts'
import type { Case } from './case.ts'
import { parameterName } from './facts.ts'
import { tellerOf } from './rules.ts'
import { brackets, phrase, series } from './say.ts'

/** A clause that the explanation cites, as the pack registers it. */
export interface CitedClause {
  readonly id: string
  readonly text?: Text
  readonly locator?: string
}

/** More facts than this are not told in passing; the rule's conditions have them all. */
const MOST_FACTS = 4

/** "under x/1.1 (article 1)": the clauses, each once. */
export function cite(subject: Case, clauses: readonly (string | undefined)[]): Part {
  const ids = [...new Set(clauses.filter(clause => clause !== undefined))]
  if (ids.length === 0) return NOTHING
  const named = ids.map(id => {
    const locator = subject.pack.json.clauses.find(clause => clause.id === id)?.locator
    return locator === undefined ? id : phrase('clauseAt', { id, locator })
  })
  return phrase('cite', { clauses: series('list', named) })
}

/** In brackets why rules gave what they gave: `how` first, then the facts that decided, then their clauses. */
export function because(subject: Case, rules: readonly string[], how: Part = NOTHING): Part {
  const found = rules.map(id => subject.rule(id)).filter(rule => rule !== undefined)
  const reasons = new Map(found.flatMap(rule => tellerOf(subject, rule).reasons(rule.conditions)).map(one => [one.fact, one.words]))
  const facts = series('list', [...reasons.values()].slice(0, MOST_FACTS))
  const told = reasons.size > MOST_FACTS ? phrase('andOthers', { facts }) : facts
  const clauses = cite(
    subject,
    found.flatMap(rule => [rule.clause, ...parameterClauses(subject, Object.values(rule.params))]),
  )
  const named = found.flatMap(rule => Object.values(rule.params).flatMap(param => parameterName(param) ?? []))
  return brackets(series('semicolon', [how, told, clauses, ...numberSources(subject, named)]))
}

/** The clauses of the parameters that a rule's params name. */
function parameterClauses(subject: Case, params: readonly unknown[]): readonly (string | undefined)[] {
  return params.flatMap(param => subject.facts.parameter(parameterName(param) ?? '')?.clause ?? [])
}

/** In brackets the clauses of the parameters that a line's operand takes. */
export function parametersClause(subject: Case, line: string, operand: string): Part {
  const parameters = subject.line(line)?.operands.find(one => one.name === operand)?.parameters ?? []
  const clauses = parameters.map(id => subject.facts.parameter(id)?.clause)
  return brackets(series('semicolon', [cite(subject, clauses), ...numberSources(subject, parameters)]))
}

/** Whose the numbers are, where the clause gives none: it may leave them to the locality. */
function numberSources(subject: Case, parameters: readonly string[]): readonly Part[] {
  const sources = new Set(parameters.map(id => subject.facts.parameterSource(id)))
  return [
    ...(sources.has('published') ? [phrase('numberPublished')] : []),
    ...(sources.has('illustrative') ? [phrase('numberIllustrative')] : []),
    ...(sources.has('override') ? [phrase('numberOverride')] : []),
  ]
}

/** The clauses as the pack registers them; an unregistered one has its id only. */
export function citedClauses(subject: Case, ids: Iterable<string>): readonly CitedClause[] {
  return [...new Set(ids)].sort().map(id => {
    const { text, locator } = subject.pack.json.clauses.find(clause => clause.id === id) ?? {}
    return { id, ...(text === undefined ? {} : { text }), ...(locator === undefined ? {} : { locator }) }
  })
}
