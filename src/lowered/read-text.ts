import type { Label } from '../facts/spec.ts'
import type { TextRow } from './format.ts'

/** A text in both languages; one that the pack has in one language stands for both. */
export const labelOf = (row: TextRow): Label => (typeof row === 'string' ? { zh: row, en: row } : { zh: row[0], en: row[1] })
