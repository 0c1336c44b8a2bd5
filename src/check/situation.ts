import { formatDay } from '../base/date.ts'
import { formatMoney } from '../base/decimal.ts'
import { factText } from '../explain/fact-text.ts'
import type { CodeLists } from '../expression/sheet.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { FactValue } from '../facts/spec.ts'
import type { SituationClaim } from '../invariant/situation-claim.ts'
import { RULES_DAY } from '../pack/strata.ts'
import type { CheckSituation, SituationFact } from './report.ts'
import type { Assignment } from './search.ts'
import type { Variable } from './variables.ts'

const RULES_DAY_LABEL = { zh: '规则日期', en: 'Day of the rules' }

/** A situation to show: its facts with labels, the values of lines there, and the claim that confirmed it. */
export function shownSituation(
  codes: CodeLists,
  found: Assignment,
  values: Readonly<Record<string, string>>,
  claim?: SituationClaim,
): CheckSituation {
  const sets = new Map<string, string[]>()
  const facts: SituationFact[] = []
  for (const [variable, value] of found) {
    if (variable.open !== undefined) continue
    if (variable.bit === undefined) facts.push(shownFact(variable.path, internalValue(codes, variable, value)))
    else sets.set(variable.path, [...(sets.get(variable.path) ?? []), ...(value === 1 ? [codeOf(codes, variable, variable.bit)] : [])])
  }
  for (const [path, list] of sets) facts.push(shownFact(path, list))
  facts.sort((a, b) => (a.fact < b.fact ? -1 : 1))
  return { facts, values, ...(claim === undefined ? {} : { claim: claim.claim, state: claim.state }) }
}

function shownFact(fact: string, value: FactValue): SituationFact {
  const text = fact === RULES_DAY ? dayText(value) : factText(fact, value)
  return { fact, label: text.fact, value: jsonValue(fact, value), valueLabel: text.value }
}

const dayText = (value: FactValue) => {
  const day = formatDay(Number(value))
  return { fact: RULES_DAY_LABEL, value: { zh: day, en: day } }
}

function internalValue(codes: CodeLists, variable: Variable, value: number): FactValue {
  const type = factSpec(variable.path)?.type
  if (type === 'flag') return value === 1
  return type === 'enum' || type === 'code' ? codeOf(codes, variable, value) : value
}

/** The code of a number: in the sheet's list, or in the catalogue's for a fact that the sheet does not read. */
function codeOf(codes: CodeLists, { node, path }: Variable, index: number): string {
  const type = node.op === 'has' ? (node.args[0]?.type ?? node.type) : node.type
  const [, list] = /^(?:code|set):(\d+)$/.exec(type) ?? []
  return (list === undefined ? (factSpec(path)?.codes ?? []) : (codes[Number(list)] ?? []))[index] ?? ''
}

function jsonValue(path: string, value: FactValue): SituationFact['value'] {
  const type = path === RULES_DAY ? 'day' : factSpec(path)?.type
  if (value === '' || (value === 0 && (type === 'day' || type === 'area'))) return null
  if (type === 'money') return formatMoney(Number(value))
  if (type === 'day') return formatDay(Number(value))
  return type === 'area' ? String(value).padStart(6, '0') : value
}
