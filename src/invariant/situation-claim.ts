import { civilDay, formatDay } from '../base/date.ts'
import { formatDecimal, formatMoney } from '../base/decimal.ts'
import type { Node } from '../expression/node.ts'
import { sheetInputs } from '../expression/readings/record.ts'
import type { Sheet } from '../expression/sheet.ts'
import { factSpec } from '../facts/catalogue.ts'
import { readClaim } from '../facts/claim.ts'
import type { Pack } from '../pack/pack.ts'
import { RULES_DAY } from '../pack/strata.ts'
import { BENEFIT_MONTH } from '../settlement/buckets.ts'
import { claimDays } from '../settlement/dates.ts'
import { HAS_ITEMS } from '../settlement/split.ts'
import { StateWriter, type YearStateJson } from '../settlement/state.ts'
import type { Situation } from './proof/situation.ts'

type Json = Record<string, unknown>

/** A claim and the state before it, as `settle` takes them. */
export interface SituationClaim {
  readonly claim: Readonly<Record<string, unknown>>
  readonly state: YearStateJson
}

/**
 * A situation as a claim that can be settled. Facts the proof did not read get their default, or the least value. A situation with items or with
 * earlier stays is no single claim (`undefined`): ask for one without by `prefer`.
 */
export function situationClaim(pack: Pack, sheet: Sheet, situation: Situation, id = 'situation'): SituationClaim | undefined {
  const { facts } = situation
  if (facts.get(HAS_ITEMS) === 1 || (facts.get('history.stays') ?? 0) > 0 || (facts.get('history.staysSameTier') ?? 0) > 0) return undefined
  const claim: Json = { version: 1, id }
  for (const node of sheetInputs(sheet).facts) {
    const spec = factSpec(node.name)
    if (spec === undefined || spec.source === 'history') continue
    const value = factJson(sheet, node, situation)
    if (value !== undefined) put(claim, node.name, value)
  }
  const rules = facts.get(RULES_DAY) ?? 0
  if (rules > 0) {
    for (const name of ['admitDate', 'dischargeDate', 'serviceDate']) put(claim, `encounter.${name}`, formatDay(rules))
    put(claim, 'encounter.settleDate', formatDay(settleDay(pack, rules, facts.get(BENEFIT_MONTH))))
  }
  const read = readClaim(claim).claim
  const days = read === undefined ? undefined : claimDays(read, pack)
  const year = days === undefined || 'missing' in days ? civilDay(Math.max(1, rules)).year : days.year
  const slots = sheet.slots.map(slot => situation.slots.get(slot.id) ?? 0)
  return { claim, state: new StateWriter(sheet).write(year, 0, slots, 0, []) }
}

/** The free parameters of a situation as a pack writes them, for `openPolicy(…, { parameters })`. */
export function situationParameters(pack: Pack, situation: Situation): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...situation.parameters].map(([id, value]) => {
      const type = pack.parameters.get(id)?.type
      return [
        id,
        type === 'money' || type === 'points'
          ? formatDecimal(value, 2)
          : type === 'ratio' || type === 'scale'
            ? formatDecimal(value, 4)
            : value,
      ]
    }),
  )
}

/** The day of settlement on or after the rules day that lies in this month of the benefit year, where the pack dates its year by it. */
function settleDay(pack: Pack, rules: number, month: number | undefined): number {
  if (month === undefined || pack.json.dateBasis?.benefitYear !== 'settle') return rules
  const first = pack.json.benefitYear?.firstDay ?? '01-01'
  for (let day = rules; day < rules + 366; day += 1) {
    const civil = civilDay(day)
    const months = civil.month - Number(first.slice(0, 2)) - (civil.dayOfMonth < Number(first.slice(3)) ? 1 : 0)
    if ((((months % 12) + 12) % 12) + 1 === month) return day
  }
  return rules
}

function factJson(sheet: Sheet, node: Node, situation: Situation): unknown {
  const spec = factSpec(node.name)
  const [, kind, list] = /^(code|set):(\d+)$/.exec(node.type) ?? []
  const codes = list === undefined ? [] : (sheet.codes[Number(list)] ?? [])
  if (kind === 'set') return (situation.sets.get(node.name) ?? []).flatMap(bit => codes[bit] ?? [])
  const given = situation.facts.get(node.name)
  if (given === undefined && spec?.default !== undefined) return undefined
  const value = given ?? node.lo
  if (kind === 'code') return codes[value] === '' ? undefined : codes[value]
  if (node.type === 'flag') return value === 1
  if (node.type === 'money') return formatMoney(value)
  // 0 is an absent day, id or area.
  if (value === 0 && ['day', 'id', 'area'].includes(node.type)) return undefined
  if (node.type === 'day') return formatDay(value)
  if (node.type === 'id') return `id${String(value)}`
  return node.type === 'area' ? String(value).padStart(6, '0') : value
}

function put(claim: Json, path: string, value: unknown): void {
  const segments = path.split('.')
  const last = segments.pop() ?? ''
  let at = claim
  for (const segment of segments) at = (at[segment] ??= {}) as Json
  at[last] = value
}
