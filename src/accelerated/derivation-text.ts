import { maskBit, maskWord } from '../expression/readings/result.ts'
import { factDomain } from '../facts/domain.ts'
import { CONSTRAINTS, PARTS, type Codes, type Constraint } from '../facts/constraints.ts'
import { COPIES } from '../facts/derive.ts'
import { MAX_FEN } from '../facts/spec.ts'
import { AMOUNTS, variableOf, type ReaderPlan } from './reader-plan.ts'

const v = variableOf
const TOTAL = v('cost.total')
const IN_POLICY = v('cost.inPolicy')
const LOCATION = v('encounter.location')
const IRREGULAR = v('cost.irregularAmount')
const ITEM_SUMS = ['offCatalogue', 'overLimit', 'advanceSelfPay', 'inPolicy'] as const

/** The text that derives facts from the variables, as `deriveFacts` does, and checks what must hold among them; `return false` if it does not. */
export const derivationText = (plan: ReaderPlan): string =>
  [copiesText(), locationText(), itemsText(plan), totalsText(), ...CONSTRAINTS.map(constraintText), requiredText(plan)].join('')

const copiesText = (): string => COPIES.map(copy => `    if (${v(copy)} < 0) ${v(copy)} = ${v('institution.tier')}\n`).join('')

function locationText(): string {
  const areas = ['insurance.poolCity', 'institution.city', 'insurance.county', 'institution.county', 'institution.adminLevel'].map(v)
  return `    const allowed = locations(${areas.join(', ')})
    if (allowed !== 0) {
      if (${LOCATION} >= 0) { if ((allowed & (1 << ${LOCATION})) === 0) return false }
      else if ((allowed & (allowed - 1)) === 0) ${LOCATION} = 31 - Math.clz32(allowed)
    }
`
}

/** Sums of items: no total beside them but that of all. */
function itemsText(plan: ReaderPlan): string {
  const given = ITEM_SUMS.map(sum => `${v(`cost.${sum}`)} >= 0`).join(' || ')
  const taken = ITEM_SUMS.map(sum => `${v(`cost.${sum}`)} = items.${sum}`).join('; ')
  const assumed = plan.assumptions.flatMap(({ path }, i) =>
    (AMOUNTS as readonly string[]).includes(path) ? [`a${String(maskWord(i))} &= ${String(~(1 << maskBit(i)))}`] : [],
  )
  return `    if (itemised) {
      if (${given} || (${TOTAL} >= 0 && ${TOTAL} !== items.total) || items.total > ${String(MAX_FEN)}) return false
      ${TOTAL} = items.total; ${taken}
      if (${IRREGULAR} < 0) ${IRREGULAR} = items.irregularAmount
      ${assumed.join('; ')}
    }
`
}

/** Amounts that are 0 unless given, and what the total leaves of them. */
function totalsText(): string {
  const parts = PARTS.map(v)
  return `${AMOUNTS.map(path => `    if (${v(path)} < 0) ${v(path)} = 0\n`).join('')}    if (${TOTAL} >= 0 && !itemised) {
      const rest = ${[TOTAL, ...parts].join(' - ')}
      if (rest < 0) return false
      if (${IN_POLICY} < 0) ${IN_POLICY} = rest
      else if (${IN_POLICY} !== rest) return false
    }
`
}

function constraintText({ never, order, within }: Constraint): string {
  if (order !== undefined) {
    const [earlier, later] = order.map(v)
    return `    if (${String(earlier)} !== 0 && ${String(later)} !== 0 && ${String(later)} < ${String(earlier)}) return false\n`
  }
  if (within !== undefined) return `    if (${v(within.of)} >= 0 && ${within.parts.map(v).join(' + ')} > ${v(within.of)}) return false\n`
  return `    if (${(never ?? []).map(isOneOf).join(' && ')}) return false\n`
}

function isOneOf({ fact, codes }: Codes): string {
  const known = factDomain(fact)?.codes ?? []
  return `(${codes.map(code => `${v(fact)} === ${String(known.indexOf(code))}`).join(' || ')})`
}

/** Facts without default that the policy reads; a day may be absent. */
function requiredText(plan: ReaderPlan): string {
  const required = plan.facts.filter(({ spec, input }) => input !== undefined && spec.default === undefined && spec.type !== 'day')
  const absent = required.filter(({ spec }) => ['flag', 'enum', 'money', 'int'].includes(spec.type))
  return absent.length === 0 ? '' : `    if (${absent.map(({ spec }) => `${v(spec.path)} < 0`).join(' || ')}) return false\n`
}
