import * as z from 'zod'
import { text } from './clause-record.ts'
import { ID, orParameter, ratio } from './schema-values.ts'

/** One party of a split. `rest`: what the other shares leave. `is`: whose purse it is: that of the unit, or the pooled fund; else its own. */
const partyShare = z.strictObject({
  party: ID,
  label: text.optional(),
  is: z.enum(['unit', 'fund']).optional(),
  share: z.union([z.literal('rest'), orParameter(ratio)]),
})

export const shares = z.array(partyShare).min(1).max(12)

export type PartyShare = z.infer<typeof partyShare>
