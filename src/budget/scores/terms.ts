import type { DayNumber } from '../../base/date.ts'
import { readDecimal } from '../../base/decimal.ts'
import { policyError } from '../../base/format-issue.ts'
import { errorIssue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import { clip } from '../../base/text.ts'
import type { Label } from '../../facts/spec.ts'
import type { Pack, Source } from '../../pack/pack.ts'
import type { ScoringJson } from '../../pack/schema-scoring.ts'
import { UNIT } from './numbers.ts'

/** A number of the terms in ten-thousandths. Undefined: its parameter has no value, which matters where a case needs it. */
export interface ScoreNumber {
  readonly value: number | undefined
  readonly parameter: ScoreParameter | undefined
}

export interface ScoreParameter {
  readonly id: string
  readonly label: Label
  readonly clause: string | undefined
  /** As written, and whose it is; undefined: it has no value. */
  readonly given: { readonly value: unknown; readonly source: Source } | undefined
}

/** Where a band ends; undefined: it is open. */
export type BandEnd = { readonly at: ScoreNumber; readonly included: boolean } | undefined

export interface Deviation {
  readonly id: string
  readonly end: BandEnd
  readonly times: ScoreNumber
  readonly plus: ScoreNumber
  readonly less: ScoreNumber
  readonly review: boolean
}

/** Its factor is `base` + `number`, in ten-thousandths. */
export interface FlagFactor {
  readonly flag: string
  readonly base: number
  readonly number: ScoreNumber
}

export interface ClearingBand {
  readonly id: string
  readonly end: BandEnd
  readonly pays: 'used' | 'entitled' | 'shared' | 'capped'
  readonly share: ScoreNumber
}

/** How cases are scored and paid by one scoring of a pack, with its numbers as of a day. */
export interface ScoreTerms {
  readonly id: string
  readonly method: 'dip' | 'drg'
  readonly source: Source
  readonly clause: string | null
  readonly basis: Label | null
  readonly baseCoefficient: ScoreNumber | undefined
  readonly deviations: readonly Deviation[]
  readonly flagFactors: readonly FlagFactor[]
  readonly bands: readonly ClearingBand[]
}

/** The terms of a pack's scoring on a day; `id` may be left out where it has one. Throws a PolicyError where there is none, or several. */
export function scoreTerms(pack: Pack, on: DayNumber, id?: string): ScoreTerms {
  const json = chosen(pack, id)
  const number = numbersOf(pack, on)
  const zero = number(0)
  const end = ({ below, upTo }: Ended): BandEnd =>
    below !== undefined ? { at: number(below), included: false } : upTo !== undefined ? { at: number(upTo), included: true } : undefined
  const orZero = (written: Written | undefined): ScoreNumber => (written === undefined ? zero : number(written))
  return {
    id: json.id,
    method: json.method,
    source: json.source,
    clause: json.clause ?? null,
    basis: json.basis ?? null,
    baseCoefficient: json.baseGroups === undefined ? undefined : number(json.baseGroups.coefficient),
    deviations: json.deviations.map(one => ({
      id: one.id,
      end: end(one),
      times: number(one.times),
      plus: orZero(one.plus),
      less: orZero(one.less),
      review: one.review ?? false,
    })),
    flagFactors: json.flagFactors.map(({ flag, times, uplift }) => ({
      flag,
      base: times === undefined ? UNIT : 0,
      number: orZero(times ?? uplift),
    })),
    bands: json.bands.map(one => ({ id: one.id, end: end(one), pays: one.pays, share: orZero(one.share) })),
  }
}

function chosen({ scoring }: Pack, id: string | undefined): ScoringJson {
  const known = scoring.map(one => one.id)
  const [only, second] = id === undefined ? scoring : scoring.filter(one => one.id === id)
  if (only !== undefined && second === undefined) return only
  const list = known.join(', ')
  if (known.length === 0) throw policyError([errorIssue('scoringNone', '')])
  if (id === undefined) throw policyError([errorIssue('scoringUnclear', '', { known: list })])
  throw policyError([errorIssue('scoringMissing', '', { known: list, id: clip(id), suggestion: suggest(id, known) ?? '' })])
}

type Written = string | number | { readonly parameter: string }

interface Ended {
  readonly below?: Written | undefined
  readonly upTo?: Written | undefined
}

function numbersOf({ parameters }: Pack, on: DayNumber): (written: Written) => ScoreNumber {
  return written => {
    if (typeof written !== 'object') return { value: tenThousandths(written), parameter: undefined }
    const parameter = parameters.get(written.parameter)
    const inForce = parameter?.values.filter(({ from }) => from === undefined || from <= on).at(-1)
    const given = inForce === undefined ? undefined : { value: inForce.value, source: inForce.source }
    const { id, label, clause } = parameter ?? { id: written.parameter, label: { zh: written.parameter, en: written.parameter } }
    return { value: tenThousandths(given?.value), parameter: { id, label, clause, given } }
  }
}

/** The schema and the load have read it already: undefined is no value at all. */
function tenThousandths(written: unknown): number | undefined {
  const read = readDecimal(written, 4, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
  return typeof read === 'number' ? read : undefined
}
