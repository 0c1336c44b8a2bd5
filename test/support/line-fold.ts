import { readClaim } from '../../src/facts/claim.ts'
import type { Policy } from '../../src/policy.ts'
import { claimDays } from '../../src/settlement/dates.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'

type Json = Readonly<Record<string, unknown>>

/** What becomes of one line: its row, or the issues it is refused with, as text. */
export interface FoldedLine {
  readonly row?: string
  readonly issues?: string
}

/** The fold of lines by `JSON.parse` and the policy alone: each claim after the state that those before it left of its person's benefit year. */
export class LineFold {
  readonly states = new Map<string, YearStateJson>()
  readonly #policy: Policy
  readonly #lines: readonly string[]

  constructor(policy: Policy, lines: readonly string[]) {
    this.#policy = policy
    this.#lines = lines
  }

  push(line: string): FoldedLine {
    let claim: unknown
    try {
      claim = JSON.parse(line)
    } catch {
      return { issues: '["notJson"]' }
    }
    const key = this.#yearOf(claim)
    const result = this.#policy.trySettle(claim, key === undefined ? undefined : this.states.get(key))
    if (!result.ok) return { issues: JSON.stringify(result.issues) }
    if (key === undefined) return { issues: '["missingField"]' }
    const { claimId, lines, state } = result.settlement
    this.states.set(key, JSON.parse(JSON.stringify(state)) as YearStateJson)
    const value = (id: string): string => {
      const line = lines.find(one => one.id === id)!
      return 'amount' in line ? line.amount : line.ratio
    }
    return { row: JSON.stringify(Object.fromEntries([['claimId', claimId], ...this.#lines.map(id => [id, value(id)])])) }
  }

  /** Person and benefit year; undefined if the claim does not tell. */
  #yearOf(claim: unknown): string | undefined {
    const read = readClaim(claim)
    const known = read.claim ?? read.partial
    const days = known === undefined ? undefined : claimDays(known, this.#policy.pack)
    const id = (claim as { readonly person?: Json | null } | null)?.person?.['id']
    return days === undefined || 'missing' in days || typeof id !== 'string' || id === '' ? undefined : `${String(days.year)} ${id}`
  }
}
