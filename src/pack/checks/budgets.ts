import { readDecimal } from '../../base/decimal.ts'
import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import { clip } from '../../base/text.ts'
import { BUDGET_FACTS, budgetFactSpec } from '../../facts/budget-facts.ts'
import type { ParamSpec } from '../../effect/spec.ts'
import type { PartyShare } from '../schema-shares.ts'
import { unknownParameter, type Vocabulary } from './conditions.ts'

/** Words of a budget rule: facts of the year, of the institution, and of the encounter where cases are counted. */
export function budgetVocabulary(words: Vocabulary): Vocabulary {
  const isOfMember = (path: string): boolean => /^(institution|encounter|derived)\./.test(path)
  return {
    ...words,
    fact: path => budgetFactSpec(path) ?? (isOfMember(path) ? words.fact(path) : undefined),
    derived: new Map([...words.derived, ...BUDGET_FACTS.map(spec => [spec.path, spec] as const)]),
  }
}

/** A choice is one of its codes, or a parameter that lists codes of this very choice. */
export function checkChoice(
  effect: string,
  name: string,
  spec: ParamSpec,
  value: unknown,
  path: string,
  words: Vocabulary,
): readonly Issue[] {
  const codes = spec.codes ?? []
  if (typeof value === 'string') {
    if (codes.includes(value)) return []
    const params = { received: clip(value), allowed: codes.join(', '), suggestion: suggest(value, codes) ?? '' }
    return [errorIssue('unknownCode', path, params)]
  }
  const id = String((value as { readonly parameter: string }).parameter)
  const parameter = words.parameters.get(id)
  if (parameter === undefined) return [unknownParameter(id, path, words)]
  const of = `${effect}.${name}`
  if (parameter.type !== 'codes' || parameter.of !== of)
    return [errorIssue('wrongParameterType', path, { parameter: id, type: parameter.type, expected: `codes (${of})` })]
  return parameter.values
    .filter(one => !Array.isArray(one.value) || one.value.length !== 1)
    .map(() => errorIssue('oneChoice', parameter.path, { parameter: id }))
}

/** Each party once, one purse each of the unit and the fund, parameters that are ratios; shares that are all written sum to one, and none but a rest is left open. */
export function checkShares(list: readonly PartyShare[], path: string, words: Vocabulary): readonly Issue[] {
  const issues: Issue[] = []
  const twice = (keys: readonly (string | undefined)[]): void => {
    keys.forEach((key, i) => {
      if (key !== undefined && keys.indexOf(key) < i) issues.push(errorIssue('duplicateId', path + pointer(i), { id: key }))
    })
  }
  twice(list.map(({ party }) => party))
  twice(list.map(({ is }) => is))
  twice(list.map(({ share }) => (share === 'rest' ? 'rest' : undefined)))
  let sum = 0
  let isOpen = false
  list.forEach(({ share }, i) => {
    if (typeof share === 'object') {
      isOpen = true
      const parameter = words.parameters.get(share.parameter)
      const place = path + pointer(i, 'share')
      if (parameter === undefined) issues.push(unknownParameter(share.parameter, place, words))
      else if (parameter.type !== 'ratio')
        issues.push(errorIssue('wrongParameterType', place, { parameter: parameter.id, type: parameter.type, expected: 'ratio' }))
    } else if (share === 'rest') isOpen = true
    else sum += Number(readDecimal(share, 4, 0, 10_000))
  })
  if (isOpen ? sum > 10_000 : sum !== 10_000) issues.push(errorIssue('sharesNotWhole', path, { sum: String(sum / 10_000) }))
  return issues
}
