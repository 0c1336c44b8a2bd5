import { factDomain } from '../facts/domain.ts'
import { STAY_ID } from '../facts/stay-ids.ts'
import { RULES_DAY } from '../pack/strata.ts'
import { BENEFIT_MONTH } from '../settlement/buckets.ts'
import type { RecordInput } from '../settlement/prepare.ts'
import { HAS_ITEMS } from '../settlement/split.ts'
import { identityText } from './identity-text.ts'
import { variableOf, type ReaderPlan } from './reader-plan.ts'

const v = variableOf

const IS_STAY = `${v('encounter.kind')} === ${String((factDomain('encounter.kind')?.codes ?? []).indexOf('inpatient'))}`

/** The text that dates a claim, puts in what its identities make of it then, and writes it to the record and to what else a settlement needs; `return false` if no day dates it. */
export function fillText(plan: ReaderPlan): string {
  const first = (facts: readonly string[]): string => facts.map(v).join(' || ')
  const { stay, other } = plan.days
  return `    const isStay = ${IS_STAY}
    const rules = isStay ? ${first(stay.rules)} : ${first(other.rules)}
    const benefitDay = isStay ? ${first(stay.benefitYear)} : ${first(other.benefitYear)}
    if (!(rules > 0 && benefitDay > 0)) return false
    const year = benefit.year(benefitDay), month = benefit.month(benefitDay)
${identityText(plan)}${plan.inputs.map(inputText).join('')}    out.id = id
    out.rules = rules
    out.year = year
    out.state = state
    out.itemised = itemised
    out.given = given
    out.truth = truth
    out.isStay = isStay && ${v('encounter.admitDate')} > 0 && ${v('encounter.dischargeDate')} > 0
    out.isInpatient = isStay
    out.stayId = ${v(STAY_ID)}
    out.institution = ${v('institution.id')}
    out.tier = ${v('institution.tier')}
    out.admitted = admitted
    out.discharged = discharged
    out.admitDay = ${v('encounter.admitDate')}
    out.compliant = ${v('referral.compliant')} === 1
`
}

function inputText(input: RecordInput, index: number): string {
  const { path, key, encode } = input
  const target = `    F.${key} = `
  if (path === RULES_DAY) return `${target}rules\n`
  if (path === BENEFIT_MONTH) return `${target}month\n`
  if (path === HAS_ITEMS) return `${target}itemised ? 1 : 0\n`
  const spec = factDomain(path)
  // Of the history, and of facts that only rules set, the record says what it says of a fact that is absent.
  if (spec === undefined || spec.source === 'history') return `${target}${JSON.stringify(encode(spec?.default))}\n`
  const sameNumbers = spec.type !== 'enum' || (spec.codes ?? []).every((code, place) => encode(code) === place)
  return sameNumbers ? `${target}${v(path)}\n` : `${target}numbers[${String(index)}][${v(path)}]\n`
}

/** For each input of enum type, the sheet's numbers of its codes by their place in the catalogue. */
export const codeNumbers = (plan: ReaderPlan): readonly (readonly number[])[] =>
  plan.inputs.map(({ path, encode }) => {
    const spec = factDomain(path)
    return spec?.type === 'enum' ? (spec.codes ?? []).map(code => Number(encode(code))) : []
  })
