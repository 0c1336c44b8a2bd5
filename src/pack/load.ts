import { parseDay } from '../base/date.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import { familyOf } from '../effect/families.ts'
import { choiceDomain } from '../effect/budgets/budgets.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { FactSpec } from '../facts/spec.ts'
import { checkCondition, unknownParameter, type Vocabulary } from './checks/conditions.ts'
import { budgetVocabulary } from './checks/budgets.ts'
import { checkEvent } from './checks/events.ts'
import { checkIndicators } from './checks/indicators.ts'
import { checkLayers } from './checks/layers.ts'
import { checkParameterValues } from './checks/parameters.ts'
import { checkReferences } from './checks/references.ts'
import { checkScoring } from './checks/scoring.ts'
import { checkSupplements } from './checks/supplements.ts'
import { adoptPacks, type ComposedPack } from './adopt.ts'
import { expandRules, overriders } from './expand.ts'
import type { Pack, Parameter, ParameterValue, Rule, Source } from './pack.ts'
import { pack as packSchema, type PackJson, type ParameterJson, type SchemeJson } from './schema.ts'
import { readOptions, type ReadOptions } from './options.ts'
import { readPlain } from './shape.ts'
import { readShape } from './shape-issues.ts'
import { isInWrongEntry, withoutWrongEntries } from './wrong-entries.ts'

export interface LoadOptions {
  /** A scheme of the pack by its id, or one of your own as an object; default: the pack's `defaultScheme`; null: none. */
  readonly scheme?: string | null | Readonly<Record<string, unknown>>
  /** Parameter values that win over pack and scheme, with the source `override`. */
  readonly parameters?: Readonly<Record<string, unknown>>
}

/** What `yibao build` writes is no pack any more. */
const LOWERED = 'yibao-lowered'

/** Checks a pack object and what it adopts, puts a scheme on it and expands its tables. Throws a PolicyError with every issue found. */
export function loadPack(input: unknown, options: LoadOptions = {}): Pack {
  const issues: Issue[] = []
  const plain = readPlain(input, issues)
  if (plain === undefined && issues.length > 0) throw policyError(issues)
  if (isPlainObject(plain) && plain['format'] === LOWERED) throw policyError([errorIssue('loweredPack', '/format')])
  const own = readShape(packSchema, plain, '', issues) ?? packSchema.safeParse(withoutWrongEntries(plain, issues)).data
  const told = [...issues]
  const given = readOptions(options, issues)
  const adopted = readAdopted(own, issues)
  if (own === undefined || adopted === undefined) throw policyError(issues)
  const later: Issue[] = []
  const pack = resolvePack(adoptPacks(own, adopted, later), given, later)
  issues.push(...later.filter(issue => !isInWrongEntry(issue, told)))
  if (issues.length > 0) throw policyError(issues)
  return pack
}

/** The packs that a pack forwards; undefined if one is wrong or missing, so that what builds on it cannot be checked. */
function readAdopted(own: PackJson | undefined, issues: Issue[]): readonly PackJson[] | undefined {
  const before = issues.length
  const read = (own?.adopted ?? []).map((pack, i) => readShape(packSchema, pack, pointer('adopted', i), issues))
  const found = new Set(read.map(pack => pack?.id))
  for (const id of own?.adopts ?? []) if (!found.has(id)) issues.push(errorIssue('adoptedMissing', '/adopts', { id }))
  for (const pack of read) if ((pack?.adopts ?? []).length > 0) issues.push(errorIssue('adoptedAdopts', '/adopted', { id: pack?.id ?? '' }))
  return issues.length > before ? undefined : read.filter(pack => pack !== undefined)
}

function resolvePack({ json, paths }: ComposedPack, options: ReadOptions, issues: Issue[]): Pack {
  const scheme = chosenScheme(json, options, issues)
  const derived = derivedFacts(json)
  const fact = (path: string): FactSpec | undefined => derived.get(path) ?? factSpec(path)
  const parameters = resolveParameters({ json, paths }, scheme, options, issues)
  const words: Vocabulary = { fact, derived, parameters }
  const budgetWords = budgetVocabulary(words)
  const wordsOf = ({ type }: Rule): Vocabulary => (familyOf(type) === 'budgets' ? budgetWords : words)
  const layers = [...json.layers, ...(scheme?.layers ?? [])]
  const buckets = new Map(json.buckets.map(bucket => [bucket.id, bucket]))
  const rules = expandRules({ json, paths }, scheme, budgetWords.fact, issues)
  duplicates(
    rules.map(rule => ({ id: rule.id, path: rule.path })),
    issues,
  )
  json.parameters.forEach((parameter, i) => {
    const resolved = parameters.get(parameter.id)
    if (resolved !== undefined)
      issues.push(...checkParameterValues(resolved, paths.parameters[i] ?? '', path => fact(path) ?? choiceDomain(path)))
  })
  for (const rule of rules) issues.push(...checkCondition(rule.conditions, rule.path, wordsOf(rule)), ...checkEvent(rule, layers, words))
  issues.push(
    ...checkLayers(layers, buckets, words),
    ...checkReferences(json, rules, layers, words),
    ...checkIndicators(json.indicators, words),
    ...checkSupplements(json, layers, buckets, words),
    ...checkScoring(json.scoring ?? [], words),
  )
  overriders(rules, issues)
  issues.push(...mixedOverrides(rules))
  return {
    json,
    scheme: scheme === undefined ? null : { id: scheme.id, source: scheme.source },
    rules: rules.filter(rule => familyOf(rule.type) === 'effects'),
    decisions: rules.filter(rule => familyOf(rule.type) === 'decisions'),
    budgets: rules.filter(rule => familyOf(rule.type) === 'budgets'),
    layers,
    scoring: json.scoring ?? [],
    parameters,
    buckets,
    derived,
  }
}

/** The sheet that settles holds no rule of decisions or budgets: an override across the families would be lost there. */
function mixedOverrides(rules: readonly Rule[]): readonly Issue[] {
  const families = new Map(rules.map(rule => [rule.id, familyOf(rule.type)]))
  return rules.flatMap(rule =>
    rule.overrides
      .filter(other => families.get(other) !== families.get(rule.id))
      .map(other => errorIssue('mixedOverride', rule.path + pointer('overrides'), { rule: rule.id, other })),
  )
}

function chosenScheme(json: PackJson, options: ReadOptions, issues: Issue[]): SchemeJson | undefined {
  if (options.ownScheme !== undefined) return options.ownScheme
  const id = options.scheme === undefined ? (json.defaultScheme ?? null) : options.scheme
  const scheme = id !== null && Object.hasOwn(json.schemes, id) ? json.schemes[id] : undefined
  if (id !== null && scheme === undefined) {
    const known = Object.keys(json.schemes)
    issues.push(
      errorIssue('unknownScheme', '', { pack: json.id, scheme: clip(id), known: known.join(', '), suggestion: suggest(id, known) ?? '' }),
    )
  }
  return scheme
}

function derivedFacts(json: PackJson): ReadonlyMap<string, FactSpec> {
  return new Map(
    (json.derived ?? []).map(({ id, type, codes, label }) => {
      const base = { path: id, label: label ?? { zh: id, en: id }, source: 'derived' as const }
      return [id, type === 'flag' ? { ...base, type, default: false } : { ...base, type, codes: codes ?? [], default: codes?.[0] ?? '' }]
    }),
  )
}

function duplicates(named: readonly { readonly id: string; readonly path: string }[], issues: Issue[]): void {
  const seen = new Set<string>()
  for (const { id, path } of named) {
    if (seen.has(id)) issues.push(errorIssue('duplicateId', path, { id }))
    seen.add(id)
  }
}

function resolveParameters(
  { json, paths }: ComposedPack,
  scheme: SchemeJson | undefined,
  { ownScheme, parameters: overrides }: ReadOptions,
  issues: Issue[],
): ReadonlyMap<string, Parameter> {
  const schemePath = ownScheme === undefined ? pointer('schemes', scheme?.id ?? '', 'parameters') : '/scheme/parameters'
  const resolved = new Map(
    json.parameters.map((parameter, i) => [parameter.id, resolveParameter(parameter, paths.parameters[i] ?? '', scheme, schemePath)]),
  )
  const words = { parameters: resolved, derived: new Map<string, FactSpec>(), fact: factSpec }
  for (const id of Object.keys(scheme?.parameters ?? {})) if (!resolved.has(id)) issues.push(unknownParameter(id, schemePath, words))
  for (const [id, value] of Object.entries(overrides)) {
    const parameter = resolved.get(id)
    if (parameter === undefined) issues.push(unknownParameter(id, pointer('parameters', id), words))
    else {
      // One code is a list of one.
      const given = parameter.type === 'codes' && typeof value === 'string' ? [value] : value
      const values = [{ from: undefined, value: given as ParameterValue['value'], source: 'override' as const }]
      resolved.set(id, { ...parameter, values, path: pointer('parameters', id) })
    }
  }
  return resolved
}

type SchemeValue = SchemeJson['parameters'][string]
type Dated = Pick<ParameterJson, 'value' | 'values' | 'source'>

function resolveParameter(parameter: ParameterJson, place: string, scheme: SchemeJson | undefined, schemePath: string): Parameter {
  const own = Object.hasOwn(scheme?.parameters ?? {}, parameter.id) ? scheme?.parameters[parameter.id] : undefined
  const values =
    own === undefined
      ? datedValues(parameter, parameter.source ?? 'clause')
      : datedValues(schemeValue(own), scheme?.source ?? 'illustrative')
  const { id, type, of, label, clause, bounds } = parameter
  const path = own === undefined ? place : schemePath + pointer(id)
  return { id, type, of, label, clause, bounds, values, path }
}

const schemeValue = (value: SchemeValue): Dated => (typeof value === 'object' && !Array.isArray(value) ? value : { value })

function datedValues(dated: Dated, fallback: Source): readonly ParameterValue[] {
  const source = dated.source ?? fallback
  if (dated.values !== undefined) {
    const values = dated.values.map(one => ({
      from: one.from === undefined ? undefined : parseDay(one.from),
      value: one.value,
      source: one.source ?? source,
    }))
    return values.sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity))
  }
  return dated.value === undefined ? [] : [{ from: undefined, value: dated.value, source }]
}
