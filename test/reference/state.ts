import { codesOf, combinations } from './codes.ts'
import type { Dates } from './dates.ts'
import { ZERO, fen, yuan } from './decimal.ts'
import type { Bucket, BucketSource, Buckets, Layer, Num, Pack, Role } from './types.ts'

export interface State {
  readonly held: (bucket: string | undefined, role: Role) => Num
  readonly grow: (bucket: string, role: Role, amount: Num) => void
  readonly close: () => Buckets
}

export interface Claim {
  readonly dates: Dates
  readonly isStay: boolean
  readonly isLinked: boolean
  /** The stay it names, the last of the year before it, and the one of which the stored sums are. */
  readonly stayId: string
  readonly lastStay: string
  readonly heldStay: string
  readonly read: (fact: string) => unknown
}

const ROLES: readonly Role[] = ['base', 'thresholdPaid', 'paid', 'cost']

export function thresholdBuckets(layer: Layer): NonNullable<NonNullable<Layer['threshold']>['buckets']> {
  const { buckets, bucket, ceiling, when } = layer.threshold ?? {}
  const short =
    bucket === undefined ? [] : [{ bucket, ...(ceiling === undefined ? {} : { ceiling }), ...(when === undefined ? {} : { when }) }]
  return [...(buckets ?? []), ...short]
}

function rolesOf(layers: readonly Layer[], bucket: string): readonly Role[] {
  const used = new Set<Role>()
  for (const layer of layers) {
    if (layer.positions?.bucket === bucket) used.add('base')
    if (layer.positions?.bucket === bucket && layer.positions.from === 'threshold') used.add('thresholdPaid')
    if (layer.threshold?.credit === bucket || thresholdBuckets(layer).some(each => each.bucket === bucket)) used.add('thresholdPaid')
    for (const limit of layer.limits ?? []) if (limit.bucket === bucket) used.add(limit.counts === 'payment' ? 'paid' : 'cost')
  }
  return ROLES.filter(role => used.has(role))
}

const isEmpty = (source: BucketSource): boolean => source.keys === undefined || source.keys.length === 0

const keyOf = (source: BucketSource, read: Claim['read']): string =>
  isEmpty(source) ? source.id : `${source.id}[${(source.keys ?? []).map(fact => String(read(fact))).join(',')}]`

function allKeys(pack: Pack, source: BucketSource, stored: Buckets, touched: string): readonly string[] {
  if (isEmpty(source)) return [source.id]
  const known = combinations((source.keys ?? []).map(fact => codesOf(pack, fact))).map(codes => `${source.id}[${codes}]`)
  const given = Object.keys(stored).filter(key => key.startsWith(`${source.id}[`))
  return [...new Set([...known, ...given, touched])]
}

const indexOf = (source: BucketSource, dates: Dates): number | undefined =>
  source.period === 'month' ? dates.month : source.period === 'quarter' ? dates.quarter : undefined

const isSame = ({ stayId }: Claim, other: string): boolean => stayId !== '' && stayId === other

function continues(source: BucketSource, stored: Bucket | undefined, claim: Claim): boolean {
  if (source.period === 'claim') return false
  if (source.period === 'chain') return claim.isStay && (claim.isLinked || isSame(claim, claim.lastStay))
  if (source.period === 'stay') return isSame(claim, claim.heldStay)
  const index = indexOf(source, claim.dates)
  return index === undefined || stored?.index === index
}

function written(roles: readonly Role[], amount: (role: Role) => string, index: number | undefined): Bucket {
  return { ...(index === undefined ? {} : { index }), ...Object.fromEntries(roles.map(role => [role, amount(role)])) }
}

export function openState(pack: Pack, layers: readonly Layer[], stored: Buckets, claim: Claim): State {
  const sources = new Map((pack.buckets ?? []).map(source => [source.id, source]))
  const now = new Map<string, Num>()
  const counts = (source: BucketSource): boolean => {
    if (source.period === 'chain') return claim.isStay
    return source.period !== 'stay' || claim.isStay || claim.stayId !== ''
  }
  const start = (source: BucketSource, role: Role): Num => {
    const entry = stored[keyOf(source, claim.read)]
    return continues(source, entry, claim) ? fen(entry?.[role] ?? 0) : ZERO
  }
  const held = (bucket: string | undefined, role: Role): Num => {
    const source = bucket === undefined ? undefined : sources.get(bucket)
    return source === undefined ? ZERO : (now.get(`${source.id} ${role}`) ?? start(source, role))
  }
  const grow = (bucket: string, role: Role, amount: Num): void => {
    const source = sources.get(bucket)
    if (source !== undefined && counts(source)) now.set(`${bucket} ${role}`, held(bucket, role).plus(amount))
  }
  const closeOne = (source: BucketSource): readonly (readonly [string, Bucket])[] => {
    const roles = rolesOf(layers, source.id)
    const touched = keyOf(source, claim.read)
    return allKeys(pack, source, stored, touched).map(key => {
      if (key === touched && counts(source)) return [key, written(roles, role => yuan(held(source.id, role)), indexOf(source, claim.dates))]
      const isOver = source.period === 'stay' && counts(source) && !continues(source, undefined, claim)
      return [key, written(roles, role => yuan(isOver ? ZERO : fen(stored[key]?.[role] ?? 0)), stored[key]?.index)]
    })
  }
  const remembered = (): readonly BucketSource[] => [...sources.values()].filter(source => source.period !== 'claim')
  return { held, grow, close: () => Object.fromEntries(remembered().flatMap(closeOne)) }
}
