import type { Policy } from '../policy.ts'

/** What is added up of every claim, one number each. Of layers: in order, six each. */
export const FIELDS = ['claims', 'total', 'inPolicy', 'fund', 'personal', 'institutionBorne'] as const
const LAYER_FIELDS = ['paid', 'deductible', 'capExcess', 'paidClaims', 'deductibleClaims', 'cappedClaims'] as const

export type Field = (typeof FIELDS)[number]
export type LayerField = (typeof LAYER_FIELDS)[number]

export const placeOf = (field: Field): number => FIELDS.indexOf(field)
export const layerPlaceOf = (layer: number, field: LayerField): number =>
  FIELDS.length + layer * LAYER_FIELDS.length + LAYER_FIELDS.indexOf(field)
export const fieldCount = (layers: number): number => FIELDS.length + layers * LAYER_FIELDS.length

/** Where the lines that are added up stand among those of a policy. */
export interface LinePlaces {
  readonly total: number
  readonly inPolicy: number
  readonly fund: number
  readonly personal: number
  readonly institutionBorne: number
  readonly layers: readonly { readonly paid: number; readonly deductible: number; readonly capExcess: number; readonly payable: number }[]
}

/** Throws a RangeError if the policy has no such line. */
export function linePlaces(policy: Pick<Policy, 'pack' | 'lines'>): LinePlaces {
  const at = (id: string): number => {
    const place = policy.lines.indexOf(id)
    if (place < 0) throw new RangeError(`the policy has no line ${id}`)
    return place
  }
  return {
    total: at('total'),
    inPolicy: at('inPolicy'),
    fund: at('fund'),
    personal: at('personal'),
    institutionBorne: at('institutionBorne'),
    layers: policy.pack.layers.map(({ id }) => ({
      paid: at(`${id}.paid`),
      deductible: at(`${id}.deductible`),
      capExcess: at(`${id}.capExcess`),
      payable: at(`${id}.payable`),
    })),
  }
}
