import { formatDecimal, readDecimal } from '../base/decimal.ts'
import { pointer } from '../base/issue.ts'
import { lowerCondition } from '../condition/lower.ts'
import type { Condition } from '../condition/types.ts'
import type { Expressions } from '../expression/expressions.ts'
import type { Node } from '../expression/node.ts'
import { lineOf, type Line } from '../expression/sheet.ts'
import type { GapInvariant } from '../invariant/gap-invariant.ts'
import type { SituationClaim } from '../invariant/situation-claim.ts'
import { claimsOf } from './claims.ts'
import { FiniteCopy } from './finite-copy.ts'
import { asksAgain, freshInputs, givenOf, openSearch, reachedLayer, worseOf, worstOf, type CheckScope, type Worst } from './question.ts'
import { finding, type CheckFinding, type CheckSituation } from './report.ts'
import type { Assignment } from './search.ts'
import { shownSituation } from './situation.ts'
import type { Variable } from './variables.ts'

/** A gap invariant with its parts on the sheet. */
interface GapQuestion {
  readonly invariant: GapInvariant
  readonly path: string
  readonly line: Line
  readonly places: number
  readonly atLeast: number
  readonly a: Node
  readonly b: Node
}

interface Shown {
  readonly measure: number
  readonly lineA: number
  readonly lineB: number
  readonly a: SituationClaim
  readonly b: SituationClaim
}

/** Marks the facts that the second situation of a pair has to itself. No catalogue path begins with it. */
const OTHER = 'b '

/** For each invariant the pair of situations that breaks it worst: alike in all facts but those that may differ. */
export function checkGaps(scope: CheckScope): { readonly findings: readonly CheckFinding[]; readonly count: number } {
  const { invariants } = scope.policy.pack.json
  const findings = invariants.flatMap((invariant, i) => {
    const path = pointer('invariants', i)
    const question = questionOf(scope, invariant, path)
    if (typeof question === 'string')
      return [
        finding('error', 'invariantUnreadable', { path, clause: invariant.clause, params: { invariant: invariant.id, detail: question } }),
      ]
    const first = answer(scope, question, false)
    return told(scope, question, asksAgain(scope, first.end) ? worseOf(first, answer(scope, question, true)) : first)
  })
  return { findings, count: invariants.length }
}

/** The invariant's parts as nodes; a text: why it cannot be read. */
function questionOf(scope: CheckScope, invariant: GapInvariant, path: string): GapQuestion | string {
  const x = scope.sheet.expressions
  const flag = (condition: Condition): Node => lowerCondition(scope.facts, condition).truth
  try {
    const line = lineOf(scope.sheet, invariant.line)
    const places = line.unit === 'money' ? 2 : 4
    const atLeast = readDecimal(invariant.require.aMinusB.atLeast, places, -1e11, 1e11)
    if (typeof atLeast !== 'number') return `${String(invariant.require.aMinusB.atLeast)}: ${atLeast}`
    const where = x.and(
      invariant.where === undefined ? x.yes : flag(invariant.where),
      line.layer === undefined ? x.yes : reachedLayer(scope, line.layer),
    )
    return { invariant, path, line, places, atLeast, a: x.and(flag(invariant.a), where), b: x.and(flag(invariant.b), where) }
  } catch (error) {
    // What the sheet of this pack does not know: a line, a fact, a code.
    if (error instanceof RangeError || error instanceof TypeError) return error.message
    throw error
  }
}

function answer(scope: CheckScope, question: GapQuestion, strict: boolean): Worst<Shown> {
  const differs = (path: string): boolean => question.invariant.differ.some(prefix => path === prefix || path.startsWith(`${prefix}.`))
  const inputs = freshInputs()
  const x = inputs.expressions
  const one = new FiniteCopy(inputs)
  const two = new FiniteCopy(inputs, path => (path === '?' || differs(path) ? OTHER + path : path))
  const given = givenOf(scope, strict)
  const { a, b, line } = question
  const flag = x.and(one.copy(a), two.copy(b), one.copy(given), two.copy(given))
  const measure = x.subtract(one.copy(line.node), two.copy(line.node))
  const exact = strict ? { exact: exactPair(scope, question, given, one, two, x) } : {}
  // What both share is decided first, then the one situation, then the other.
  const group = (variable: Variable): number => (isOther(variable) ? 2 : differs(variable.path) ? 1 : 0)
  const search = openSearch(scope, inputs, [flag, measure], group)
  return worstOf(search, inputs, { flag, measure, below: question.atLeast, ...exact }, found => confirmed(scope, question, found, differs))
}

function exactPair(scope: CheckScope, { a, b, line }: GapQuestion, given: Node, one: FiniteCopy, two: FiniteCopy, x: Expressions) {
  const and = (when: Node): Node => scope.sheet.expressions.and(when, given)
  return { flag: x.and(one.exact(and(a)), two.exact(and(b))), measure: x.subtract(one.exact(line.node), two.exact(line.node)) }
}

const isOther = ({ node }: Variable): boolean => (node.op === 'has' ? (node.args[0]?.name ?? '') : node.name).startsWith(OTHER)

/** Two claims of the pair that are settled, with their lines. */
function confirmed(
  { policy, days, budget }: CheckScope,
  { line }: GapQuestion,
  found: Assignment,
  differs: (path: string) => boolean,
): Shown | undefined {
  const as = claimsOf(policy, found, days, variable => !isOther(variable))
  const bs = claimsOf(policy, found, days, variable => isOther(variable) || (variable.open === undefined && !differs(variable.path)))
  const base = line.layer === undefined ? undefined : lineOf(policy.sheet, `${line.layer}.base`).node
  const settled = (claim: SituationClaim): number | undefined => {
    if (budget.settlements-- <= 0 || !policy.trySettle(claim.claim, claim.state).ok) return undefined
    const value = policy.values(policy.open(claim.claim, claim.state).record)
    return base !== undefined && value(base) <= 0 ? undefined : value(line.node)
  }
  for (const [i, a] of as.entries()) {
    const b = bs[i]
    const [lineA, lineB] = [settled(a), b === undefined ? undefined : settled(b)]
    if (b !== undefined && lineA !== undefined && lineB !== undefined) return { measure: lineA - lineB, lineA, lineB, a, b }
  }
  return undefined
}

function told(scope: CheckScope, question: GapQuestion, { end, worst }: Worst<Shown>): readonly CheckFinding[] {
  const { invariant, path, places, line } = question
  const { id, clause } = invariant
  if (worst === undefined) {
    if (end === 'none') return []
    return [finding('error', 'checkIncomplete', { path, clause, params: { what: id, zh: `不变量 ${id}`, en: `invariant ${id}` } })]
  }
  const text = (value: number): string => formatDecimal(value, places)
  const shown = (mine: (variable: Variable) => boolean, value: number, claim: SituationClaim): CheckSituation =>
    shownSituation(scope.sheet.codes, new Map([...worst.found].filter(([one]) => mine(one))), { [line.id]: text(value) }, claim)
  const shared = (variable: Variable): boolean => !isOther(variable) && !isOwn(question, variable)
  const params = {
    invariant: id,
    line: line.id,
    a: text(worst.lineA),
    b: text(worst.lineB),
    gap: line.unit === 'money' ? text(worst.measure) : points(worst.measure),
    atLeast: line.unit === 'money' ? text(question.atLeast) : points(question.atLeast),
  }
  const situations = [
    shown(variable => shared(variable) || isOwn(question, variable), worst.lineA, worst.a),
    shown(variable => shared(variable) || isOther(variable), worst.lineB, worst.b),
  ]
  return [finding('error', line.unit === 'money' ? 'gapOfMoneyBroken' : 'gapBroken', { path, clause, params, situations })]
}

/** A fact that the first situation has to itself. */
const isOwn = ({ invariant }: GapQuestion, variable: Variable): boolean =>
  !isOther(variable) && invariant.differ.some(prefix => variable.path === prefix || variable.path.startsWith(`${prefix}.`))

/** Ten-thousandths as percentage points. */
const points = (ratio: number): string => formatDecimal(ratio, 2)
