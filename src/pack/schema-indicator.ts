import * as z from 'zod'
import { text } from './clause-record.ts'
import { clause, day, ID, orParameter, quantity } from './schema-values.ts'

const name = z.string().regex(/^[A-Za-z][\w.-]{0,39}$/, 'id')
const names = z.array(name).min(1).max(40)

/** What is judged: a number as given, numerator ÷ denominator, (now − before) ÷ before, how many of `flags` are true, or a mean. */
const measure = z.enum(['value', 'share', 'growth', 'flags', 'mean'])
const target = z.union([orParameter(quantity), z.array(orParameter(quantity)).min(1).max(8)])

const checkThreshold = z.strictObject({
  measure,
  flags: names.optional(),
  /** One of the two; of several numbers the strictest counts. */
  atLeast: target.optional(),
  atMost: target.optional(),
})

const direction = z.enum(['rises', 'falls', 'doesNotRise', 'doesNotFall'])
const checkTrend = z.strictObject({ measure: z.enum(['value', 'share', 'mean']), direction })
/** Flagged where every count is as it says. */
const flagEvent = z.strictObject({
  when: z
    .array(z.strictObject({ count: name, is: z.enum(['some', 'none']) }))
    .min(1)
    .max(8),
})
const measureIndicator = z.strictObject({ measure: z.enum(['value', 'share', 'mean']) })
const checkFrequency = z.strictObject({ per: z.enum(['week', 'month']), atLeast: orParameter(z.int().min(1).max(1000)) })

/** How binding the wording is. */
export const modality = z.enum(['rule', 'inPrinciple', 'approximate', 'gradual', 'aspirational', 'encouraged'])

/** A target of a document, judged from the values that a bureau gives. */
export const indicator = z.strictObject({
  id: ID,
  clause: clause.optional(),
  label: text,
  note: text.optional(),
  modality: modality.default('rule'),
  /** Groups of which each is judged by itself. */
  each: names.optional(),
  /** What the names of groups, flags and counts stand for. */
  labels: z.record(name, text).optional(),
  event: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('checkThreshold'), params: checkThreshold }),
    z.strictObject({ type: z.literal('checkTrend'), params: checkTrend }),
    z.strictObject({ type: z.literal('flagEvent'), params: flagEvent }),
    z.strictObject({ type: z.literal('measureIndicator'), params: measureIndicator }),
    z.strictObject({ type: z.literal('checkFrequency'), params: checkFrequency }),
  ]),
  /** The last day on which it may be met. */
  due: z.strictObject({ day, clause: clause.optional() }).optional(),
})

export type IndicatorJson = z.infer<typeof indicator>
