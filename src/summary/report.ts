import type { Label } from '../facts/spec.ts'
import type { Policy } from '../policy.ts'
import { packIdentity, type PackIdentity } from '../settlement/pack-identity.ts'
import { cellPlace, DIMENSIONS, type CellPlace, type DimensionId } from './dimensions.ts'
import { layerPlaceOf, placeOf } from './fields.ts'
import type { Ladder } from './ladder.ts'
import type { LimitPlace } from './limits.ts'
import type { Counted } from './persons.ts'
import { ExactSums, formatFen, shareText } from './sums.ts'
import type { TopClaim } from './top-claims.ts'

/** What one fund (layer) paid: amounts in yuan, how many claims it paid for, took a deductible from, left cost above a limit of. */
export interface FundSums {
  readonly paid: string
  readonly deductible: string
  readonly capExcess: string
  readonly paidClaims: number
  readonly deductibleClaims: number
  readonly cappedClaims: number
}

/** Sums of some claims. `fundShare`: what the funds paid of the total, `inPolicyShare`: of the cost in policy, four decimals, null of nothing. */
export interface Sums {
  readonly claims: number
  readonly total: string
  readonly inPolicy: string
  readonly fund: string
  readonly personal: string
  readonly institutionBorne: string
  readonly fundShare: string | null
  readonly inPolicyShare: string | null
  /** By layer. */
  readonly funds: Readonly<Record<string, FundSums>>
}

export interface SummaryRow extends Sums {
  /** A code of the dimension's fact ('' where a claim gave none), or a month of the benefit year as `2025-01`. */
  readonly code: string
}

/** How many lie between two amounts: `from` included, `to` not; no `to`: and above. */
interface Step {
  readonly from: string
  readonly to?: string
}

export interface SummaryJson {
  readonly version: 1
  readonly policy: PackIdentity & { readonly name: Label }
  readonly rows: { readonly settled: number; readonly rejected: number; readonly refused: Readonly<Record<string, number>> }
  readonly persons: number
  readonly funds: readonly { readonly id: string; readonly label: Label }[]
  readonly sums: Sums
  readonly by: Readonly<Record<DimensionId | 'month', readonly SummaryRow[]>>
  readonly limits: readonly {
    readonly id: string
    readonly fund: string
    readonly counts: 'payment' | 'cost'
    readonly bucket: Label | null
    readonly persons: number
    readonly claims: number
  }[]
  /** Claims by their bill; persons by what the funds paid for them and by what they bore. */
  readonly distribution: {
    readonly bills: readonly (Step & { readonly claims: number; readonly total: string; readonly fund: string })[]
    readonly fund: readonly (Step & { readonly persons: number; readonly fund: string; readonly personal: string })[]
    readonly personal: readonly (Step & { readonly persons: number; readonly fund: string; readonly personal: string })[]
  }
  readonly top: readonly { readonly claimId: string; readonly total: string; readonly fund: string; readonly personal: string }[]
}

/** What a report is made of. */
export interface Counts {
  readonly policy: Pick<Policy, 'pack'>
  readonly limits: readonly LimitPlace[]
  readonly size: number
  readonly cells: ReadonlyMap<number, ExactSums>
  readonly rejected: number
  readonly refused: ReadonlyMap<string, number>
  readonly bills: Ladder
  readonly top: readonly TopClaim[]
  readonly persons: Counted
}

/** Everything as JSON; rows in the order of the catalogue, months in theirs. */
export function summaryReport(counts: Counts): SummaryJson {
  const { pack } = counts.policy
  const all = new ExactSums(counts.size)
  for (const sums of counts.cells.values()) all.addAll(sums)
  const cells = [...counts.cells].map(([key, sums]) => ({ place: cellPlace(key), sums }))
  const by = (code: (place: CellPlace) => Bucketed): readonly SummaryRow[] => rowsBy(counts, cells, code)
  const dimension = (id: DimensionId): readonly SummaryRow[] => by(({ codes }) => codes.get(id) ?? { code: '', order: 0 })
  return {
    version: 1,
    policy: { ...packIdentity(pack), name: pack.json.name },
    rows: {
      settled: Number(all.get(placeOf('claims'))),
      rejected: counts.rejected,
      refused: Object.fromEntries([...counts.refused].sort(([one], [other]) => (one < other ? -1 : 1))),
    },
    persons: counts.persons.count,
    funds: pack.layers.map(({ id, fund }) => ({ id, label: fund })),
    sums: sumsOf(counts, all),
    by: {
      ...(Object.fromEntries(DIMENSIONS.map(({ id }) => [id, dimension(id)])) as Record<DimensionId, readonly SummaryRow[]>),
      month: by(({ month }) => ({ code: monthText(month), order: month })),
    },
    limits: counts.limits.map((limit, i) => limitJson(counts, limit, i)),
    distribution: {
      bills: counts.bills
        .steps()
        .map(step => ({ ...range(step), claims: Number(step.count), total: formatFen(step.first), fund: formatFen(step.second) })),
      fund: counts.persons.fund
        .steps()
        .map(step => ({ ...range(step), persons: Number(step.count), fund: formatFen(step.first), personal: formatFen(step.second) })),
      personal: counts.persons.personal
        .steps()
        .map(step => ({ ...range(step), persons: Number(step.count), fund: formatFen(step.second), personal: formatFen(step.first) })),
    },
    top: counts.top.map(({ claimId, total, fund, personal }) => ({ claimId, total: fen(total), fund: fen(fund), personal: fen(personal) })),
  }
}

interface Bucketed {
  readonly code: string
  readonly order: number
}

function rowsBy(
  counts: Counts,
  cells: readonly { readonly place: CellPlace; readonly sums: ExactSums }[],
  bucketOf: (place: CellPlace) => Bucketed,
): readonly SummaryRow[] {
  const rows = new Map<number, { readonly code: string; readonly sums: ExactSums }>()
  for (const { place, sums } of cells) {
    const { code, order } = bucketOf(place)
    const row = rows.get(order) ?? { code, sums: new ExactSums(counts.size) }
    row.sums.addAll(sums)
    rows.set(order, row)
  }
  return [...rows].sort(([one], [other]) => one - other).map(([, { code, sums }]) => ({ code, ...sumsOf(counts, sums) }))
}

function sumsOf({ policy }: Counts, sums: ExactSums): Sums {
  const get = (field: Parameters<typeof placeOf>[0]): bigint => sums.get(placeOf(field))
  return {
    claims: Number(get('claims')),
    total: formatFen(get('total')),
    inPolicy: formatFen(get('inPolicy')),
    fund: formatFen(get('fund')),
    personal: formatFen(get('personal')),
    institutionBorne: formatFen(get('institutionBorne')),
    fundShare: shareText(get('fund'), get('total')),
    inPolicyShare: shareText(get('fund'), get('inPolicy')),
    funds: Object.fromEntries(policy.pack.layers.map(({ id }, layer) => [id, fundSums(sums, layer)])),
  }
}

function fundSums(sums: ExactSums, layer: number): FundSums {
  const get = (field: Parameters<typeof layerPlaceOf>[1]): bigint => sums.get(layerPlaceOf(layer, field))
  return {
    paid: formatFen(get('paid')),
    deductible: formatFen(get('deductible')),
    capExcess: formatFen(get('capExcess')),
    paidClaims: Number(get('paidClaims')),
    deductibleClaims: Number(get('deductibleClaims')),
    cappedClaims: Number(get('cappedClaims')),
  }
}

function limitJson({ policy, persons }: Counts, { id, layer, counts, bucket }: LimitPlace, index: number): SummaryJson['limits'][number] {
  return {
    id,
    fund: policy.pack.layers[layer]?.id ?? '',
    counts,
    bucket: (bucket === undefined ? undefined : policy.pack.buckets.get(bucket)?.label) ?? null,
    persons: persons.limitPersons[index] ?? 0,
    claims: persons.limitClaims[index] ?? 0,
  }
}

const fen = (amount: number): string => formatFen(BigInt(amount))

const range = ({ from, to }: { readonly from: number; readonly to: number | undefined }): Step => ({
  from: fen(from),
  ...(to === undefined ? {} : { to: fen(to) }),
})

function monthText(month: number): string {
  const of = month % 12
  return `${String((month - of) / 12)}-${String(of + 1).padStart(2, '0')}`
}
