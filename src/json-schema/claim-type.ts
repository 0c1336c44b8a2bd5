import { claimSchema } from './claim.ts'
import type { Schema } from './forms.ts'

/** The TypeScript of `ClaimJson`, from the schema of a claim: `npm run schemas` writes it to src/claim-json.ts. */
export function claimType(): string {
  return `// Written by \`npm run schemas\` from the catalogue of facts.
import type { YearStateJson } from './settlement/state.ts'

/** A claim as JSON: the facts of one encounter. Amounts are yuan, decimal strings (or numbers) with at most two decimals; days are YYYY-MM-DD. */
export interface ClaimJson ${typeOf(claimSchema())}
`
}

function typeOf(schema: Schema): string {
  if (schema['$ref'] === '#/$defs/state') return 'YearStateJson'
  if ('const' in schema) return JSON.stringify(schema['const'])
  if (Array.isArray(schema['enum'])) return schema['enum'].map(code => JSON.stringify(code)).join(' | ')
  const { type } = schema
  if (Array.isArray(type)) return type.join(' | ')
  if (type === 'array') return `readonly (${typeOf(schema['items'] as Schema)})[]`
  if (type === 'object') return objectType(schema)
  return type === 'integer' ? 'number' : String(type)
}

function objectType({ properties, required = [] }: Schema): string {
  const needed = required as readonly string[]
  const fields = Object.entries(properties as Readonly<Record<string, Schema>>).map(([name, schema]) => {
    const title = typeof schema['title'] === 'string' ? `/** ${schema['title']} */\n` : ''
    return `${title}readonly ${name}${needed.includes(name) ? '' : '?'}: ${typeOf(schema)}`
  })
  return `{\n${fields.join('\n')}\n}`
}
