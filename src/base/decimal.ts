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

const THOUSAND = 1000

/**
 * Texts of numbers below a thousand as they stand alone, as the end of a longer one, and of cents; each made when first asked for. An engine
 * makes a text of a number more slowly than it joins two.
 */
const HEADS = new Array<string | undefined>(THOUSAND)
const TAILS = new Array<string | undefined>(THOUSAND)
const CENTS = new Array<string | undefined>(100)

const head = (n: number): string => (HEADS[n] ??= String(n))
const tail = (n: number): string => (TAILS[n] ??= String(n).padStart(3, '0'))

/** Fen as yuan: `formatMoney(408000)` is `"4080.00"`. */
export function formatMoney(fen: number): string {
  if (!(fen >= 0 && fen < 100 * THOUSAND * THOUSAND)) return formatDecimal(fen, 2)
  // As a small integer: the remainder of a double is dear.
  const count = fen | 0
  const cents = count % 100
  const yuan = ((count - cents) / 100) | 0
  const below = yuan % THOUSAND
  const point = (CENTS[cents] ??= `.${String(cents).padStart(2, '0')}`)
  return yuan === below ? head(yuan) + point : head((yuan - below) / THOUSAND) + tail(below) + point
}

/** Ten-thousandths as a ratio: `formatRatio(8500)` is `"0.8500"`. */
export const formatRatio = (tenThousandths: number): string => formatDecimal(tenThousandths, 4)
