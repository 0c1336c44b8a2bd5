import type { Part } from '../expression/readings/words.ts'
import { limitLine } from '../pack/pack.ts'
import type { BucketJson, LayerJson } from '../pack/schema.ts'
import type { Case } from './case.ts'
import type { PhraseKey } from './phrases-zh.ts'
import { phrase } from './say.ts'

type LimitJson = NonNullable<LayerJson['limits']>[number]

/** The fund of a layer by its label. */
export const fundOf = (subject: Case, layer: string): Part => subject.layer(layer)?.fund ?? layer

const TERMS: Readonly<Record<string, PhraseKey>> = {
  total: 'termTotal',
  offCatalogue: 'termOffCatalogue',
  overLimit: 'termOverLimit',
  advanceSelfPay: 'termAdvanceSelfPay',
  inPolicy: 'termInPolicy',
  charge: 'termCharge',
}

const LAYER_TERMS: Readonly<Record<string, PhraseKey>> = {
  firstSelfPay: 'termFirstSelfPay',
  paid: 'termPaid',
  deductible: 'termDeductible',
  capExcess: 'termCapExcess',
}

/** A line by its name in the glossary. */
export function termOf(subject: Case, id: string): Part {
  const own = TERMS[id]
  if (own !== undefined) return phrase(own)
  const [layer = '', role = ''] = id.split('.')
  const key = LAYER_TERMS[role]
  return key === undefined ? id : phrase(key, { fund: fundOf(subject, layer) })
}

type Period = 'Year' | 'Quarter' | 'Month' | 'Chain' | 'Stay' | 'Claim'

const PERIODS: Readonly<Record<BucketJson['period'], Period>> = {
  year: 'Year',
  quarter: 'Quarter',
  month: 'Month',
  chain: 'Chain',
  stay: 'Stay',
  claim: 'Claim',
}

const periodOf = (subject: Case, bucket: string | undefined): Period =>
  PERIODS[(bucket === undefined ? undefined : subject.pack.buckets.get(bucket))?.period ?? 'claim']

/** The period of a bucket, as in "yearly deductible". */
export const periodName = (subject: Case, bucket: string): Part => phrase(`period${periodOf(subject, bucket)}`)

/** The limits of a layer with the ids of their lines. */
export const limitsOf = (layer: LayerJson): readonly { readonly json: LimitJson; readonly id: string; readonly leftId: string }[] =>
  (layer.limits ?? []).map(json => {
    const id = limitLine(layer.id, json.id)
    return { json, id, leftId: id.replace('.limit', '.left') }
  })

/** A limit by its period and what it counts; where a layer has two of a kind, by the label of the parameter that gives it. */
export function limitName(subject: Case, id: string): Part {
  const layer = subject.layer(id.split('.')[0] ?? '')
  const limits = layer === undefined ? [] : limitsOf(layer)
  const json = limits.find(limit => limit.id === id)?.json
  const key = (one: LimitJson | undefined): PhraseKey => {
    const period = periodOf(subject, one?.bucket)
    return one?.counts === 'cost' ? `costLimit${period}` : `limit${period}`
  }
  const alike = limits.filter(limit => key(limit.json) === key(json))
  const label = subject.facts.parameter(subject.line(id)?.operands.find(one => one.name === 'declared')?.parameters?.[0] ?? '')?.label
  return alike.length > 1 && label !== undefined ? label : phrase(key(json))
}
