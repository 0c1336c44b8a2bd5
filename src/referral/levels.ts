import { factSpec } from '../facts/catalogue.ts'
import { codesOf } from '../facts/domain.ts'
import type { FactValue, Label } from '../facts/spec.ts'

export const LEVEL = 'institution.adminLevel'

/** Levels from the lowest up. */
export const LEVELS: readonly string[] = codesOf(LEVEL)

/** Whether a level lies between two others. */
export function isBetween(level: string | null, from: unknown, to: unknown): boolean {
  const [one, start, end] = [level, from, to].map(code => LEVELS.indexOf(String(code)))
  if (one === undefined || start === undefined || end === undefined || Math.min(one, start, end) < 0) return false
  return (start < one && one < end) || (end < one && one < start)
}

/** A value of a fact in words; without a label it stands for itself. */
export function valueLabel(path: string, value: FactValue): Label {
  const code = String(value)
  return factSpec(path)?.codeLabels?.[code] ?? { zh: code, en: code }
}

/** A level in words; one that nobody named is a dash. */
export function levelLabel(level: string | null): Label {
  if (level === null) return { zh: '—', en: '—' }
  const { zh, en } = valueLabel(LEVEL, level)
  return { zh: `${zh}级`, en: `${en.toLowerCase()} level` }
}

/** Where a first move begins that names no place. */
export const HOME: Label = { zh: '居住地', en: 'home' }
