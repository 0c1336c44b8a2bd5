type Schema = Readonly<Record<string, unknown>>

/** Whether a value is valid: the part of JSON Schema 2020-12 that our schemas use, written from the specification. An unknown keyword throws. */
export function isValid(schema: unknown, value: unknown, root: Schema = schema as Schema): boolean {
  if (typeof schema === 'boolean') return schema
  return Object.entries(schema as Schema).every(([keyword, rule]) => {
    if (ANNOTATIONS.has(keyword)) return true
    const check = KEYWORDS[keyword]
    if (check === undefined) throw new Error(`keyword ${keyword}`)
    return check(rule, value, { root, schema: schema as Schema })
  })
}

interface Context {
  readonly root: Schema
  readonly schema: Schema
}

type Check = (rule: unknown, value: unknown, context: Context) => boolean

const ANNOTATIONS = new Set(['$schema', '$id', '$defs', 'id', 'title', 'description', 'default', 'format', 'then'])

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value)

function isType(type: unknown, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  return typeof value === type
}

const number =
  (holds: (value: number, rule: number) => boolean): Check =>
  (rule, value) =>
    typeof value !== 'number' || holds(value, rule as number)
const size =
  (of: (value: unknown) => number | undefined, holds: (size: number, rule: number) => boolean): Check =>
  (rule, value) => {
    const found = of(value)
    return found === undefined || holds(found, rule as number)
  }
const lengthOf = (value: unknown): number | undefined => (typeof value === 'string' ? value.length : undefined)
const entriesOf = (value: unknown): number | undefined => (Array.isArray(value) ? value.length : undefined)

const KEYWORDS: Readonly<Record<string, Check>> = {
  type: (rule, value) => [rule].flat().some(type => isType(type, value)),
  const: (rule, value) => rule === value,
  enum: (rule, value) => (rule as unknown[]).includes(value),
  pattern: (rule, value) => typeof value !== 'string' || new RegExp(rule as string, 'u').test(value),
  exclusiveMinimum: number((value, rule) => value > rule),
  minimum: number((value, rule) => value >= rule),
  maximum: number((value, rule) => value <= rule),
  minLength: size(lengthOf, (found, rule) => found >= rule),
  maxLength: size(lengthOf, (found, rule) => found <= rule),
  minItems: size(entriesOf, (found, rule) => found >= rule),
  maxItems: size(entriesOf, (found, rule) => found <= rule),
  required: (rule, value) => !isObject(value) || (rule as string[]).every(key => Object.hasOwn(value, key)),
  properties: (rule, value, { root }) =>
    !isObject(value) ||
    Object.entries(rule as Schema).every(([key, part]) => !Object.hasOwn(value, key) || isValid(part, value[key], root)),
  propertyNames: (rule, value, { root }) => !isObject(value) || Object.keys(value).every(key => isValid(rule, key, root)),
  additionalProperties: (rule, value, { root, schema }) =>
    !isObject(value) ||
    Object.entries(value).every(([key, part]) => Object.hasOwn((schema['properties'] ?? {}) as Schema, key) || isValid(rule, part, root)),
  items: (rule, value, { root }) => !Array.isArray(value) || value.every(part => isValid(rule, part, root)),
  anyOf: (rule, value, { root }) => (rule as unknown[]).some(part => isValid(part, value, root)),
  oneOf: (rule, value, { root }) => (rule as unknown[]).filter(part => isValid(part, value, root)).length === 1,
  if: (rule, value, { root, schema }) => !isValid(rule, value, root) || isValid(schema['then'] ?? true, value, root),
  $ref: (rule, value, { root }) => {
    const name = (rule as string).replace('#/$defs/', '')
    return isValid((root['$defs'] as Schema)[name], value, root)
  },
}
