import { FIRST_DAY, LAST_DAY, parseDay } from '../base/date.ts'
import { Expressions } from '../expression/expressions.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import type { Node } from '../expression/node.ts'
import { lineOf } from '../expression/sheet.ts'
import { CONSTRAINTS } from '../facts/constraints.ts'
import type { SheetFacts } from '../invariant/sheet-facts.ts'
import { lowerCondition, type ConditionScope } from '../condition/lower.ts'
import type { Condition } from '../condition/types.ts'
import type { Pack } from '../pack/pack.ts'
import type { Policy } from '../policy.ts'
import { SituationSearch, type Assignment, type Budget, type SearchEnd } from './search.ts'
import { variablesOf, type DayRange, type Variable } from './variables.ts'
import { finiteInputs, type FiniteInputs } from './finite-copy.ts'

/** What every part of one check works with. */
export interface CheckScope {
  readonly policy: Pick<Policy, 'pack' | 'sheet' | 'trySettle' | 'open' | 'values'>
  readonly sheet: LiveSheet
  /** Days on which the rules may be dated. */
  readonly days: DayRange
  readonly facts: SheetFacts
  readonly budget: Budget
}

/** The days that a check looks at: the pack's window, or one day of it; undefined: no day is in it. */
export function checkedDays(pack: Pack, asOf: number | undefined): DayRange | undefined {
  const { from, to } = pack.json.window ?? {}
  const first = from === undefined ? FIRST_DAY : (parseDay(from) ?? FIRST_DAY)
  const last = to === undefined ? LAST_DAY : (parseDay(to) ?? LAST_DAY + 1) - 1
  const range = { from: Math.max(first, asOf ?? first), to: Math.min(last, asOf ?? last) }
  return range.from > range.to ? undefined : range
}

/** A fresh sheet to ask about: two copies of it share what is not renamed. */
export const freshInputs = (): FiniteInputs => finiteInputs(new Expressions())

/** Constraints between codes that no claim breaks, on the sheet. Those between amounts and days are left to the claims that are tried. */
export function codeConstraints({ facts }: CheckScope): Node {
  const own: ConditionScope = {
    expressions: facts.expressions,
    // What a claim says, not what rules make of it.
    fact: path => facts.own(path),
    literal: (path, literal) => facts.literal(path, literal),
    parameter: (id, path) => facts.parameter(id, path),
    codes: id => facts.codes(id),
  }
  const held = CONSTRAINTS.flatMap(({ never }) => {
    if (never === undefined || !never.every(({ fact }) => facts.reads(fact))) return []
    const parts = never.map(({ fact, codes }): Condition => ({ fact, operator: 'in', value: codes }))
    return [lowerCondition(own, { not: { all: parts } }).truth]
  })
  return facts.expressions.and(...held)
}

/** That the base of a layer is over 0. */
export function reachedLayer({ sheet }: CheckScope, layer: string): Node {
  const x = sheet.expressions
  return x.not(x.le(lineOf(sheet, `${layer}.base`).node, x.zero))
}

/** That no guard speaks. */
export function answered({ sheet }: CheckScope): Node {
  const x = sheet.expressions
  return x.and(...sheet.guards.map(guard => x.not(guard.when)))
}

/** What holds of every claim: the constraints between codes; `strict`: and that the sheet has an answer. */
export function givenOf(scope: CheckScope, strict: boolean): Node {
  const x = scope.sheet.expressions
  return strict ? x.and(codeConstraints(scope), answered(scope)) : codeConstraints(scope)
}

/** A search over the inputs below these flags of a copy. */
export function openSearch(
  scope: CheckScope,
  inputs: FiniteInputs,
  roots: readonly Node[],
  group?: (variable: Variable) => number,
): SituationSearch {
  return new SituationSearch(inputs.expressions, variablesOf(inputs, roots, scope.days, group), scope.budget)
}

/** A situation with the measure that its claims confirmed. */
export interface Confirmed {
  readonly measure: number
}

export interface Worst<T> {
  readonly end: SearchEnd
  readonly worst?: T & { readonly found: Assignment }
}

/** A flag and what is measured where it holds; `exact`: both with their amounts. */
export interface AskedMeasure {
  readonly flag: Node
  readonly measure: Node
  readonly below: number
  readonly exact?: { readonly flag: Node; readonly measure: Node }
}

/**
 * The situation of least measure below a limit in which the flag holds; `confirm` settles claims of it, and only what they show counts. `end` is
 * `none` if no other is worse (or there is none at all), `open` if one may be.
 */
export function worstOf<T extends Confirmed>(
  search: SituationSearch,
  { expressions: x }: FiniteInputs,
  question: AskedMeasure,
  confirm: (found: Assignment) => T | undefined,
): Worst<T> {
  const { flag, measure, below, exact } = question
  let worst: (T & { readonly found: Assignment }) | undefined
  for (;;) {
    const limit = worst?.measure ?? below
    const less = (node: Node): Node => x.not(x.le(x.constant(limit, measure.type), node))
    const worse = x.and(flag, less(measure))
    let taken: typeof worst
    const accept = (found: Assignment): boolean => {
      const confirmed = confirm(found)
      if (confirmed === undefined || confirmed.measure >= limit) return false
      taken = { ...confirmed, found: search.shortest(worse, found) }
      return true
    }
    const end = search.find(worse, accept, { exact: exact === undefined ? undefined : x.and(exact.flag, less(exact.measure)) })
    if (end !== 'accepted' || taken === undefined) return worst === undefined ? { end } : { end, worst }
    worst = taken
  }
}

/** Rules up to which a question that was left open is asked again with every guard. */
const ASKED_AGAIN = 1_000

/** Whether a question that was left open is worth asking again, strictly. */
export const asksAgain = ({ policy }: CheckScope, end: SearchEnd | undefined): boolean =>
  end === 'open' && policy.pack.rules.length <= ASKED_AGAIN

/** Of two answers to one question the worse, as decided as the second, which knew more. */
export function worseOf<T extends Confirmed>(first: Worst<T> | undefined, second: Worst<T>): Worst<T> {
  const [a, b] = [first?.worst, second.worst]
  const worst = a === undefined || (b !== undefined && b.measure < a.measure) ? b : a
  return worst === undefined ? { end: second.end } : { end: second.end, worst }
}
