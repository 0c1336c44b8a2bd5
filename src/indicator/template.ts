import type { Pack } from '../pack/pack.ts'
import { listIndicators, type ListedIndicator } from './list.ts'
import type { Part } from './read-value.ts'

/** Values to fill in, by indicator and group: what is left blank is told when they are judged. */
export function valuesTemplate(pack: Pack): { readonly version: 1; readonly asOf: ''; readonly values: Readonly<Record<string, unknown>> } {
  const values = listIndicators(pack).map(indicator => {
    const { id, groups } = indicator
    return [
      id,
      groups.length === 0 ? partsOf(indicator) : Object.fromEntries(groups.map(({ name }) => [name, partsOf(indicator)])),
    ] as const
  })
  return { version: 1, asOf: '', values: Object.fromEntries(values) }
}

function partsOf({ needs, names }: ListedIndicator): Readonly<Record<string, unknown>> {
  const blank = (part: Part): unknown => {
    if (part === 'flags' || part === 'counts') return Object.fromEntries(names.map(({ name }) => [name, '']))
    // That nothing happened is no blank; a mean of nothing is.
    return part === 'dates' ? [] : part === 'values' ? [''] : ''
  }
  return Object.fromEntries(needs.map(part => [part, blank(part)]))
}
