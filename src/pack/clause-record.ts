import * as z from 'zod'

/** A text in both languages. */
export const text = z.strictObject({ zh: z.string().max(500), en: z.string().max(500) })

const kind = z.enum([
  'payout',
  'eligibility',
  'scope',
  'effective',
  'referral',
  'budget',
  'price',
  'indicator',
  'deadline',
  'process',
  'organisation',
])

/** One clause of a document: where it stands, what it says, and what encodes it besides what cites it, or why nothing does. */
export const clauseRecord = z.strictObject({
  id: z.string().min(1).max(120),
  locator: z.string().max(200).optional(),
  text: text.optional(),
  kind: kind.optional(),
  disposition: z.enum(['executable', 'bounded', 'directional', 'notComputable']).optional(),
  /** Why nothing is computed. */
  reason: text.optional(),
  /** Parts of the pack that carry it out and cannot cite it: `window`, `buckets.year`. */
  encodedBy: z.array(z.string().min(1).max(120)).min(1).max(20).optional(),
  /** The work that it is left to, by name. */
  later: z.enum(['decisions', 'budget']).optional(),
})

export type ClauseRecord = z.infer<typeof clauseRecord>
