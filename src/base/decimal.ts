/** Outcome of reading a decimal: an integer count of the smallest unit, or why there is none. */
export type DecimalRead = number | 'type' | 'format' | 'decimals' | 'range'

/**
 * Reads a decimal string (or a JSON number) as an integer count of 10^-places.
 * `1.005` with two places is `decimals`, never rounded; exponents and signs other than a leading minus are `format`.
 */
export function readDecimal(value: unknown, places: number, min: number, max: number): DecimalRead {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return 'format'
    // String(0.1 + 0.2) shows all its digits: a binary fraction is refused as too many decimals.
    value = String(value)
  }
  if (typeof value !== 'string') return 'type'
  if (value.length > 32) return 'range'
  const match = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/.exec(value)
  if (match === null) return 'format'
  const fraction = match[3] ?? ''
  if (fraction.length > places) return 'decimals'
  const magnitude = Number((match[2] ?? '0') + fraction.padEnd(places, '0'))
  const signed = match[1] === '-' && magnitude !== 0 ? -magnitude : magnitude
  return Number.isSafeInteger(signed) && signed >= min && signed <= max ? signed : 'range'
}

/** Writes an integer count of 10^-places as a decimal string: `formatDecimal(-5, 2)` is `"-0.05"`. */
export function formatDecimal(count: number, places: number): string {
  const digits = String(Math.abs(count)).padStart(places + 1, '0')
  const sign = count < 0 ? '-' : ''
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

const CENTS: readonly string[] = Array.from({ length: 100 }, (_, cents) => `.${String(cents).padStart(2, '0')}`)

const THOUSAND = 1000

/** Numbers below a thousand as they stand alone, and as the end of a longer one: an engine makes a text of a number more slowly than it joins two. */
const HEADS: readonly string[] = Array.from({ length: THOUSAND }, (_, n) => String(n))
const TAILS: readonly string[] = HEADS.map(head => head.padStart(3, '0'))

/** Fen as yuan: `formatMoney(408000)` is `"4080.00"`. */
export function formatMoney(fen: number): string {
  if (!(fen >= 0 && fen < 100 * THOUSAND * THOUSAND)) return formatDecimal(fen, 2)
  // As a small integer: the remainder of a double is dear.
  const count = fen | 0
  const cents = count % 100
  const yuan = ((count - cents) / 100) | 0
  const below = yuan % THOUSAND
  if (yuan === below) return (HEADS[yuan] as string) + (CENTS[cents] as string)
  return (HEADS[(yuan - below) / THOUSAND] as string) + (TAILS[below] as string) + (CENTS[cents] as string)
}

/** Ten-thousandths as a ratio: `formatRatio(8500)` is `"0.8500"`. */
export const formatRatio = (tenThousandths: number): string => formatDecimal(tenThousandths, 4)
