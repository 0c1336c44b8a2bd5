import type { Calendar } from '../base/calendar.ts'
import type { DayNumber } from '../base/date.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import type { GivenCase } from './case.ts'
import type { Reason } from './decision.ts'
import type { ChangedCases } from './changed-cases.ts'
import type { CaseEvaluator, DecisionContext } from './evaluate.ts'
import type { JudgedCase } from './judged-case.ts'

/** A case to be answered: as given, as judged, and by what. */
export interface Question {
  readonly pack: Pack
  readonly evaluator: CaseEvaluator
  readonly given: GivenCase
  readonly context: DecisionContext
  readonly judged: JudgedCase
  readonly calendar: Calendar
  readonly changed: ChangedCases
  /** The day as of which deadlines are judged. */
  readonly asOf: DayNumber
}

export const reasonOf = ({ id, clause, label }: Rule): Reason => ({ rule: id, clause: clause ?? null, label: label ?? null })

/** The rules of one effect that fire. */
export const firing = ({ pack, judged }: Question, type: string): readonly Rule[] =>
  pack.decisions.filter(rule => rule.type === type && judged.facts.fires(rule))
