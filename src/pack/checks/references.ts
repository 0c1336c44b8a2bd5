import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import type { Rule } from '../pack.ts'
import type { BucketJson, LayerJson, PackJson } from '../schema.ts'
import type { Vocabulary } from './conditions.ts'
import { CLAIM_LINES } from './layers.ts'

/** Kinds covered exist, no identity is ranked twice, keys of buckets are enums, a credit has a chain to credit, and a share is of a line that is there. */
export function checkReferences(json: PackJson, rules: readonly Rule[], layers: readonly LayerJson[], words: Vocabulary): readonly Issue[] {
  const buckets = new Map(json.buckets.map(bucket => [bucket.id, bucket]))
  return [
    ...checkCovers(json, words),
    ...checkIdentityRank(json),
    ...checkBucketKeys(json, words),
    ...rules.filter(rule => rule.type === 'creditDeductible').flatMap(rule => checkCredit(rule, layers, buckets)),
    ...rules.filter(rule => rule.params['shareOf'] !== undefined).flatMap(rule => checkShare(rule, layers)),
  ]
}

function checkCovers(json: PackJson, words: Vocabulary): readonly Issue[] {
  const kinds = words.fact('encounter.kind')?.codes ?? []
  return json.covers.flatMap((kind, i) => {
    if (kinds.includes(kind)) return []
    const params = { value: kind, fact: 'encounter.kind', type: 'enum', suggestion: suggest(kind, kinds) ?? '' }
    return [errorIssue('wrongLiteral', pointer('covers', i), params)]
  })
}

function checkIdentityRank({ identityRank = [] }: PackJson): readonly Issue[] {
  return identityRank.flatMap((id, i) =>
    identityRank.indexOf(id) < i ? [errorIssue('duplicateId', pointer('identityRank', i), { id })] : [],
  )
}

function checkBucketKeys(json: PackJson, words: Vocabulary): readonly Issue[] {
  return json.buckets.flatMap((bucket, i) =>
    (bucket.keys ?? [])
      .filter(key => words.fact(key)?.type !== 'enum')
      .map(key => errorIssue('wrongBucketKey', pointer('buckets', i, 'keys'), { bucket: bucket.id, fact: key })),
  )
}

function checkCredit(rule: Rule, layers: readonly LayerJson[], buckets: ReadonlyMap<string, BucketJson>): readonly Issue[] {
  const credit = layers.find(layer => layer.id === rule.params['layer'])?.threshold?.credit
  if (credit !== undefined && buckets.get(credit)?.period === 'chain') return []
  return [errorIssue('creditNeedsBucket', rule.path, { layer: String(rule.params['layer']) })]
}

function checkShare(rule: Rule, layers: readonly LayerJson[]): readonly Issue[] {
  const index = layers.findIndex(layer => layer.id === rule.params['layer'])
  const earlier = layers.slice(0, index).flatMap(layer => ['paid', 'deductible', 'capExcess', 'base'].map(role => `${layer.id}.${role}`))
  const known = [...CLAIM_LINES, ...earlier, `${String(rule.params['layer'])}.base`]
  const line = String(rule.params['shareOf'])
  if (known.includes(line)) return []
  return [errorIssue('unknownLine', `${rule.path}/event/params/shareOf`, { line, suggestion: suggest(line, known) ?? '' })]
}
