import * as z from 'zod'
import { codesOf } from '../facts/domain.ts'
import { modality } from './schema-indicator.ts'
import { shares } from './schema-shares.ts'
import { ID, int, money, orParameter, points, ratio, scale } from './schema-values.ts'

/** Schema of an event param by its kind. */
export const PARAM_SCHEMAS = {
  layer: z.string().max(40),
  limit: z.string().max(80),
  ratio: orParameter(ratio),
  points: orParameter(points),
  amount: orParameter(money),
  scale: orParameter(scale),
  segment: int.min(1).max(8),
  name: ID,
  line: z.string().max(80),
  fact: z.string().max(120),
  code: z.union([z.string().max(80), z.boolean()]),
  mode: z.enum(['points', 'relative']),
  extent: z.enum(['all', 'irregular']),
  itemKinds: z.array(z.string().max(40)).min(1).max(40),
  catalogueClass: z.enum(['A', 'B', 'C']),
  level: z.enum([...codesOf('institution.adminLevel'), 'home']),
  institutionType: z.enum(codesOf('institution.type')),
  where: z.enum(['residenceArea', 'insuredCounty', 'insuredCity']),
  channels: z
    .array(z.enum(codesOf('referral.filedVia').filter(code => code !== 'none')))
    .min(1)
    .max(10),
  methods: orParameter(
    z
      .array(z.enum(codesOf('institution.settlementMethod')))
      .min(1)
      .max(6),
  ),
  modality,
  count: orParameter(z.int().min(0).max(1000)),
  names: z.array(ID).min(1).max(40),
  flag: orParameter(z.boolean()),
  truth: z.literal(true),
  capability: z.enum(codesOf('institution.capabilities')),
  choice: orParameter(z.string().max(40)),
  shares,
} as const
