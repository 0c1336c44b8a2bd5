import { formatMoney, formatRatio } from '../base/decimal.ts'
import type { Text } from '../expression/readings/words.ts'
import type { Line, Unit } from '../expression/sheet.ts'
import type { Case } from './case.ts'
import { counts, type LayerView } from './layers.ts'
import { termOf } from './names.ts'
import { phrase } from './say.ts'
import { base, firstSelfPay } from './sentences/base.ts'
import { credit, deductible, threshold } from './sentences/deductible.ts'
import { capExcess, floor, left, limit, paid } from './sentences/paid.ts'
import { account, cash, fund, institutionBorne, personal, selfFunded, selfPaid } from './sentences/parties.ts'
import { baseRatio, payable, points, portion, ratio, raw } from './sentences/ratio.ts'
import { quiet, type LayerSentence, type Said, type Sentence } from './sentences/sentence.ts'
import { advanceSelfPay, charge, inPolicy, partOfBill, total } from './sentences/split.ts'

export interface ExplainedLine {
  readonly id: string
  readonly role: string
  readonly layer?: string
  readonly unit: Unit
  /** As in the settlement: money with two decimals, ratios and points (as ratios) with four. */
  readonly value: string
  readonly text: Text
  /** Part of the readable text; the other lines repeat what these say, or say that there is nothing. */
  readonly shown: boolean
  readonly rules: readonly string[]
  readonly clauses: readonly string[]
}

/** One sentence for each role outside the layers. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  total,
  offCatalogue: partOfBill,
  overLimit: partOfBill,
  advanceSelfPay,
  inPolicy,
  charge,
  fund,
  personal,
  selfFunded,
  selfPaid,
  account,
  cash,
  institutionBorne,
}

/** One sentence for each role of a layer. */
const LAYER_SENTENCES: Readonly<Record<string, LayerSentence>> = {
  firstSelfPay,
  base,
  threshold,
  credit,
  deductible,
  payable,
  portion,
  baseRatio,
  points,
  ratio,
  raw,
  floor,
  limit,
  left,
  paid,
  capExcess,
}

/** The roles that words knows. */
export const ROLES: readonly string[] = [...Object.keys(SENTENCES), ...Object.keys(LAYER_SENTENCES)]

/** Every line of the sheet, in its order. */
export function explainLines(subject: Case, views: ReadonlyMap<string, LayerView>): readonly ExplainedLine[] {
  const settled = new Map(subject.settlement.lines.map(line => [line.id, line]))
  return subject.sheet.lines.map(line => {
    const { words, shown } = sayLine(subject, line, line.layer === undefined ? undefined : views.get(line.layer))
    const value = subject.value(line.node)
    const { rules = [], clauses = [] } = settled.get(line.id) ?? {}
    return {
      id: line.id,
      role: line.role,
      ...(line.layer === undefined ? {} : { layer: line.layer }),
      unit: line.unit,
      value: line.unit === 'money' ? formatMoney(value) : formatRatio(value),
      text: subject.text(words),
      shown,
      rules,
      clauses,
    }
  })
}

/** Lines of a layer the claim does not get into say just that. */
function sayLine(subject: Case, line: Line, view: LayerView | undefined): Said {
  if (view !== undefined && !counts(view)) return { words: view.words, shown: line.role === 'paid' }
  const said = view === undefined ? SENTENCES[line.role]?.(subject, line) : LAYER_SENTENCES[line.role]?.(subject, line, view)
  return said ?? quiet(phrase('lineOf', { term: termOf(subject, line.id), amount: { fen: subject.value(line.node) } }))
}
