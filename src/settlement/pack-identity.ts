import type { Pack } from '../pack/pack.ts'

/** What a result or report is of. */
export interface PackIdentity {
  readonly id: string
  readonly version: number
  readonly release?: string
  readonly status: 'issued' | 'trial' | 'draft'
  readonly scheme: string | null
  readonly illustrative: boolean
}

/** A pack under its scheme, by name. */
export function packIdentity({ json, scheme }: Pack): PackIdentity {
  const { id, version, release, status } = json
  return {
    id,
    version,
    ...(release === undefined ? {} : { release }),
    status,
    scheme: scheme?.id ?? null,
    illustrative: scheme?.source === 'illustrative',
  }
}
