import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine'
import { OUTPUTS, type PeerClaim } from '../models/claim.ts'
import { PackNumbers } from '../models/pack-numbers.ts'
import { zenExpressions, zenTables } from '../models/zen.ts'

export type ZenAnswer = Readonly<Record<string, number>>

/** A decision, compiled once; `tables`: with decision tables, else in expressions alone, which is faster. */
export function zenPeer(pack: unknown, tables: boolean): (claim: PeerClaim) => Promise<ZenAnswer> {
  const model = (tables ? zenTables : zenExpressions)(new PackNumbers(pack))
  const decision = new ZenEngine().createDecision(new ZenDecisionContent(model))
  return async claim => {
    const response: { readonly result: ZenAnswer } = await decision.evaluate(claim)
    return response.result
  }
}

export const zenValues = (answer: ZenAnswer): readonly number[] => OUTPUTS.map(key => answer[key] ?? NaN)
