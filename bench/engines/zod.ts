import { z } from 'zod'
import { FACTS } from '../../src/facts/catalogue.ts'
import { codesOf } from '../../src/facts/domain.ts'
import { ITEM_KINDS } from '../../src/facts/item-kinds.ts'
import type { FactSpec } from '../../src/facts/spec.ts'
import { readJob, serve } from '../job.ts'

/** What validation alone costs: zod parses the claims of the job by a schema of the same shape, without their states, and nothing else is done. */
const money = z.string().regex(/^(0|[1-9]\d{0,8})(\.\d{1,2})?$/)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const name = z.string().min(1).max(200)
const codes = (known: readonly string[]) => z.enum(known as [string, ...string[]])

function leaf(spec: FactSpec): z.ZodType {
  switch (spec.type) {
    case 'flag':
      return z.boolean()
    case 'int':
      return z.int().min(spec.min ?? 0)
    case 'money':
      return money
    case 'day':
      return day
    case 'area':
      return z.string().regex(/^[1-9]\d{5}$/)
    case 'enum':
      return codes(spec.codes ?? [])
    case 'set':
      return z.array(spec.open === true ? name : codes(spec.codes ?? [])).max(200)
    case 'id':
    case 'code':
      return name
  }
}

const item = z.strictObject({
  id: name,
  code: name.optional(),
  amount: money,
  overLimit: money.optional(),
  selfPayShare: z
    .string()
    .regex(/^[01](\.\d{1,4})?$/)
    .optional(),
  catalogueClass: z.enum(['A', 'B', 'C']),
  itemKind: codes(ITEM_KINDS).optional(),
  flags: z.array(name).max(200).optional(),
  irregular: z.boolean().optional(),
})

const identity = z.strictObject({
  category: codes(codesOf('person.lowIncomeCategory')),
  from: day,
  to: day.optional(),
  recognisedOn: day.optional(),
  markedOn: day.optional(),
})

interface Tree {
  [key: string]: Tree | z.ZodType
}

function claimSchema(): z.ZodType {
  const tree: Tree = {}
  const place = (path: string, schema: z.ZodType): void => {
    const keys = path.split('.')
    let at = tree
    for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Tree
    at[keys.at(-1)!] = schema
  }
  for (const spec of FACTS) if (spec.source !== 'history') place(spec.path, leaf(spec))
  place('cost.items', z.array(item).max(2000))
  place('person.identities', z.array(identity).max(200))
  place('id', name)
  const schemaOf = (part: Tree): z.ZodType =>
    z.strictObject(
      Object.fromEntries(
        Object.entries(part).map(([key, below]) => [key, (below instanceof z.ZodType ? below : schemaOf(below)).optional()]),
      ),
    )
  return schemaOf(tree)
}

const job = readJob()
const schema = claimSchema()
const claims = job.claims.map(({ claim }) => claim)
for (const claim of claims) schema.parse(claim)
serve({
  round(milliseconds) {
    const start = performance.now()
    let done = 0
    let parsed = 0
    do {
      for (let end = done + 128; done < end; done++) parsed += schema.safeParse(claims[done % claims.length]).success ? 1 : 0
    } while (performance.now() - start < milliseconds)
    if (parsed !== done) throw new Error('a claim was refused')
    return (done / (performance.now() - start)) * 1000
  },
})
