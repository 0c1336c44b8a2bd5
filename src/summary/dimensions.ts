import { codesOf } from '../facts/domain.ts'
import type { FactLookup } from '../facts/spec.ts'

/** What a summary needs of a claim: its id, its facts as opened, and the benefit year and month (1 to 12) of `claimDays`. */
export interface SummaryClaim {
  readonly id: string
  readonly facts: FactLookup
  readonly year: number
  readonly month: number
}

/** Facts by which sums are told apart, beside the month. */
export const DIMENSIONS = [
  { id: 'tier', path: 'institution.tier' },
  { id: 'kind', path: 'encounter.kind' },
  { id: 'scheme', path: 'insurance.scheme' },
  { id: 'location', path: 'encounter.location' },
  { id: 'category', path: 'person.lowIncomeCategory' },
] as const

export type DimensionId = (typeof DIMENSIONS)[number]['id']

/** A dimension with its codes; a claim that gives none has ''. */
const CODED = DIMENSIONS.map(({ id, path }) => {
  const codes = [...codesOf(path), '']
  return { id, path, codes, index: new Map(codes.map((code, i) => [code, i])) }
})

/** More than the months of any year that a claim may name. */
const MONTHS = 40_000

/** The place of a claim among all combinations of codes and months, as one number. */
export function cellKey({ facts, year, month }: SummaryClaim): number {
  let key = 0
  for (const { path, codes, index } of CODED) {
    const code = facts.get(path)
    key = key * codes.length + (index.get(typeof code === 'string' ? code : '') ?? codes.length - 1)
  }
  return key * MONTHS + year * 12 + month - 1
}

/** What a key stands for. `month`: years × 12 + month, from 0. `order`: where the code stands in the catalogue, by dimension. */
export interface CellPlace {
  readonly month: number
  readonly codes: ReadonlyMap<DimensionId, { readonly code: string; readonly order: number }>
}

export function cellPlace(key: number): CellPlace {
  const month = key % MONTHS
  let rest = (key - month) / MONTHS
  const codes = new Map<DimensionId, { readonly code: string; readonly order: number }>()
  for (const { id, codes: all } of [...CODED].reverse()) {
    const order = rest % all.length
    codes.set(id, { code: all[order] ?? '', order })
    rest = (rest - order) / all.length
  }
  return { month, codes }
}
