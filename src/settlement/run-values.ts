import { maskBit, maskCount, maskWord, type RunResult } from '../expression/readings/result.ts'
import { derivedFlags, type Sheet } from '../expression/sheet.ts'

/** Where each result of a run stands when its numbers are put in a row: lines first, from 0. */
export interface RunLayout {
  readonly keys: readonly string[]
  /** The first slot, and the first mask of rules that fire, of findings, of flags that rules set. */
  readonly slots: number
  readonly fired: number
  readonly findings: number
  readonly derived: number
}

export function runLayout(sheet: Sheet): RunLayout {
  const lines = sheet.lines.map((_, i) => `l${String(i)}`)
  const slots = sheet.slots.map((_, i) => `s${String(i)}`)
  const masks = (key: string, flags: number): readonly string[] => Array.from({ length: maskCount(flags) }, (_, i) => `${key}${String(i)}`)
  const fired = masks('f', sheet.rules.length)
  const findings = masks('n', sheet.findings.length)
  const derived = masks('d', derivedFlags(sheet).length)
  const first = { slots: lines.length, fired: lines.length + slots.length }
  return {
    keys: [...lines, ...slots, ...fired, ...findings, ...derived],
    ...first,
    findings: first.fired + fired.length,
    derived: first.fired + fired.length + findings.length,
  }
}

/** Whether rules set this flag, by the values of a run; false if none may. */
export function isDerived(sheet: Sheet, layout: RunLayout, values: ArrayLike<number>, path: string): boolean {
  const flag = derivedFlags(sheet).findIndex(fact => fact.path === path)
  return flag >= 0 && ((values[layout.derived + maskWord(flag)] ?? 0) & (1 << maskBit(flag))) !== 0
}

/** Results in the order of a layout. */
export const runValues = (layout: RunLayout, run: RunResult): Float64Array => Float64Array.from(layout.keys, key => run[key] ?? 0)
