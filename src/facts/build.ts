import { FIRST_DAY, LAST_DAY } from '../base/date.ts'
import { MAX_FEN, type FactSpec, type FactValue, type Label } from './spec.ts'

/** Codes of an enum or set, each with its zh and en label. */
export type CodeLabels = Readonly<Record<string, readonly [zh: string, en: string]>>

type Extra = Pick<FactSpec, 'source'>

const codesOf = (labels: CodeLabels): { readonly codes: readonly string[]; readonly codeLabels: Readonly<Record<string, Label>> } => ({
  codes: Object.keys(labels),
  codeLabels: Object.fromEntries(Object.entries(labels).map(([code, [zh, en]]) => [code, { zh, en }])),
})

/** A flag, false unless given. */
export const flag = (path: string, zh: string, en: string, byDefault = false): FactSpec => ({
  path,
  type: 'flag',
  label: { zh, en },
  default: byDefault,
})

/** A flag without default. */
export const requiredFlag = (path: string, zh: string, en: string): FactSpec => ({ path, type: 'flag', label: { zh, en } })

export const int = (path: string, zh: string, en: string, max: number, byDefault = 0, extra: Extra = {}): FactSpec => ({
  path,
  type: 'int',
  label: { zh, en },
  min: 0,
  max,
  default: byDefault,
  ...extra,
})

/** An amount in fen; pass null for an amount without default. */
export const money = (path: string, zh: string, en: string, byDefault: number | null = 0, extra: Extra = {}): FactSpec => ({
  path,
  type: 'money',
  label: { zh, en },
  min: 0,
  max: MAX_FEN,
  ...(byDefault === null ? {} : { default: byDefault }),
  ...extra,
})

/** A civil day, absent unless given. */
export const day = (path: string, zh: string, en: string): FactSpec => ({
  path,
  type: 'day',
  label: { zh, en },
  min: FIRST_DAY,
  max: LAST_DAY,
})

export const id = (path: string, zh: string, en: string, extra: Extra = {}): FactSpec => ({
  path,
  type: 'id',
  label: { zh, en },
  default: '',
  ...extra,
})

export const area = (path: string, zh: string, en: string): FactSpec => ({ path, type: 'area', label: { zh, en }, default: 0 })

/** One of closed codes; without `byDefault` it is required. */
export const oneOf = (path: string, zh: string, en: string, labels: CodeLabels, byDefault?: string, extra: Extra = {}): FactSpec => ({
  path,
  type: 'enum',
  label: { zh, en },
  ...codesOf(labels),
  ...(byDefault === undefined ? {} : { default: byDefault }),
  ...extra,
})

const EMPTY: FactValue = Object.freeze([])

/** Some of closed codes, none unless given. */
export const someOf = (path: string, zh: string, en: string, labels: CodeLabels): FactSpec => ({
  path,
  type: 'set',
  label: { zh, en },
  ...codesOf(labels),
  default: EMPTY,
})

/** Open codes, of which some are known, none unless given. */
export const openSet = (path: string, zh: string, en: string, known: CodeLabels): FactSpec => ({
  ...someOf(path, zh, en, known),
  open: true,
})

/** One open code, of which some are known, absent unless given. */
export const openCode = (path: string, zh: string, en: string, known: CodeLabels): FactSpec => ({
  path,
  type: 'code',
  label: { zh, en },
  ...codesOf(known),
  open: true,
  default: '',
})
