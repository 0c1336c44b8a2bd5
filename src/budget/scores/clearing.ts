import { halfUpFen, WHOLE } from '../fen.ts'
import type { BandEnd, ClearingBand } from './terms.ts'
import type { UsedNumbers } from './used-numbers.ts'

export interface Cleared {
  readonly band: string | null
  /** What the fund pays it, in fen. */
  readonly fund: bigint
}

/** An exact sum of money: numerator ÷ denominator fen. */
interface Exact {
  readonly numerator: bigint
  readonly denominator: bigint
}

/**
 * What an institution is paid by the band that used ÷ entitled lies in, half-up to the fen once. Without bands, or where it is entitled to nothing, what it is
 * entitled to. Undefined: a parameter has no value.
 */
export function clear(bands: readonly ClearingBand[], used: bigint, entitled: bigint, numbers: UsedNumbers): Cleared | undefined {
  if (bands.length === 0 || entitled <= 0n) return { band: null, fund: entitled }
  for (const [i, band] of bands.entries()) {
    const isIn = lies({ numerator: used, denominator: 1n }, band.end, entitled, numbers)
    if (isIn === undefined) return undefined
    if (!isIn) continue
    const paid = paidIn(bands, i, { numerator: used, denominator: 1n }, entitled, numbers)
    return paid && { band: band.id, fund: halfUpFen(paid.numerator, paid.denominator) }
  }
  return undefined
}

function lies(used: Exact, end: BandEnd, entitled: bigint, numbers: UsedNumbers): boolean | undefined {
  if (end === undefined) return true
  const at = numbers.take(end.at)
  if (at === undefined) return undefined
  const left = used.numerator * WHOLE
  const right = BigInt(at) * entitled * used.denominator
  return left < right || (end.included && left === right)
}

/** `used` is what was used, or the end of the band where a later one caps at it. */
function paidIn(bands: readonly ClearingBand[], i: number, used: Exact, entitled: bigint, numbers: UsedNumbers): Exact | undefined {
  const band = bands[i]
  switch (band?.pays) {
    case 'used':
      return used
    case 'entitled':
      return { numerator: entitled, denominator: 1n }
    case 'shared': {
      const share = numbers.take(band.share)
      if (share === undefined) return undefined
      const [whole, part] = [entitled * used.denominator * WHOLE, (used.numerator - entitled * used.denominator) * BigInt(share)]
      return { numerator: whole + part, denominator: used.denominator * WHOLE }
    }
    case 'capped': {
      const end = bands[i - 1]?.end
      const at = end && numbers.take(end.at)
      if (at === undefined) return undefined
      return paidIn(bands, i - 1, { numerator: BigInt(at) * entitled, denominator: WHOLE }, entitled, numbers)
    }
    case undefined:
      return undefined
  }
}
