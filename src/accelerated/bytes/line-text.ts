import type { ItemCodes } from '../items.ts'
import { derivationText } from '../derivation-text.ts'
import { fillText } from '../fill-text.ts'
import type { ReaderPlan } from '../reader-plan.ts'
import { absentText, assumedWords } from '../reader-text.ts'
import type { ByteCodes } from './byte-codes.ts'
import { LinePartsText } from './line-parts-text.ts'

/** The text of a reader of lines, and what it is given by number. */
export interface LineText {
  readonly text: string
  readonly numbers: readonly (readonly number[])[]
  readonly open: readonly ByteCodes[]
}

/** What a variable stands for beside the facts, with its value before a line is read. */
const STATUS = [
  ['idFrom', '0'],
  ['idTo', '0'],
  ['personFrom', '0'],
  ['personTo', '0'],
  ['personHash', '0'],
  ['itemised', 'false'],
  ['identified', 'false'],
  ['given', '0'],
  ['truth', '0'],
] as const

/** What the texts for claims of objects name and a line does without. */
const UNUSED = `const id = '', admitted = '', discharged = '', state = undefined`

const OUTS = ['idFrom', 'idTo', 'personFrom', 'personTo', 'personHash'] as const

/**
 * A reader of lines as text: functions over the bytes of each part of a claim, and what derives, checks and fills the record as for a claim that
 * is an object. The text holds names and codes of the catalogue (most as numbers, four bytes each), checked ids and own counters only.
 * `lines`, `slots`: how many of them a run gives.
 */
export function lineText(plan: ReaderPlan, items: ItemCodes, lines: number, slots: number): LineText {
  const parts = new LinePartsText(items)
  const root = parts.root(plan.root)
  const kept = plan.facts.filter(fact => fact.variable !== undefined)
  const variables = [...STATUS, ...kept.map(fact => [fact.variable ?? '', absentText(fact)] as const)]
  const given = [
    ...parts.functions.numbers.map((_, i) => `const N${String(i)} = codeNumbers[${String(i)}]\n`),
    ...parts.open.map((_, i) => `const O${String(i)} = open[${String(i)}]\n`),
  ]
  const each = (count: number, one: (index: string) => string): string => Array.from({ length: count }, (_, i) => one(String(i))).join('')
  const text = `'use strict'
const { X, items, identities, benefit, locations, facts: F, slots: S, out } = tools
const B = X.bytes, V = X.view
${given.join('')}${UNUSED}
var ${[...variables.map(([name]) => name), ...assumedWords(plan)].join(', ')}
${parts.functions.text}${parts.text}return {
  read(length) {
${variables.map(([name, start]) => `    ${name} = ${start}\n`).join('')}    if (${root}(0) !== length) return false
${derivationText(plan)}${fillText(plan)}${OUTS.map(name => `    out.${name} = ${name}\n`).join('')}    out.dischargeDay = $encounter_dischargeDate
    out.settleDay = $encounter_settleDate
    return true
  },
  setSlots(values, first) {
${each(slots, i => `    S.s${i} = values[first + ${i}]\n`)}  },
  take(r, lines, values, first) {
${each(lines, i => `    lines[${i}] = r.l${i}\n`)}${each(slots, i => `    values[first + ${i}] = r.s${i}\n`)}  },
}`
  return { text, numbers: parts.functions.numbers, open: parts.open }
}
