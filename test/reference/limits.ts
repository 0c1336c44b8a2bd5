import { isTrue } from './context.ts'
import type { Context } from './context.ts'
import { ZERO, halfUp, notNegative, sum } from './decimal.ts'
import { unique } from './merge.ts'
import type { Rule } from './rules.ts'
import type { Layer, Limit, Num } from './types.ts'

export interface LimitValue {
  readonly source: Limit
  /** the part of the line's name after the layer, e.g. limit.year */
  readonly name: string
  readonly limit: Num
  readonly left: Num
  readonly counts: boolean
  readonly guard: 'noRule' | 'conflict' | undefined
  readonly rules: readonly Rule[]
}

export const suffix = (limit: Limit): string => (limit.id === undefined ? '' : `.${limit.id}`)

const LIMIT_EVENTS = new Set(['setLimit', 'adjustLimit'])

function limitOf(context: Context, layer: Layer, source: Limit): LimitValue {
  const name = `limit${suffix(source)}`
  const rules = context.fired.filter(rule => LIMIT_EVENTS.has(rule.type) && rule.params['limit'] === `${layer.id}.${name}`)
  const number = context.parameters.number
  const money = (value: unknown): Num => number(value).times(100)
  const setting = rules.filter(rule => rule.type === 'setLimit')
  const set = unique(
    setting,
    rule => money(rule.params['amount']),
    (left, right) => left.equals(right),
  )
  const amount = source.amount === undefined ? (set.value ?? ZERO) : money(source.amount)
  const adjusting = rules.filter(rule => rule.type === 'adjustLimit')
  const of = (param: string): readonly unknown[] => adjusting.map(rule => rule.params[param]).filter(value => value !== undefined)
  const shares = halfUp(amount.times(sum(of('share').map(number))))
  const limit = notNegative(amount.plus(sum(of('amount').map(money))).plus(shares))
  const used = context.state.held(source.bucket, source.counts === 'payment' ? 'paid' : 'cost')
  const fault = setting.length === 0 ? 'noRule' : set.conflict ? 'conflict' : undefined
  const guard = source.amount === undefined ? fault : undefined
  return { source, name, limit, left: notNegative(limit.minus(used)), counts: isTrue(context, source.when), guard, rules }
}

export const limitsOf = (context: Context, layer: Layer): readonly LimitValue[] =>
  (layer.limits ?? []).map(source => limitOf(context, layer, source))

export const leavesFor = (limits: readonly LimitValue[], counts: 'payment' | 'cost'): readonly Num[] =>
  limits.filter(limit => limit.counts && limit.source.counts === counts).map(limit => limit.left)
