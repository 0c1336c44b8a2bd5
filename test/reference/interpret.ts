import { boundFindings } from './bounds.ts'
import { line } from './context.ts'
import type { Context } from './context.ts'
import { datesOf, within } from './dates.ts'
import { ZERO, fen, least, sum } from './decimal.ts'
import { settleLayer } from './layers.ts'
import { parametersOf } from './parameters.ts'
import { expand, layersOf } from './rules.ts'
import { splitCharge } from './split.ts'
import { openState } from './state.ts'
import { stratify } from './strata.ts'
import type { Buckets, Facts, Pack } from './types.ts'

export type { Buckets, Facts } from './types.ts'

export interface ReferenceResult {
  readonly lines: Readonly<Record<string, number>>
  readonly guards: readonly string[]
  readonly findings: readonly string[]
  readonly fired: readonly string[]
  readonly derived: Readonly<Record<string, unknown>>
  readonly buckets: Buckets
  /** Whether a rule links the stay to the one before. */
  readonly isLinked: boolean
}
export interface Options {
  readonly parameters?: Readonly<Record<string, unknown>>
}

function writePayers(context: Context): void {
  const charge = line(context, 'charge')
  const fund = sum(context.layers.map(layer => line(context, `${layer.id}.paid`)))
  const personal = charge.minus(fund)
  const selfFunded = least(line(context, 'offCatalogue').plus(line(context, 'overLimit')), personal)
  const isAsked = context.facts['account.use'] === true
  const account = isAsked ? least(fen(context.facts['account.balance'] ?? 0), personal) : ZERO
  const selfPaid = personal.minus(selfFunded)
  const payers = {
    fund,
    personal,
    selfFunded,
    selfPaid,
    account,
    cash: personal.minus(account),
    institutionBorne: line(context, 'total').minus(charge),
  }
  Object.entries(payers).forEach(([name, value]) => context.lines.set(name, value))
}

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort()

export function interpret(
  source: unknown,
  schemeId: string | null,
  facts: Facts,
  buckets: Buckets,
  options: Options = {},
): ReferenceResult {
  const pack = source as Pack
  const scheme = schemeId === null ? undefined : pack.schemes?.[schemeId]
  if (schemeId !== null && scheme === undefined) throw new Error(`no scheme ${schemeId}`)
  const dates = datesOf(pack, facts)
  const parameters = parametersOf(pack, scheme, options.parameters ?? {}, dates.rules)
  const rules = expand(pack, scheme)
  const layers = layersOf(pack, scheme)
  const { read, fired, derived, guards } = stratify(pack, rules, facts, parameters, dates.rules)
  const isLinked = fired.some(rule => rule.type === 'linkStay')
  const isStay = facts['encounter.kind'] === 'inpatient'
  const id = (fact: string): string => String(facts[fact] ?? '')
  const [stayId, lastStay, heldStay] = [id('encounter.stayId'), id('history.stayId'), id('history.heldStayId')]
  const state = openState(pack, layers, buckets, { dates, isStay, isLinked, stayId, lastStay, heldStay, read })
  const kind = String(read('encounter.kind'))
  const isCovered = pack.covers.includes(kind)
  const context: Context = { layers, rules, fired, facts, read, parameters, state, isCovered, lines: new Map(), guards: new Set(guards) }
  if (!within(dates.rules, pack.window ?? {})) context.guards.add('notInForce:policy')
  const findings = [...splitCharge(context), ...(isCovered ? [] : [`uncoveredKind:${kind}`])]
  layers.forEach(layer => settleLayer(context, layer))
  writePayers(context)
  return {
    lines: Object.fromEntries([...context.lines].map(([name, value]) => [name, value.toNumber() + 0])),
    guards: sorted(context.guards),
    findings: sorted([...findings, ...boundFindings(context)]),
    fired: fired.map(rule => rule.id),
    derived,
    buckets: state.close(),
    isLinked,
  }
}
