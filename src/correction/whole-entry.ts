import { isPlainObject } from '../base/plain.ts'
import type { YearEntry } from '../year/year.ts'

/** Whether an entry has all that corrections read of it: a settlement, a supplement or issues as they were written. */
export function isWholeEntry(entry: YearEntry): boolean {
  const { settlement, supplement, issues } = entry as unknown as Readonly<Record<string, unknown>>
  return isSettlement(settlement, entry.claimId) || isGiven(supplement) || Array.isArray(issues)
}

function isSettlement(value: unknown, claimId: string): boolean {
  if (!isPlainObject(value) || value['claimId'] !== claimId) return false
  const { lines, fund, personal, state } = value
  return (
    Array.isArray(lines) &&
    lines.every(isLine) &&
    [personal, state].every(isPlainObject) &&
    isPlainObject(fund) &&
    isPlainObject(fund['layers'])
  )
}

function isGiven(supplement: unknown): boolean {
  if (!isPlainObject(supplement) || !Array.isArray(supplement['claims'])) return false
  const { id, layer, total, state } = supplement
  return [id, layer, total].every(text => typeof text === 'string') && isPlainObject(state) && supplement['claims'].every(isSupplemented)
}

function isSupplemented(claim: unknown): boolean {
  if (!isPlainObject(claim)) return false
  const { claimId, base, deductible, paid, clauses } = claim
  return [claimId, base, deductible, paid].every(text => typeof text === 'string') && isTexts(clauses)
}

function isLine(line: unknown): boolean {
  if (!isPlainObject(line)) return false
  const { id, amount, ratio } = line
  return typeof id === 'string' && typeof (amount ?? ratio) === 'string' && isTexts(line['rules']) && isTexts(line['clauses'])
}

const isTexts = (list: unknown): boolean => Array.isArray(list) && list.every(one => typeof one === 'string')
