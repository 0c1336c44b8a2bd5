import * as z from 'zod'
import { parseDay } from '../base/date.ts'
import { readDecimal } from '../base/decimal.ts'

/** What JSON Schema is to say of a value that zod checks with code. */
export interface Form {
  /** The name of its definition. */
  readonly id?: string
  readonly pattern?: string
  readonly format?: string
}

export const FORMS = z.registry<Form>()

/** A pack's text from outside: names are short, lists are bounded. The message of a format is the name of its issue. */
export const ID = z.string().regex(/^[A-Za-z][\w.-]{0,79}$/, 'id')
export const layerId = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'layerId')
export const clause = z.string().max(120)
export const day = z
  .string()
  .refine(value => parseDay(value) !== undefined, 'day')
  .register(FORMS, { id: 'day', pattern: '^(19[7-9]\\d|20\\d\\d|21\\d\\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', format: 'date' })

function decimal(id: string, places: number, min: number, max: number) {
  const fits = (value: unknown): boolean => typeof readDecimal(value, places, min, max) === 'number'
  return z
    .union([z.string(), z.number()], { error: 'decimal' })
    .refine(fits, { error: 'decimal', params: { places, min, max } })
    .register(FORMS, { id, pattern: `^${min < 0 ? '-?' : ''}(0|[1-9]\\d*)(\\.\\d{1,${String(places)}})?$` })
}

export const money = decimal('money', 2, 0, 1e11)
export const ratio = decimal('ratio', 4, 0, 10_000)
export const points = decimal('points', 2, -10_000, 10_000)
export const scale = decimal('scale', 4, 0, 80_000)
/** How many times a mean. */
export const multiple = decimal('multiple', 4, 0, 10_000_000)
/** A number of a target: a share, a count, a time in minutes. */
export const quantity = decimal('quantity', 4, -9e15, 9e15)
export const int = z.int().min(-1e6).max(1e6)

export const parameterRef = z.strictObject({ parameter: ID })
export const orParameter = <T extends z.ZodType>(value: T) => z.union([parameterRef, value])

export const literal = z.union([z.string().max(200), z.number(), z.boolean()])
