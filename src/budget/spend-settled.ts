import { readDecimal } from '../base/decimal.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { MAX_FEN } from '../facts/spec.ts'

/** What a claim's settlement came to, in fen. */
export interface SettledSums {
  readonly claimId: string
  /** The cost of the claim; undefined: the settlement does not tell it, and the claim does. */
  readonly total: number | undefined
  /** By the pooled fund. */
  readonly paid: number
  /** By the person and by other funds. */
  readonly paidByOthers: number
}

/** Reads settlements, whole ones and rows of a batch (`{ claimId, "basic.paid": … }`). `pool`: the layer that is the pooled fund. */
export class SettledReader {
  readonly #pool: string
  readonly #needsOthers: boolean

  /** `needsOthers`: what others paid must be told, too. */
  constructor(pool: string, needsOthers: boolean) {
    this.#pool = pool
    this.#needsOthers = needsOthers
  }

  /** Undefined, with every issue, for what is no settlement. */
  read(value: unknown, issues: Issue[]): SettledSums | undefined {
    if (!isPlainObject(value)) {
      issues.push(errorIssue('wrongType', '', { expected: 'object', received: Array.isArray(value) ? 'array' : typeof value }))
      return undefined
    }
    const before = issues.length
    const claimId = value['claimId']
    if (typeof claimId !== 'string') issues.push(errorIssue('missingField', '/claimId', { key: 'claimId' }))
    const isWhole = isPlainObject(value['fund'])
    const amount = (keys: readonly string[]): number => amountAt(value, keys, issues)
    const paid = amount(isWhole ? ['fund', 'layers', this.#pool] : [`${this.#pool}.paid`])
    const fund = this.#needsOthers ? amount(isWhole ? ['fund', 'total'] : ['fund']) : paid
    const personal = this.#needsOthers ? amount(isWhole ? ['personal', 'total'] : ['personal']) : 0
    const total = isWhole ? totalLine(value['lines'], issues) : value['total'] === undefined ? undefined : amount(['total'])
    return issues.length > before ? undefined : { claimId: String(claimId), total, paid, paidByOthers: fund - paid + personal }
  }
}

/** The line of the total in a whole settlement. */
function totalLine(lines: unknown, issues: Issue[]): number | undefined {
  const all: readonly unknown[] = Array.isArray(lines) ? lines : []
  const at = all.findIndex(line => isPlainObject(line) && line['id'] === 'total')
  return at < 0 ? undefined : amountAt({ lines: all }, ['lines', String(at), 'amount'], issues)
}

function amountAt(row: unknown, keys: readonly string[], issues: Issue[]): number {
  let value = row
  for (const key of keys) value = hasKey(value, key) ? value[key] : undefined
  const path = pointer(...keys)
  if (value === undefined) {
    issues.push(errorIssue('spendLineMissing', path, { line: keys.join('.') }))
    return 0
  }
  const fen = readDecimal(value, 2, -MAX_FEN, MAX_FEN)
  if (typeof fen === 'number') return fen
  issues.push(errorIssue('spendAmount', path, { received: typeof value === 'string' ? value.slice(0, 40) : typeof value }))
  return 0
}

const hasKey = (value: unknown, key: string): value is Readonly<Record<string, unknown>> =>
  (isPlainObject(value) || Array.isArray(value)) && Object.hasOwn(value, key)
