import type { Context } from './context.ts'
import { reportMissing } from './context.ts'
import { ZERO, clampRatio, decimal, fen, halfUp, sum } from './decimal.ts'
import { unique } from './merge.ts'
import { parameterName } from './parameters.ts'
import type { Num } from './types.ts'

interface Item {
  readonly amount: string
  readonly overLimit: string
  readonly selfPayShare: string
  readonly catalogueClass: string
  readonly itemKind: string
}
interface Split {
  readonly total: Num
  readonly offCatalogue: Num
  readonly overLimit: Num
  readonly advanceSelfPay: Num
}

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && 'amount' in value

function allows(filter: unknown, code: string): boolean {
  return filter === undefined || (Array.isArray(filter) ? filter.includes(code) : filter === code)
}

function splitItem(context: Context, item: Item): Split {
  const amount = fen(item.amount)
  if (item.catalogueClass === 'C') return { total: amount, offCatalogue: amount, overLimit: ZERO, advanceSelfPay: ZERO }
  const matching = context.fired.filter(
    rule =>
      rule.type === 'adjustSelfPayShare' &&
      allows(rule.params['itemKind'], item.itemKind) &&
      allows(rule.params['catalogueClass'], item.catalogueClass),
  )
  const points = sum(matching.map(rule => context.parameters.number(rule.params['points'])))
  const share = clampRatio(decimal(item.selfPayShare).minus(points.div(100)))
  const overLimit = fen(item.overLimit)
  return { total: amount, offCatalogue: ZERO, overLimit, advanceSelfPay: halfUp(amount.minus(overLimit).times(share)) }
}

function totals(context: Context): Split {
  const given = (name: string): Num => fen(context.facts[`cost.${name}`] ?? 0)
  return {
    total: given('total'),
    offCatalogue: given('offCatalogue'),
    overLimit: given('overLimit'),
    advanceSelfPay: given('advanceSelfPay'),
  }
}

function add(splits: readonly Split[]): Split {
  const of = (name: keyof Split): Num => sum(splits.map(split => split[name]))
  return { total: of('total'), offCatalogue: of('offCatalogue'), overLimit: of('overLimit'), advanceSelfPay: of('advanceSelfPay') }
}

/** the standard that the bill is charged at; one without a value leaves the total */
function chargeOf(context: Context, total: Num): Num {
  const setting = context.fired.filter(rule => rule.type === 'setCharge')
  setting.forEach(rule => reportMissing(context, rule.params['standard']))
  const standard = (raw: unknown): Num => {
    const name = parameterName(raw)
    const isOpen = name !== undefined && context.parameters.value(name) === undefined
    return isOpen ? total : context.parameters.number(raw).times(100)
  }
  const { value, conflict } = unique(
    setting,
    rule => standard(rule.params['standard']),
    (left, right) => left.equals(right),
  )
  if (conflict) context.guards.add('conflict:charge')
  return value ?? total
}

/** writes the lines of section 6.1 and returns the findings */
export function splitCharge(context: Context): readonly string[] {
  const listed = context.facts['cost.items']
  const items = Array.isArray(listed) ? listed.filter(isItem) : []
  const adjusting = context.fired.filter(rule => rule.type === 'adjustSelfPayShare')
  adjusting.forEach(rule => reportMissing(context, rule.params['points']))
  const split = items.length > 0 ? add(items.map(item => splitItem(context, item))) : totals(context)
  const { total, offCatalogue, overLimit, advanceSelfPay } = split
  const inPolicy = total.minus(offCatalogue).minus(overLimit).minus(advanceSelfPay)
  Object.entries({ total, offCatalogue, overLimit, advanceSelfPay, inPolicy, charge: chargeOf(context, total) }).forEach(([name, value]) =>
    context.lines.set(name, value),
  )
  return items.length > 0 ? [] : adjusting.map(rule => `itemsNeeded:${rule.id}`)
}
