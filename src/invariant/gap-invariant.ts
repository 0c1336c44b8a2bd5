import { readDecimal } from '../base/decimal.ts'
import { lowerCondition } from '../condition/lower.ts'
import type { Condition } from '../condition/types.ts'
import type { Node } from '../expression/node.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import { lineOf } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import type { Solver } from './proof/solver.ts'
import { proveGap, type GapProof } from './ratio-gap.ts'
import { SheetFacts } from './sheet-facts.ts'

/** A gap between two kinds of situation, as a pack writes it. `differ` names the groups of facts that the two may have differently. */
export type GapInvariant = Pack['json']['invariants'][number]

/** Proves a pack's gap invariant on its sheet, for all claims the catalogue admits and the sheet answers, in layers that are reached. */
export async function proveGapInvariant(
  solver: Solver,
  pack: Pack,
  sheet: LiveSheet,
  invariant: GapInvariant,
  timeoutMs?: number,
): Promise<GapProof> {
  const facts = new SheetFacts(pack, sheet)
  const x = sheet.expressions
  const flag = (condition: Condition): Node => lowerCondition(facts, condition).truth
  const line = lineOf(sheet, invariant.line)
  const atLeast = readDecimal(invariant.require.aMinusB.atLeast, line.unit === 'money' ? 2 : 4, -1e11, 1e11)
  if (typeof atLeast !== 'number') throw new TypeError(`${invariant.id}: atLeast is no ${line.unit} (${atLeast})`)
  const base = line.layer === undefined ? undefined : lineOf(sheet, `${line.layer}.base`).node
  return proveGap(solver, sheet, {
    line: line.node,
    a: flag(invariant.a),
    b: flag(invariant.b),
    where: invariant.where === undefined ? x.yes : flag(invariant.where),
    differ: invariant.differ,
    atLeast,
    given: [...facts.constraints(), ...(base === undefined ? [] : [x.not(x.le(base, x.zero))])],
    prefer: facts.plain(),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  })
}
