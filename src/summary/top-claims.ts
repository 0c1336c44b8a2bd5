/** One of the dearest claims; amounts in fen. */
export interface TopClaim {
  readonly claimId: string
  readonly total: number
  readonly fund: number
  readonly personal: number
}

const MOST = 10

/** The ten dearest claims; of equal bills those whose id comes first by code unit. */
export class TopClaims {
  #claims: TopClaim[] = []

  add(claim: TopClaim): void {
    const last = this.#claims[MOST - 1]
    if (last !== undefined && order(last, claim) <= 0) return
    this.#claims = [...this.#claims, claim].sort(order).slice(0, MOST)
  }

  addAll(other: TopClaims): void {
    for (const claim of other.#claims) this.add(claim)
  }

  list(): readonly TopClaim[] {
    return this.#claims
  }
}

function order(one: TopClaim, other: TopClaim): number {
  if (one.total !== other.total) return other.total - one.total
  if (one.claimId !== other.claimId) return one.claimId < other.claimId ? -1 : 1
  return other.fund - one.fund
}
