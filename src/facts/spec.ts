/**
 * Kind of value a fact holds. `enum`: one of closed codes; `set`: codes, closed or open; `code`: one open code, such as a disease.
 */
export type FactType = 'flag' | 'int' | 'money' | 'day' | 'id' | 'area' | 'enum' | 'set' | 'code'

/**
 * A fact's value in internal units: flag boolean; int number; money integer fen; day DayNumber; id string ('' = absent);
 * area six-digit number (0 = absent); enum and code string ('' = absent code); set strings, sorted by code unit, each once.
 */
export type FactValue = boolean | number | string | readonly string[]

export interface Label {
  readonly zh: string
  readonly en: string
}

/** What values a fact may have. `min` and `max` are in internal units; no `default` means required (for a day: may be absent). */
export interface FactDomain {
  readonly path: string
  readonly type: FactType
  readonly codes?: readonly string[]
  /** The codes listed are those known; others are allowed. */
  readonly open?: true
  readonly min?: number
  readonly max?: number
  readonly default?: FactValue
  /** derived: worked out from other facts, may be given; history: read from the year's state, never given. */
  readonly source?: 'derived' | 'history'
}

/** One fact of the catalogue, with its labels. */
export interface FactSpec extends FactDomain {
  readonly label: Label
  readonly codeLabels?: Readonly<Record<string, Label>>
}

/** Read access to facts by path. */
export interface FactLookup {
  get(path: string): FactValue | undefined
}

/** The largest amount of money a claim may name, in fen. */
export const MAX_FEN = 1e11

/** `history.gapDays` where there is no previous stay. */
export const NO_GAP_DAYS = 36500
