import * as z from 'zod'
import { clauseRecord } from '../pack/clause-record.ts'
import { indicator } from '../pack/schema-indicator.ts'
import { scoring } from '../pack/schema-scoring.ts'
import { invariant, layer, pack, parameter, rule, scheme, table } from '../pack/schema.ts'
import { FORMS } from '../pack/schema-values.ts'
import { fixture, fixtureBases, yearFixture } from '../fixtures/schema.ts'
import { budgetFixture, decisionFixture, indicatorFixture } from '../fixtures/judged-schema.ts'
import { both, DRAFT, type Schema } from './forms.ts'

const meta = { $schema: z.string().max(300).optional(), version: z.literal(1) }

/** A file of a pack folder with one list. */
const file = <T extends z.ZodType>(name: string, entry: T) => z.strictObject({ ...meta, [name]: z.array(entry) })

const rules = z.strictObject({ ...meta, rules: z.array(rule).max(20_000).optional(), tables: z.array(table).max(2000).optional() })

type Titled = readonly [schema: z.ZodType, zh: string, en: string]

const DOCUMENTS: Readonly<Record<string, Titled>> = {
  pack: [pack, '政策包：一地一策；或文件夹中的 pack.json', 'Policy pack of one place, whole or as pack.json of a folder'],
  scheme: [scheme, '方案：一地的参数值、表与支付层', 'Scheme: parameter values, tables and layers of a locality'],
  parameters: [file('parameters', parameter), '参数', 'Parameters'],
  layers: [file('layers', layer), '支付层', 'Layers of payment'],
  clauses: [file('clauses', clauseRecord), '条款', 'Clauses'],
  invariants: [file('invariants', invariant), '不变式', 'Invariants'],
  indicators: [file('indicators', indicator), '指标', 'Indicators'],
  scoring: [file('scoring', scoring), '分值（点数）办法', 'Scoring of cases: DIP and DRG'],
  rules: [rules, '规则与决策表（payout、eligibility 等）', 'Rules and decision tables (payout, eligibility and so on)'],
  fixture: [fixture, '用例', 'Fixture'],
  yearFixture: [yearFixture, '一年的用例', 'Fixture of a year'],
  decisionFixture: [decisionFixture, '判断用例', 'Fixture of a decision'],
  indicatorFixture: [indicatorFixture, '指标用例', 'Fixture of indicators'],
  budgetFixture: [budgetFixture, '预算年度用例', 'Fixture of a budget year'],
  bases: [fixtureBases, '用例共用的单据部分', 'Parts of claims that fixtures share'],
}

/** The schemas of what zod reads, by name. */
export const packSchemas = (): ReadonlyMap<string, Schema> =>
  new Map(Object.entries(DOCUMENTS).map(([name, document]) => [name, documentSchema(name, document)]))

function documentSchema(name: string, [schema, zh, en]: Titled): Schema {
  const made = z.toJSONSchema(schema, { metadata: FORMS, io: 'input', target: 'draft-2020-12', override: tidy })
  const titles = { title: both(zh, en), description: both(zh, en) }
  return { ...{ $schema: DRAFT, $id: `urn:yibao-rules:${name}:1`, ...titles }, ...made }
}

/** A decimal is a string or a number: one list of types, so that its pattern is plainly of the string. */
function tidy({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const types = jsonSchema.anyOf?.map(branch => branch.type)
  if (jsonSchema.pattern === undefined || types?.join() !== 'string,number') return
  delete jsonSchema.anyOf
  Object.assign(jsonSchema, { type: ['string', 'number'] })
}
