import { factSpec } from '../facts/catalogue.ts'
import type { Label } from '../facts/spec.ts'
import type { IndicatorJson } from '../pack/schema-indicator.ts'

/** What a group, flag or count is called: as the pack says, else as a level of institutions of that name is, else by its name. */
export function nameLabel({ labels }: IndicatorJson, name: string): Label {
  const own = labels !== undefined && Object.hasOwn(labels, name) ? labels[name] : undefined
  const levels = factSpec('institution.adminLevel')?.codeLabels ?? {}
  return own ?? (Object.hasOwn(levels, name) ? levels[name] : undefined) ?? { zh: name, en: name }
}
