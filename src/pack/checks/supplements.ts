import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import { bucketNames } from '../layer-buckets.ts'
import type { BucketJson, LayerJson, PackJson, SupplementJson } from '../schema.ts'
import type { Vocabulary } from './conditions.ts'

/**
 * A supplement names a layer, a day of the person, a flag that rules set and facts of the person. Its layer's buckets count years and are its own: they
 * go on where the year stands, while the layers before stay as they were settled.
 */
export function checkSupplements(
  { supplements }: PackJson,
  layers: readonly LayerJson[],
  buckets: ReadonlyMap<string, BucketJson>,
  words: Vocabulary,
): readonly Issue[] {
  return supplements.flatMap((supplement, i) => {
    const path = pointer('supplements', i)
    const layer = layers.find(one => one.id === supplement.layer)
    const known = layers.map(one => one.id)
    const suggestion = suggest(supplement.layer, known) ?? ''
    return [
      ...(layer === undefined ? [errorIssue('unknownLayer', `${path}/layer`, { layer: supplement.layer, suggestion })] : []),
      ...(layer === undefined ? [] : checkBuckets(layer, layers, buckets, path)),
      ...checkFacts(supplement, path, words),
    ]
  })
}

function checkFacts({ yearOf, claims, without }: SupplementJson, path: string, words: Vocabulary): readonly Issue[] {
  const issues: Issue[] = []
  const isPersons = (fact: string): boolean => fact.startsWith('person.') && words.fact(fact) !== undefined
  if (!isPersons(yearOf) || words.fact(yearOf)?.type !== 'day') issues.push(errorIssue('supplementDay', `${path}/yearOf`, { fact: yearOf }))
  if (words.derived.get(claims)?.type !== 'flag') issues.push(errorIssue('supplementFlag', `${path}/claims`, { fact: claims }))
  for (const [j, fact] of without.entries())
    if (!isPersons(fact)) issues.push(errorIssue('supplementFact', path + pointer('without', j), { fact }))
  return issues
}

function checkBuckets(
  layer: LayerJson,
  layers: readonly LayerJson[],
  buckets: ReadonlyMap<string, BucketJson>,
  path: string,
): readonly Issue[] {
  const others = new Set(layers.filter(one => one !== layer).flatMap(bucketNames))
  return [...new Set(bucketNames(layer))]
    .filter(name => others.has(name) || !['year', 'claim'].includes(buckets.get(name)?.period ?? 'year'))
    .map(bucket => errorIssue('supplementBucket', `${path}/layer`, { layer: layer.id, bucket }))
}
