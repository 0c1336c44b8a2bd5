import type { Label } from '../../facts/spec.ts'
import type { LedgerEntry, ScoreReport } from '../report.ts'

const OWED: Label = { zh: '按分值（点数）结算，基金应付', en: 'owed by the fund for cases settled by score' }
const OWES: Label = { zh: '按分值（点数）结算，应退基金', en: 'owed to the fund for cases settled by score' }
const LEFT: Label = { zh: '按分值（点数）结算后的基金余额', en: 'what is left of the fund for cases settled by score' }
const OVER: Label = { zh: '按分值（点数）结算超出的基金', en: 'what settlement by score takes beyond its fund' }

/** The money set aside for cases settled by score, as a party. */
const SCORED = 'scoredFund'
const POOL = 'fund'

/**
 * Who is owed what by a report, in order of institution, and what is left of the fund or comes on top: nothing moves for nothing. What leaves the party `scoredFund` less what comes to
 * it is the fund of the report.
 */
export function scoreEntries({ institutions, remainder, terms }: ScoreReport): readonly LedgerEntry[] {
  const clauses = terms.clause === null ? [] : [terms.clause]
  const entry = (id: string, party: string, amount: string, labels: readonly [out: Label, back: Label]): LedgerEntry => {
    const isBack = amount.startsWith('-')
    const [from, to] = isBack ? [party, SCORED] : [SCORED, party]
    const label = labels[isBack ? 1 : 0]
    return { id: `scores.${id}`, stage: 'scores', on: null, from, to, amount: amount.replace('-', ''), label, rules: [], clauses }
  }
  const entries = [
    ...institutions.map(({ member, fund }) => entry(`member:${member}`, `member:${member}`, fund, [OWED, OWES])),
    entry('remainder', POOL, remainder, [LEFT, OVER]),
  ]
  return entries.filter(({ amount }) => amount !== '0.00')
}
