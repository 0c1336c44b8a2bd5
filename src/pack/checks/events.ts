import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import { clip, show } from '../../base/text.ts'
import { anyEffect, effectNames } from '../../effect/families.ts'
import type { ParamSpec } from '../../effect/spec.ts'
import { TREATABLE } from '../../effect/treat-as.ts'
import { limitLine, type Rule } from '../pack.ts'
import { PARAM_SCHEMAS } from '../schema-params.ts'
import type { LayerJson } from '../schema.ts'
import type { PartyShare } from '../schema-shares.ts'
import { readShape } from '../shape-issues.ts'
import { checkChoice, checkShares } from './budgets.ts'
import { unknownFact, unknownParameter, type Vocabulary } from './conditions.ts'
import { isValueOf } from './literals.ts'

/** The types a parameter of each kind of param may have; a scale of at most 1 may be a ratio. */
const PARAMETER_TYPES: Readonly<Record<string, readonly string[]>> = {
  ratio: ['ratio'],
  points: ['points'],
  amount: ['money'],
  scale: ['scale', 'ratio'],
  count: ['int'],
  methods: ['codes'],
}

const METHOD = 'institution.settlementMethod'

/** The effect exists, has the params it needs and no others, each valid and naming something that exists. */
export function checkEvent(rule: Rule, layers: readonly LayerJson[], words: Vocabulary): readonly Issue[] {
  const path = rule.path + pointer('event')
  const effect = anyEffect(rule.type)
  if (effect === undefined) {
    return [errorIssue('unknownEffect', path, { effect: clip(rule.type), suggestion: suggest(rule.type, effectNames()) ?? '' })]
  }
  const issues: Issue[] = []
  for (const [name, spec] of Object.entries(effect.params)) {
    const value = rule.params[name]
    if (value !== undefined) issues.push(...checkParam(effect.type, name, spec, value, path, layers, words))
    else if (spec.optional !== true) issues.push(errorIssue('missingParam', path, { effect: effect.type, param: name }))
  }
  for (const name of Object.keys(rule.params))
    if (!Object.hasOwn(effect.params, name))
      issues.push(
        errorIssue('unknownKey', path + pointer('params', clip(name)), {
          key: clip(name),
          suggestion: suggest(name, Object.keys(effect.params)) ?? '',
        }),
      )
  if (effect.oneOf !== undefined && effect.oneOf.filter(name => rule.params[name] !== undefined).length !== 1)
    issues.push(errorIssue('oneParam', path, { effect: effect.type, params: effect.oneOf.join(', ') }))
  if (rule.params['shareOf'] !== undefined && rule.params['ratio'] === undefined)
    issues.push(errorIssue('missingParam', path, { effect: effect.type, param: 'ratio' }))
  return issues.length === 0 ? [...checkFact(rule, path, words), ...checkShown(rule, path, words)] : issues
}

function checkParam(
  effect: string,
  name: string,
  spec: ParamSpec,
  value: unknown,
  eventPath: string,
  layers: readonly LayerJson[],
  words: Vocabulary,
): readonly Issue[] {
  const path = eventPath + pointer('params', name)
  const issues: Issue[] = []
  if (readShape(PARAM_SCHEMAS[spec.kind], value, path, issues) === undefined) return issues
  if (spec.kind === 'choice') return checkChoice(effect, name, spec, value, path, words)
  if (spec.kind === 'shares') return checkShares(value as readonly PartyShare[], path, words)
  if (typeof value === 'object' && value !== null && 'parameter' in value) {
    const id = String(value.parameter)
    const parameter = words.parameters.get(id)
    if (parameter === undefined) return [unknownParameter(id, path, words)]
    const types = PARAMETER_TYPES[spec.kind] ?? [spec.kind]
    if (types.includes(parameter.type) && (spec.kind !== 'methods' || parameter.of === METHOD)) return []
    return [errorIssue('wrongParameterType', path, { parameter: id, type: parameter.type, expected: types[0] ?? '' })]
  }
  if (spec.kind === 'layer' && !layers.some(layer => layer.id === value))
    return [
      errorIssue('unknownLayer', path, {
        layer: String(value),
        suggestion:
          suggest(
            String(value),
            layers.map(layer => layer.id),
          ) ?? '',
      }),
    ]
  if (spec.kind === 'limit') {
    const known = layers.flatMap(layer => (layer.limits ?? []).map(limit => limitLine(layer.id, limit.id)))
    if (!known.includes(String(value)))
      return [errorIssue('unknownLimit', path, { limit: String(value), suggestion: suggest(String(value), known) ?? '' })]
  }
  return []
}

/** What shows that a duty was done is a flag. */
function checkShown(rule: Rule, path: string, words: Vocabulary): readonly Issue[] {
  const name = rule.params['shownBy']
  if (typeof name !== 'string') return []
  const spec = words.fact(name)
  if (spec === undefined) return [unknownFact(name, path, words)]
  return spec.type === 'flag' ? [] : [errorIssue('wrongParam', path, { effect: rule.type, param: 'shownBy', value: clip(name) })]
}

/** What a rule sets is a fact that may be set, to a value it may have. */
function checkFact(rule: Rule, path: string, words: Vocabulary): readonly Issue[] {
  const name = rule.params['fact']
  if (typeof name !== 'string') return []
  const spec = words.fact(name)
  if (spec === undefined) return [unknownFact(name, path, words)]
  const value = rule.params['value']
  const wrong = errorIssue('wrongParam', path, { effect: rule.type, param: 'fact', value: clip(name) })
  if (rule.type === 'enrol') return spec.type === 'flag' ? [] : [wrong]
  if (rule.type === 'treatAs' && !TREATABLE.some(fact => fact === name)) return [wrong]
  if (rule.type === 'classify' && spec.type === 'flag') return value === undefined || value === true ? [] : [wrong]
  if (spec.type !== 'enum') return [wrong]
  return isValueOf(spec, value) ? [] : [errorIssue('wrongLiteral', path, { value: show(value), fact: name, type: spec.type })]
}
