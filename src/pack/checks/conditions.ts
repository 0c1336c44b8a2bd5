import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import { clip, show } from '../../base/text.ts'
import { OPERATORS_OF } from '../../condition/operators.ts'
import { comparedFact, comparedParameter, leafPath, leaves, type Condition, type Leaf } from '../../condition/types.ts'
import { FACTS } from '../../facts/catalogue.ts'
import type { FactSpec } from '../../facts/spec.ts'
import type { Parameter } from '../pack.ts'
import { isValueOf } from './literals.ts'

export interface Vocabulary {
  fact(path: string): FactSpec | undefined
  readonly derived: ReadonlyMap<string, FactSpec>
  readonly parameters: ReadonlyMap<string, Parameter>
}

/** Every fact is known, every operator fits its type, every value is a value of the fact. */
export function checkCondition(condition: Condition, path: string, words: Vocabulary): readonly Issue[] {
  return leaves(condition).flatMap(leaf => checkLeaf(leaf, path + pointer('conditions'), words))
}

export function unknownFact(name: string, path: string, words: Vocabulary): Issue {
  const known = [...FACTS.map(spec => spec.path), ...words.derived.keys()]
  return errorIssue('unknownFact', path, { fact: clip(name), suggestion: suggest(name, known) ?? '' })
}

export function unknownParameter(name: string, path: string, words: Vocabulary): Issue {
  return errorIssue('unknownParameter', path, { parameter: clip(name), suggestion: suggest(name, words.parameters.keys()) ?? '' })
}

function checkLeaf(leaf: Leaf, path: string, words: Vocabulary): readonly Issue[] {
  const name = leafPath(leaf)
  const spec = words.fact(name)
  if (spec === undefined) return [unknownFact(name, path, words)]
  const allowed = OPERATORS_OF[spec.type]
  if (!allowed.includes(leaf.operator))
    return [errorIssue('operatorNotAllowed', path, { fact: name, type: spec.type, operator: leaf.operator, allowed: allowed.join(', ') })]
  const other = comparedFact(leaf)
  if (other !== undefined) return checkComparison(name, spec, other, path, words)
  const parameter = comparedParameter(leaf)
  if (parameter !== undefined) return checkParameter(leaf, spec, parameter, path, words)
  const isList = leaf.operator === 'in' || leaf.operator === 'notIn'
  if (isList !== Array.isArray(leaf.value)) return [wrongLiteral(spec, leaf.value, path)]
  const values = isList ? (leaf.value as readonly unknown[]) : [leaf.value]
  return values.filter(value => !isValueOf(spec, value)).map(value => wrongLiteral(spec, value, path))
}

function wrongLiteral(spec: FactSpec, value: unknown, path: string): Issue {
  const suggestion = typeof value === 'string' && spec.codes !== undefined ? (suggest(value, spec.codes) ?? '') : ''
  return errorIssue('wrongLiteral', path, { value: show(value), fact: spec.path, type: spec.type, suggestion })
}

function checkComparison(name: string, spec: FactSpec, other: string, path: string, words: Vocabulary): readonly Issue[] {
  const otherSpec = words.fact(other)
  if (otherSpec === undefined) return [unknownFact(other, path, words)]
  const sameCodes = (spec.codes ?? []).join() === (otherSpec.codes ?? []).join()
  // Codes outside an open list all count as "other": two of them would seem equal.
  const comparable = spec.type === otherSpec.type && sameCodes && !['code', 'set'].includes(spec.type)
  return comparable ? [] : [errorIssue('wrongComparison', path, { fact: name, other })]
}

function checkParameter(leaf: Leaf, spec: FactSpec, id: string, path: string, words: Vocabulary): readonly Issue[] {
  const parameter = words.parameters.get(id)
  if (parameter === undefined) return [unknownParameter(id, path, words)]
  const isList = leaf.operator === 'in' || leaf.operator === 'notIn'
  const expected = isList ? `codes (${spec.path})` : spec.type
  const fits = isList ? parameter.type === 'codes' && parameter.of === spec.path : parameter.type === spec.type
  return fits ? [] : [errorIssue('wrongParameterType', path, { parameter: id, type: parameter.type, expected })]
}
