import { Decimal } from 'decimal.js'
import { errorIssue, type Issue } from '../base/issue.ts'
import { wrongType } from '../facts/read-value.ts'
import { clip } from '../base/text.ts'

/** Products of two numbers of up to 24 digits, and their sums, without rounding. */
export const Exact = Decimal.clone({ precision: 80 })

const DECIMAL = /^-?(0|[1-9]\d{0,17})(\.\d{1,6})?$/

/** A decimal string or a JSON number of up to 18 digits and 6 decimals, exactly as written. */
export function readNumber(value: unknown, path: string, issues: Issue[]): Decimal | undefined {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof text !== 'string') return wrongType('decimal', value, path, issues)
  if (text.length <= 32 && DECIMAL.test(text)) return new Exact(text)
  issues.push(errorIssue('notANumber', path, { received: clip(text) }))
  return undefined
}

/** As `readNumber`, of what is counted: not negative. */
export function readAmount(value: unknown, path: string, issues: Issue[]): Decimal | undefined {
  const read = readNumber(value, path, issues)
  if (read === undefined || !read.isNegative()) return read
  issues.push(errorIssue('negativeNumber', path, { received: read.toFixed() }))
  return undefined
}
