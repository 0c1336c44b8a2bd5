import type { DuckDBType, DuckDBValue } from '@duckdb/node-api'
import { cellValue, type CellType } from '../csv-claim.ts'
import type { DuckModule } from './duck.ts'

/** Makes JSON of the values of one column; undefined: there is none. */
export type ReadCell = (value: DuckDBValue) => unknown

/** Decimals that money has; of more, zeros at the end are dropped, the others are the claim's fault. */
const PLACES = 2

/** How a column's values become JSON; undefined: its type holds no such fact exactly. Lists and structs are for sets and for what is no single value. */
export function cellReader({ DuckDBTypeId: id }: DuckModule, type: DuckDBType, cell: CellType): ReadCell | undefined {
  const texts: readonly number[] = [id.VARCHAR, id.ENUM, id.UUID, id.DECIMAL, id.DATE]
  const integers: readonly number[] = [
    id.TINYINT,
    id.SMALLINT,
    id.INTEGER,
    id.BIGINT,
    id.HUGEINT,
    id.UTINYINT,
    id.USMALLINT,
    id.UINTEGER,
    id.UBIGINT,
  ]
  const nested = (of: DuckDBType): boolean => {
    if (of.typeId === id.LIST) return nested((of as { readonly valueType: DuckDBType } & DuckDBType).valueType)
    if (of.typeId === id.STRUCT) return (of as { readonly entryTypes: readonly DuckDBType[] } & DuckDBType).entryTypes.every(nested)
    return of.typeId === id.BOOLEAN || texts.includes(of.typeId) || integers.includes(of.typeId)
  }
  const isList = type.typeId === id.LIST || type.typeId === id.STRUCT
  if (!nested(type) || (isList && cell !== 'set' && cell !== 'json')) return undefined
  if (isList) return jsonOf
  return value => {
    const json = jsonOf(value)
    return json === undefined || json === '' ? undefined : cellValue(typeof json === 'string' ? json : String(json), cell)
  }
}

interface Decimal {
  readonly value: bigint
  readonly scale: number
}

/** A value as JSON: decimals and days as texts, integers as numbers, fields that are NULL left out. */
function jsonOf(value: DuckDBValue): unknown {
  if (value === null) return undefined
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value !== 'object') return value
  if ('items' in value) return value.items.map(item => jsonOf(item) ?? null)
  if ('entries' in value && !Array.isArray(value.entries))
    return Object.fromEntries(
      Object.entries(value.entries as Readonly<Record<string, DuckDBValue>>).flatMap(([key, field]) => {
        const json = jsonOf(field)
        return json === undefined ? [] : [[key, json] as const]
      }),
    )
  return 'scale' in value ? decimalText(value) : value.toString()
}

function decimalText({ value, scale }: Decimal): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  const [whole, rest] = [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)]
  const zeros = /0*$/.exec(rest.slice(PLACES))?.[0].length ?? 0
  const decimals = rest.slice(0, rest.length - zeros)
  return `${value < 0n ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`
}
