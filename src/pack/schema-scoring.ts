import * as z from 'zod'
import { text } from './clause-record.ts'
import { clause, ID, multiple, orParameter, ratio, scale } from './schema-values.ts'

const entry = { id: ID, label: text.optional(), clause: clause.optional() }

/** The last value in a band: below it, or up to and with it; neither: the band is open. */
const end = { below: orParameter(multiple).optional(), upTo: orParameter(multiple).optional() }

/** Cost ÷ mean cost lies in the band: the factor is times × multiple + plus − less. */
const deviation = z.strictObject({
  ...entry,
  ...end,
  times: orParameter(scale),
  plus: orParameter(multiple).optional(),
  less: orParameter(multiple).optional(),
  /** Experts look at the case before it is settled. */
  review: z.literal(true).optional(),
})

/** A case with the flag scores `times` as much, or 1 + `uplift` times. */
const flagFactor = z.strictObject({
  flag: z.string().regex(/^[a-z][A-Za-z0-9]{0,79}$/, 'id'),
  label: text.optional(),
  clause: clause.optional(),
  times: orParameter(scale).optional(),
  uplift: orParameter(scale).optional(),
})

/**
 * What an institution is paid whose use of the fund, over what it is entitled to, lies in the band: what it used, what it is entitled to, that and a
 * `share` of what it used beyond, or what the band before pays at its end.
 */
const clearingBand = z.strictObject({
  ...entry,
  ...end,
  pays: z.enum(['used', 'entitled', 'shared', 'capped']),
  share: orParameter(ratio).optional(),
})

/** How cases are scored and what the scores are paid: settlement by disease score (DIP) or by DRG points. */
export const scoring = z.strictObject({
  ...entry,
  method: z.enum(['dip', 'drg']),
  note: text.optional(),
  /** The text that its numbers come from, where no clause of the pack has them. */
  basis: text.optional(),
  source: z.enum(['clause', 'published', 'illustrative']).default('clause'),
  /** Groups for which every institution has this coefficient. */
  baseGroups: z.strictObject({ coefficient: orParameter(scale), clause: clause.optional() }).optional(),
  deviations: z.array(deviation).min(1).max(20),
  flagFactors: z.array(flagFactor).max(40).default([]),
  bands: z.array(clearingBand).max(20).default([]),
  /** Weights of past years in the mean cost of a group, the earliest first. */
  historyWeights: z.array(z.int().min(1).max(1000)).min(1).max(10).optional(),
})

export type ScoringJson = z.infer<typeof scoring>
export type DeviationJson = ScoringJson['deviations'][number]
export type ClearingBandJson = ScoringJson['bands'][number]
