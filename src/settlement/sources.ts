import { comparedParameter, leaves } from '../condition/types.ts'
import type { RunResult } from '../expression/readings/evaluator.ts'
import { setBits } from '../expression/readings/evaluator.ts'
import type { Line, Sheet } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import type { UsedParameter } from './settlement.ts'

/** The parameters this claim used: of rules that fired (their values and conditions) and of the layers it reached, by id. */
export function usedParameters(sheet: Sheet, pack: Pack, run: RunResult, on: number): readonly UsedParameter[] {
  const fired = new Set(setBits(run, 'f', sheet.rules.length).map(index => sheet.rules[index]?.id ?? ''))
  const value = (id: string): number => run[`l${String(sheet.lines.findIndex(line => line.id === id))}`] ?? 0
  const ids = new Set<string>()
  for (const line of sheet.lines) for (const id of lineParameters(line, fired, value)) ids.add(id)
  for (const rule of pack.rules)
    if (fired.has(rule.id))
      for (const leaf of leaves(rule.conditions)) {
        const id = comparedParameter(leaf)
        if (id !== undefined) ids.add(id)
      }
  return [...ids].sort().flatMap(id => usedParameter(pack, id, on))
}

function lineParameters(line: Line, fired: ReadonlySet<string>, value: (id: string) => number): readonly string[] {
  const reached = line.layer === undefined || value(`${line.layer}.base`) > 0
  if (!reached) return []
  const given = line.contributions.filter(contribution => fired.has(contribution.rule)).flatMap(contribution => contribution.parameters)
  return [...given, ...line.operands.flatMap(operand => operand.parameters ?? [])]
}

function usedParameter(pack: Pack, id: string, on: number): readonly UsedParameter[] {
  const parameter = pack.parameters.get(id)
  const inForce = parameter?.values.filter(one => one.from === undefined || one.from <= on).at(-1)
  if (parameter === undefined || inForce === undefined) return []
  const value = typeof inForce.value === 'object' ? inForce.value.join(',') : String(inForce.value)
  return [{ id, value, source: inForce.source, ...(parameter.clause === undefined ? {} : { clause: parameter.clause }) }]
}
