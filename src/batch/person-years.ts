import { errorIssue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import type { Policy, SettleResult } from '../policy.ts'
import type { YearStateJson } from '../settlement/state.ts'

const refused = (code: string, path: string, params: Readonly<Record<string, string | number>> = {}): SettleResult => ({
  ok: false,
  issues: [errorIssue(code, path, params)],
})

/** The years of one person: settles claims in the order given, each with the state that the one before left in its benefit year. */
export class PersonYears {
  readonly #policy: Policy
  readonly #states = new Map<number, YearStateJson>()
  readonly #settled = new Set<string>()
  #last: YearStateJson | undefined

  constructor(policy: Policy) {
    this.#policy = policy
  }

  /** A claim that is refused leaves the states as they are. A claim may bring the state of its year, if none is there yet. */
  settle(claim: unknown): SettleResult {
    const id = isPlainObject(claim) ? claim['id'] : undefined
    if (typeof id === 'string' && this.#settled.has(id)) return refused('duplicateId', '/id', { id })
    const result = isPlainObject(claim) && claim['state'] !== undefined ? this.#opening(claim) : this.#following(claim)
    if (!result.ok) return result
    const { claimId, state } = result.settlement
    if (claimId !== '') this.#settled.add(claimId)
    this.#states.set(state.year, state)
    this.#last = state
    return result
  }

  #opening(claim: unknown): SettleResult {
    const result = this.#policy.trySettle(claim)
    return result.ok && this.#states.has(result.settlement.state.year) ? refused('stateAndClaim', '/state') : result
  }

  /** Most claims are of the year of the one before; of another, the policy says which. */
  #following(claim: unknown): SettleResult {
    const result = this.#policy.trySettle(claim, this.#last)
    const wrongYear = result.ok ? undefined : result.issues.find(issue => issue.code === 'wrongYear')
    return wrongYear === undefined ? result : this.#policy.trySettle(claim, this.#states.get(Number(wrongYear.params['claim'])))
  }
}
