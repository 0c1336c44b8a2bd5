import { MASK_BITS, maskBit, maskCount, maskWord } from '../expression/readings/result.ts'
import { IDENTITY_FACTS } from '../settlement/identity.ts'
import { derivationText } from './derivation-text.ts'
import { fillText } from './fill-text.ts'
import { partsText } from './parts-text.ts'
import { CodeMaps } from './code-maps.ts'
import { AMOUNTS, type PlannedFact, type ReaderPlan } from './reader-plan.ts'

/** The text of a reader, and the lists of codes that it is given by number. */
export interface ReaderText {
  readonly text: string
  readonly codes: readonly ReadonlyMap<unknown, number>[]
}

/** What a variable stands for beside the facts, with its value before a claim is read. */
const STATUS = [
  ['id', "''"],
  ['admitted', "''"],
  ['discharged', "''"],
  ['itemised', 'false'],
  ['identified', 'false'],
  ['state', 'undefined'],
  ['given', '0'],
  ['truth', '0'],
] as const

const TOOLS = 'isPlain, isText, money, day, area, count, set, items, identities, benefit, locations, facts: F, slots: S, out'

/**
 * A reader of ordinary claims as text: one function for each part of a claim, which goes over the part's own keys; `read` derives, checks and
 * fills the record. The text holds paths and bounds of the catalogue, checked ids and own counters only. Variables keep amounts, days and codes
 * as numbers, below 0 for an absent amount, code or flag without default, 0 for an absent day or area.
 */
export function readerText(plan: ReaderPlan, resultKeys: readonly string[], slots: number): ReaderText {
  const maps = new CodeMaps()
  const parts = partsText(plan.root, maps)
  const kept = plan.facts.filter(fact => fact.variable !== undefined)
  const assumed = assumedWords(plan)
  const variables = [
    ...STATUS,
    ...kept.map(fact => [fact.variable ?? '', absentText(fact)] as const),
    ...assumed.map((name, word) => [name, String(allAssumed(plan, word))] as const),
  ]
  const outs = assumed.map((name, word) => `    out.assumed[${String(word)}] = ${name}\n`).join('')
  const text = `'use strict'
const { ${TOOLS} } = tools
${maps.declarations()}var ${variables.map(([name]) => name).join(', ')}
${parts.text}return {
  read(claim) {
${variables.map(([name, start]) => `    ${name} = ${start}\n`).join('')}    if (!${parts.root}(claim)) return false
${derivationText(plan)}${fillText(plan)}${outs}    return true
  },
  setSlots(values) {
${Array.from({ length: slots }, (_, i) => `    S.s${String(i)} = values[${String(i)}]\n`).join('')}  },
  values(r, values) {
${resultKeys.map((key, i) => `    values[${String(i)}] = r.${key}\n`).join('')}  },
}`
  return { text, codes: maps.maps }
}

/** The variables that hold the masks of assumptions. */
export const assumedWords = (plan: ReaderPlan): readonly string[] =>
  Array.from({ length: maskCount(plan.assumptions.length) }, (_, i) => `a${String(i)}`)

/** The value of a fact that is not given: its default, or a mark that there is none. */
export function absentText({ spec, input }: PlannedFact): string {
  if ((AMOUNTS as readonly string[]).includes(spec.path) || spec.path === IDENTITY_FACTS.category) return '-1'
  switch (spec.type) {
    case 'flag':
      return spec.default === undefined ? '-1' : String(Number(spec.default))
    case 'enum':
      return spec.default === undefined ? '-1' : String((spec.codes ?? []).indexOf(String(spec.default)))
    case 'code':
      return String(Number(input?.encode('') ?? 0))
    case 'id':
      return "''"
    case 'int':
    case 'money':
      return spec.default === undefined ? '-1' : String(spec.default as number)
    case 'day':
    case 'area':
    case 'set':
      return '0'
  }
}

function allAssumed(plan: ReaderPlan, word: number): number {
  let mask = 0
  plan.assumptions.forEach((_, i) => {
    if (maskWord(i) === word) mask |= 1 << maskBit(i)
  })
  return mask & (2 ** MASK_BITS - 1)
}
