import { formatMoney } from '../base/decimal.ts'
import { FACTS } from '../facts/catalogue.ts'
import type { FactSpec, FactType, FactValue, Label } from '../facts/spec.ts'

/**
 * `required`: where a rule reads it; `optional`: may be absent; `default`: that value where it is not given; `derived`: worked out from other facts,
 * may be given; `history`: read from the state, never given.
 */
export type Presence = 'required' | 'optional' | 'default' | 'derived' | 'history'

/** A fact of the catalogue as somebody who writes a claim or a case needs it. */
export interface FactEntry {
  readonly fact: string
  readonly label: Label
  readonly type: FactType
  /** The codes it may have. */
  readonly values: readonly { readonly code: string; readonly label: Label }[]
  /** Other codes are allowed, too. */
  readonly open: boolean
  readonly presence: Presence
  /** As a claim would give it. */
  readonly default?: FactValue
}

/** Facts whose paths begin so, in order of the catalogue. */
export const factEntries = (prefix = ''): readonly FactEntry[] => FACTS.filter(({ path }) => path.startsWith(prefix)).map(entryOf)

function entryOf(spec: FactSpec): FactEntry {
  const { path, label, type, codes = [], codeLabels = {}, open } = spec
  const presence = presenceOf(spec)
  return {
    fact: path,
    label,
    type,
    values: codes.map(code => ({ code, label: codeLabels[code] ?? { zh: code, en: code } })),
    open: open === true,
    presence,
    ...(presence === 'default' && spec.default !== undefined
      ? { default: type === 'money' ? formatMoney(Number(spec.default)) : spec.default }
      : {}),
  }
}

function presenceOf({ source, type, default: byDefault }: FactSpec): Presence {
  if (source !== undefined) return source
  if (type === 'day' || byDefault === '' || (type === 'area' && byDefault === 0)) return 'optional'
  return byDefault === undefined ? 'required' : 'default'
}
