import type { Label } from '../facts/spec.ts'
import type { Rule } from '../pack/pack.ts'
import { clausesOf } from './budget-run.ts'
import { formatFen, type Fen } from './fen.ts'
import type { LedgerEntry } from './report.ts'

/** Money that moves, in fen. */
export interface Movement {
  readonly id: string
  readonly stage: LedgerEntry['stage']
  readonly on: string | null
  readonly from: string
  readonly to: string
  readonly amount: Fen
  readonly label: Label
  readonly rules: readonly Rule[]
}

/** A movement as an entry: nothing moves for nothing, and a negative amount goes the other way. */
export function ledgerEntries(movements: readonly Movement[]): readonly LedgerEntry[] {
  return movements
    .filter(({ amount, from, to }) => amount !== 0n && from !== to)
    .map(({ id, stage, on, from, to, amount, label, rules }) => ({
      id,
      stage,
      on,
      from: amount < 0n ? to : from,
      to: amount < 0n ? from : to,
      amount: formatFen(amount < 0n ? -amount : amount),
      label,
      rules: rules.map(rule => rule.id),
      clauses: clausesOf(rules),
    }))
}
