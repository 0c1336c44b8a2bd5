import type { Settlement } from './settlement.ts'

/** Lines of a settlement in fen (ratios in ten-thousandths), in the order asked for; 0 of a line that it has not. */
export function settledValues({ lines }: Settlement, ids: readonly string[]): readonly number[] {
  const texts = new Map(lines.map(line => [line.id, 'amount' in line ? line.amount : line.ratio]))
  // An amount always has its two decimals, a ratio its four: without the point it is a whole number.
  return ids.map(id => Number((texts.get(id) ?? '0').replace('.', '')))
}
