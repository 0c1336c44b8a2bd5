import * as z from 'zod'
import { codesOf } from '../facts/domain.ts'
import { clauseRecord, text } from './clause-record.ts'
import { condition } from './schema-condition.ts'
import { indicator } from './schema-indicator.ts'
import { scoring } from './schema-scoring.ts'
import { clause, day, ID, layerId, literal, money, orParameter, parameterRef, ratio } from './schema-values.ts'

const source = z.enum(['clause', 'published', 'illustrative', 'override'])
const parameterValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string().max(80)).max(200)])
const datedValues = z
  .array(z.strictObject({ from: day.optional(), value: parameterValue, source: source.optional() }))
  .min(1)
  .max(200)

/** Where a pack gives no label, the id stands for it. */
const named = (label: z.infer<typeof text> | undefined, id: string) => label ?? { zh: id, en: id }

export const parameter = z
  .strictObject({
    id: ID,
    type: z.enum(['money', 'ratio', 'points', 'scale', 'int', 'flag', 'codes']),
    of: z.string().optional(),
    label: text.optional(),
    clause: clause.optional(),
    value: parameterValue.optional(),
    values: datedValues.optional(),
    source: source.optional(),
    note: text.optional(),
    bounds: z.strictObject({ min: parameterValue.optional(), max: parameterValue.optional(), clause: clause.optional() }).optional(),
  })
  .transform(one => ({ ...one, label: named(one.label, one.id) }))

const params = z.record(z.string().max(40), z.unknown())
const event = z.strictObject({ type: z.string().max(40), params: params.default({}) })
const window = { from: day.optional(), to: day.optional() }

export const rule = z.strictObject({
  id: ID,
  clause: clause.optional(),
  /** What a decision says by it. */
  label: text.optional(),
  note: text.optional(),
  ...window,
  conditions: condition,
  event,
  overrides: z.array(z.string().max(120)).max(200).optional(),
})

const rangeCell = z.strictObject({ from: literal.optional(), to: literal.optional() })
const cell = z.union([literal, z.array(literal).min(1).max(200), rangeCell, parameterRef])
const rows = z.array(z.array(cell).min(1).max(20)).max(20_000)

export const table = z.strictObject({
  id: ID,
  clause: clause.optional(),
  label: text.optional(),
  note: text.optional(),
  ...window,
  columns: z.array(z.string().max(120)).min(1).max(12),
  event: z.string().max(40),
  params: params.optional(),
  sets: z.string().max(40),
  rows: rows.optional(),
  overrides: z.array(z.string().max(120)).max(200).optional(),
})

const thresholdBucket = { bucket: ID, ceiling: orParameter(money).optional(), when: condition.optional() }
export const layer = z
  .strictObject({
    id: layerId,
    fund: text.optional(),
    clause: clause.optional(),
    when: condition.optional(),
    base: z.array(z.string().max(80)).min(1).max(20),
    threshold: z
      .union([
        z.strictObject({ ...thresholdBucket, credit: ID.optional() }),
        z.strictObject({ buckets: z.array(z.strictObject(thresholdBucket)).max(8).optional(), credit: ID.optional() }),
      ])
      .optional(),
    positions: z.strictObject({ from: z.enum(['zero', 'threshold']), bucket: ID.optional() }).optional(),
    segments: z
      .array(z.strictObject({ to: orParameter(money).optional(), ratio: orParameter(ratio).optional() }))
      .min(1)
      .max(8)
      .optional(),
    floors: z
      .array(z.strictObject({ ratio: orParameter(ratio), when: condition.optional() }))
      .min(1)
      .max(8)
      .optional(),
    limits: z
      .array(
        z.strictObject({
          id: layerId.optional(),
          bucket: ID.optional(),
          counts: z.enum(['payment', 'cost']),
          amount: orParameter(money).optional(),
          when: condition.optional(),
        }),
      )
      .max(8)
      .optional(),
  })
  .transform(one => ({ ...one, fund: named(one.fund, one.id) }))

const bucket = z.strictObject({
  id: ID,
  label: text.optional(),
  period: z.enum(['claim', 'stay', 'month', 'quarter', 'year', 'chain']),
  keys: z.array(z.string().max(120)).max(3).optional(),
})
/** What a layer pays on application for claims of the year that were settled without it. */
const supplement = z.strictObject({
  id: ID,
  clause: clause.optional(),
  label: text.optional(),
  note: text.optional(),
  layer: layerId,
  yearOf: z.string().max(120),
  claims: z.string().max(120),
  without: z.array(z.string().max(120)).min(1).max(20),
})
const basis = z.enum(['admit', 'discharge', 'service', 'settle'])
/** A ranking of identities says nothing of who has none. */
const identityCategory = z.enum(codesOf('person.lowIncomeCategory').filter(code => code !== 'none'))
const version = z.literal(1)
const meta = { $schema: z.string().max(300).optional() }

export const scheme = z.strictObject({
  ...meta,
  version,
  id: ID,
  label: text.optional(),
  note: text.optional(),
  source: source.exclude(['override']),
  parameters: z
    .record(
      z.string().max(80),
      z.union([
        parameterValue,
        z.strictObject({
          value: parameterValue.optional(),
          values: datedValues.optional(),
          source: source.optional(),
          clause: clause.optional(),
          note: text.optional(),
        }),
      ]),
    )
    .default({}),
  tables: z.record(z.string().max(80), z.strictObject({ rows })).optional(),
  layers: z.array(layer).max(12).optional(),
})

export const invariant = z.strictObject({
  id: ID,
  clause: clause.optional(),
  line: z.string().max(80),
  a: condition,
  b: condition,
  differ: z.array(z.string().max(120)).max(40),
  where: condition.optional(),
  require: z.strictObject({ aMinusB: z.strictObject({ atLeast: z.union([z.string(), z.number()]) }) }),
})

export const pack = z
  .strictObject({
    ...meta,
    version,
    id: ID,
    release: z.string().max(40).optional(),
    name: text.optional(),
    status: z.enum(['issued', 'trial', 'draft']).default('issued'),
    documents: z
      .array(z.looseObject({ id: z.string().max(80), title: z.string().max(300) }))
      .max(20)
      .optional(),
    window: z.strictObject(window).optional(),
    /** Ids of the packs this one forwards; a reader of folders finds them and puts them into `adopted`. */
    adopts: z.array(ID).max(4).optional(),
    adopted: z.array(z.unknown()).max(4).default([]),
    covers: z.array(z.string().max(80)).max(40).default([]),
    defaultScheme: ID.optional(),
    benefitYear: z.strictObject({ firstDay: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, 'monthDay') }).optional(),
    dateBasis: z.strictObject({ rules: basis.optional(), benefitYear: basis.optional(), identity: basis.optional() }).optional(),
    identityRank: z.array(identityCategory).min(1).max(20).optional(),
    derived: z
      .array(
        z.strictObject({
          id: z.string().regex(/^derived\.[a-z][A-Za-z0-9]{0,39}$/, 'derivedId'),
          type: z.enum(['flag', 'enum']),
          codes: z.array(z.string().max(80)).min(1).max(200).optional(),
          label: text.optional(),
        }),
      )
      .max(50)
      .optional(),
    buckets: z.array(bucket).max(60).default([]),
    clauses: z.array(clauseRecord).max(2000).default([]),
    parameters: z.array(parameter).max(5000).default([]),
    layers: z.array(layer).max(12).default([]),
    rules: z.array(rule).max(20_000).default([]),
    tables: z.array(table).max(2000).default([]),
    schemes: z.record(z.string().max(80), scheme).default({}),
    invariants: z.array(invariant).max(200).default([]),
    supplements: z.array(supplement).max(20).default([]),
    indicators: z.array(indicator).max(500).default([]),
    /** Not there in most packs: an empty list would change the hash of them all. */
    scoring: z.array(scoring).max(20).optional(),
  })
  .transform(one => ({ ...one, name: named(one.name, one.id) }))

export type PackJson = z.infer<typeof pack>
export type RuleJson = z.infer<typeof rule>
export type TableJson = z.infer<typeof table>
export type LayerJson = z.infer<typeof layer>
export type ParameterJson = z.infer<typeof parameter>
export type SchemeJson = z.infer<typeof scheme>
export type SupplementJson = z.infer<typeof supplement>
export type BucketJson = z.infer<typeof bucket>
