import type { Language } from '../base/issue.ts'

/** `1234567.80` as `1,234,567.80`; whole numbers likewise. */
export function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const groups = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}

/** `0.8512` as `85.12%`; – of nothing. */
export function percent(share: string | null): string {
  if (share === null) return '–'
  const digits = share.replace('.', '').replace(/^0+(?=\d{3})/, '')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}%`
}

const UNITS: Readonly<Record<Language, readonly (readonly [size: bigint, unit: string])[]>> = {
  zh: [
    [100_000_000n, '亿'],
    [10_000n, '万'],
  ],
  en: [
    [1_000_000_000n, 'bn'],
    [1_000_000n, 'm'],
    [1_000n, 'k'],
  ],
}

/** An amount in yuan in few characters: `12345678.90` is `1234.6万`, `12.3m`. So many decimals, half-up; below the least unit whole yuan. */
export function compact(text: string, language: Language, decimals = 1): string {
  if (text.startsWith('-')) return `-${compact(text.slice(1), language, decimals)}`
  const whole = BigInt(text.split('.')[0] ?? '0')
  const units = UNITS[language]
  const scale = 10n ** BigInt(decimals)
  const scaledTo = (size: bigint): bigint => (whole * scale * 2n + size) / (size * 2n)
  for (const [i, [size, unit]] of units.entries()) {
    // What the unit below would show as one of this unit is one: 99,999,999 is 1亿, not 10000万.
    const below = units[i + 1]?.[0]
    if (whole < size && (below === undefined || scaledTo(below) * below < size * scale)) continue
    const digits = scaledTo(size)
      .toString()
      .padStart(decimals + 1, '0')
    const fraction = digits.slice(-decimals).replace(/0+$/, '')
    return `${digits.slice(0, -decimals)}${fraction === '' ? '' : `.${fraction}`}${unit}`
  }
  return grouped(whole.toString())
}
