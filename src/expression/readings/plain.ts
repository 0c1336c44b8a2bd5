import type { Node } from '../node.ts'
import { derivedFlags, type Sheet } from '../sheet.ts'
import type { EvaluatorOptions } from './evaluator.ts'
import { Interpreter } from './interpret.ts'
import type { ClaimRecord } from './record.ts'
import { MASK_BITS, type RunResult } from './result.ts'

/** An evaluator that walks the graph: ready at once and small, for the first claims and where speed is not asked for. Gives all of a sheet. */
export function createPlainEvaluator(sheet: Sheet, options: Pick<EvaluatorOptions, 'fail'>): (claim: ClaimRecord) => RunResult {
  const interpreter = new Interpreter(sheet)
  return claim => {
    const value = interpreter.values(claim)
    if (sheet.guards.some(guard => value(guard.when) === 1)) options.fail(claim)
    const result: Record<string, number> = {}
    sheet.lines.forEach((line, i) => (result[`l${String(i)}`] = value(line.node)))
    sheet.slots.forEach((slot, i) => (result[`s${String(i)}`] = value(slot.next)))
    const mask = (key: 'f' | 'n' | 'd', flags: readonly Node[]): void => {
      flags.forEach((flag, i) => {
        const name = `${key}${String(Math.floor(i / MASK_BITS))}`
        result[name] = (result[name] ?? 0) + value(flag) * 2 ** (i % MASK_BITS)
      })
    }
    mask(
      'f',
      sheet.rules.map(rule => rule.fires),
    )
    mask(
      'n',
      sheet.findings.map(finding => finding.when),
    )
    mask(
      'd',
      derivedFlags(sheet).map(fact => fact.node),
    )
    return result
  }
}
