import { limitLine } from '../pack/pack.ts'
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

/** Ids of the lines that are added up, or that tell whether a limit was met, in order of the policy's. */
export function summedLines({ pack, lines }: Pick<Policy, 'pack' | 'lines'>): readonly string[] {
  const wanted = new Set([
    ...['total', 'inPolicy', 'fund', 'personal', 'institutionBorne'],
    ...pack.layers.flatMap(({ id, limits = [] }) => [
      ...['paid', 'deductible', 'capExcess', 'payable'].map(name => `${id}.${name}`),
      ...limits.map(limit => leftLine(id, limit.id)),
    ]),
  ])
  return lines.filter(id => wanted.has(id))
}

/** The line that says what a limit left: of `basic.limit.year`, `basic.left.year`. */
export const leftLine = (layer: string, limit: string | undefined): string => limitLine(layer, limit).replace('.limit', '.left')

/** Where the lines that are added up stand among those of a policy. */
export interface LinePlaces {
  readonly total: number
  readonly inPolicy: number
  readonly fund: number
  readonly personal: number
  readonly institutionBorne: number
  readonly layers: readonly { readonly paid: number; readonly deductible: number; readonly capExcess: number; readonly payable: number }[]
}

/** `lines`: ids in the order in which values come. Throws a RangeError if a line that is added up is not among them. */
export function linePlaces(pack: Policy['pack'], lines: readonly string[]): LinePlaces {
  const at = (id: string): number => {
    const place = lines.indexOf(id)
    if (place < 0) throw new RangeError(`there is no line ${id}`)
    return place
  }
  return {
    total: at('total'),
    inPolicy: at('inPolicy'),
    fund: at('fund'),
    personal: at('personal'),
    institutionBorne: at('institutionBorne'),
    layers: pack.layers.map(({ id }) => ({
      paid: at(`${id}.paid`),
      deductible: at(`${id}.deductible`),
      capExcess: at(`${id}.capExcess`),
      payable: at(`${id}.payable`),
    })),
  }
}
