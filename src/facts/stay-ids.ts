/** The stay that a claim names. */
export const STAY_ID = 'encounter.stayId'

/** The last stay of the year before the claim: a fact that no claim gives and no rule reads. */
export const LAST_STAY = 'history.stayId'

/** The stay of which buckets of period `stay` hold the sums before the claim: as `LAST_STAY`, but for whatever named a stay. */
export const HELD_STAY = 'history.heldStayId'

/** What a year calls a claim's stay: by its name, or that of the claim where a stay has none. */
export const stayIdOf = (stayId: string, claimId: string): string => (stayId === '' ? claimId : stayId)
