import { formatDecimal } from '../base/decimal.ts'

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>

export const DRAFT = 'https://json-schema.org/draft/2020-12/schema'

/** A day of 1970 to 2199; only 29 February of a common year gets through. */
export const DAY: Schema = {
  type: 'string',
  format: 'date',
  pattern:
    '^(?!1970-01-01)(19[7-9]\\d|20\\d\\d|21\\d\\d)-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|[12]\\d))$',
}

/** A decimal of so many places, as a string or a number; `max` is a count of the last place, one and zeros. */
export function decimalForm(places: number, max: number): Schema {
  const [whole = '1'] = formatDecimal(max, places).split('.')
  const digits = whole.length - 1
  const below = digits < 1 ? '0' : digits === 1 ? '\\d' : `(0|[1-9]\\d{0,${String(digits - 1)}})`
  const fraction = `(\\.\\d{1,${String(places)}})?`
  return {
    type: ['string', 'number'],
    pattern: `^(${below}${fraction}|-0(\\.0{1,${String(places)}})?|${whole}(\\.0{1,${String(places)}})?)$`,
    minimum: 0,
    maximum: Number(whole),
  }
}

/** A name: not empty, not long. */
export const NAME: Schema = { type: 'string', minLength: 1, maxLength: 200 }

export const object = (properties: Schema, more: Schema = {}): Schema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
})

export const both = (zh: string, en: string): string => `${zh} · ${en}`

/** An object with just these fields, all of them there: those of a type, so that the two cannot part. */
export const exactly = <T>(properties: Readonly<Record<keyof T, Schema>>): Schema =>
  object(properties, { required: Object.keys(properties) })

export const TEXT: Schema = { type: 'string' }
export const NULLABLE_TEXT: Schema = { type: ['string', 'null'] }
export const LABEL: Schema = exactly<{ zh: string; en: string }>({ zh: TEXT, en: TEXT })
/** Who gave a number. */
export const SOURCES: Schema = { enum: ['clause', 'published', 'illustrative', 'override'] }
export const list = (items: Schema): Schema => ({ type: 'array', items })
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })
export const NULLABLE_DAY: Schema = orNull(DAY)
