import { calendarOf, type Calendar, type CalendarYear } from '../base/calendar.ts'
import { formatDay, type DayNumber } from '../base/date.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, findingIssue, type Issue } from '../base/issue.ts'
import { PUBLISHED_DAYS } from '../base/published-days.ts'
import { isPlainObject } from '../base/plain.ts'
import type { FactSpec } from '../facts/spec.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import { packIdentity } from '../settlement/pack-identity.ts'
import type { YearState } from '../settlement/state.ts'
import { readAsOf, readCase, type GivenCase } from './case.ts'
import { changesFor, type Change } from './change.ts'
import { RIGHT } from './decision-sheet.ts'
import { deadlinesOf } from './deadlines.ts'
import type { Decision, Hop, NextStep, Reason, ReferralAnswer, RightAnswer } from './decision.ts'
import { dutyOf, prohibitionOf } from './duties.ts'
import { CaseEvaluator, type DecidedFacts, type DecisionContext } from './evaluate.ts'
import { parityOf, priceDirection, stepPrice } from './prices.ts'
import { definesCompliance, isCompliant, moveStatus, type MoveStatus, type RouteStep } from './status.ts'

export interface DecideOptions {
  /** The day as of which it is judged, `YYYY-MM-DD`; without it the case's own day. Nothing is taken from the clock. */
  readonly asOf?: string
  /** Years of the working calendar besides the published ones, or instead of them. */
  readonly calendar?: readonly CalendarYear[]
}

/** Decides cases by the rules of one policy: lowered once. */
export class Decider {
  readonly #pack: Pack
  readonly #evaluator: CaseEvaluator

  constructor(pack: Pack, fact: (path: string) => FactSpec | undefined) {
    this.#pack = pack
    this.#evaluator = new CaseEvaluator(pack, path => fact(path)?.label)
  }

  /** Throws a PolicyError with everything that is wrong with the case. */
  decide(input: unknown, options: DecideOptions = {}, state?: YearState): Decision {
    const issues: Issue[] = []
    const asOf = readAsOf(options.asOf, issues)
    const calendar = readCalendar(options.calendar ?? [], issues)
    const given = readCase(input, issues)
    const context = { asOf, state }
    const facts = given === undefined ? undefined : this.#evaluator.evaluate(given.facts, context, issues)
    if (given === undefined || facts === undefined || calendar === undefined || issues.length > 0) throw policyError(issues)
    const answering = new Answering(this.#pack, this.#evaluator, given, facts, context, calendar)
    const decision = answering.decision(issues)
    if (issues.length > 0) throw policyError(issues)
    return decision
  }
}

function readCalendar(years: readonly CalendarYear[], issues: Issue[]): Calendar | undefined {
  if (!Array.isArray(years) || years.some(one => !isPlainObject(one) || typeof one.year !== 'number')) {
    issues.push(errorIssue('wrongType', '/calendar', { expected: 'array', received: typeof years }))
    return undefined
  }
  return calendarOf([...PUBLISHED_DAYS, ...years])
}

const reasonOf = ({ id, clause, label }: Rule): Reason => ({ rule: id, clause: clause ?? null, label: label ?? null })

class Answering {
  readonly #pack: Pack
  readonly #evaluator: CaseEvaluator
  readonly #given: GivenCase
  readonly #facts: DecidedFacts
  readonly #context: DecisionContext
  readonly #calendar: Calendar
  readonly #asOf: DayNumber

  constructor(pack: Pack, evaluator: CaseEvaluator, given: GivenCase, facts: DecidedFacts, context: DecisionContext, calendar: Calendar) {
    this.#pack = pack
    this.#evaluator = evaluator
    this.#given = given
    this.#facts = facts
    this.#context = context
    this.#calendar = calendar
    this.#asOf = context.asOf ?? facts.day
  }

  decision(issues: Issue[]): Decision {
    const { claim, day } = this.#facts
    const referral = this.#referral(issues)
    const firing = this.#firing()
    return {
      version: 1,
      policy: packIdentity(this.#pack),
      caseId: claim.id,
      on: formatDay(day),
      asOf: formatDay(this.#asOf),
      referral,
      rights: this.#rights(),
      ...this.#owed(firing, issues),
      settlement: {
        methods: firing('setSettlementMethod').map(rule => ({ method: String(rule.params['method']), ...reasonOf(rule) })),
        payers: firing('assignPayer').map(rule => ({ payer: String(rule.params['payer']), ...reasonOf(rule) })),
      },
      prices: this.#prices(firing, issues),
      derived: this.#derived(),
      assumptions: this.#evaluator.reads
        .filter(path => claim.defaulted.includes(path))
        .map(fact => ({ fact, value: claim.facts.get(fact) ?? '' })),
      findings: this.#findings(referral),
      sources: this.#sources(),
    }
  }

  #firing(): (type: string) => readonly Rule[] {
    return type => this.#pack.decisions.filter(rule => rule.type === type && this.#facts.fires(rule))
  }

  #move(facts: DecidedFacts): MoveStatus {
    return moveStatus(facts, this.#pack.decisions)
  }

  #referral(issues: Issue[]): ReferralAnswer {
    const move = this.#move(this.#facts)
    const hops = [...this.#earlierHops(issues), hopOf(this.#facts, move)]
    const isDerived = definesCompliance(this.#pack.decisions)
    const compliant = isDerived ? hops.every(hop => hop.compliant) : this.#facts.fact('referral.compliant') === true
    return {
      status: move.status,
      target: move.target,
      next: move.next.map(stepAnswer),
      direct: move.direct.map(stepAnswer),
      isDirect: move.isDirect,
      firstContactAtPrimary: this.#facts.fact('referral.firstContactAtPrimary') === true,
      compliance: { source: isDerived ? 'derived' : 'given', compliant, hops },
      reasons: move.because.map(reasonOf),
      changes: move.status === 'refused' || move.status === 'required' ? this.#changes(facts => isCompliant(this.#move(facts))) : [],
    }
  }

  /** Each earlier move as its own case, from where it began. */
  #earlierHops(issues: Issue[]): readonly Hop[] {
    let place: unknown = undefined
    return this.#given.chain.flatMap((referral, i) => {
      const from = referral['from'] ?? place
      place = referral['to']
      const institution = { ...(asObject(this.#given.facts['institution']) ?? {}), ...(asObject(from) ?? {}) }
      const found: Issue[] = []
      const whole = { ...referral, ...(from === undefined ? {} : { from }) }
      const facts = this.#evaluator.evaluate({ ...this.#given.facts, institution, referral: whole }, this.#context, found)
      issues.push(...found.map(issue => ({ ...issue, path: `/chain/${String(i)}${issue.path.replace(/^\/referral/, '')}` })))
      return facts === undefined ? [] : [hopOf(facts, this.#move(facts))]
    })
  }

  #changes(wished: (facts: DecidedFacts) => boolean): readonly (readonly Change[])[] {
    return changesFor({
      given: this.#given,
      reads: this.#evaluator.reads,
      fact: this.#facts.fact,
      isReached: given => {
        const facts = this.#evaluator.evaluate(given.facts, this.#context, [])
        return facts !== undefined && wished(facts)
      },
    })
  }

  /** Every right the policy knows: granted where one of its rules fires. */
  #rights(): readonly RightAnswer[] {
    const rules = this.#pack.rules.filter(rule => rule.type === RIGHT)
    const names = [...new Set(rules.map(rule => String(rule.params['right'])))]
    return names.map(right => {
      const own = rules.filter(rule => rule.params['right'] === right)
      const holds = (facts: DecidedFacts): boolean => own.some(rule => facts.fires(rule))
      const granted = holds(this.#facts)
      const because = granted ? own.filter(rule => this.#facts.fires(rule)) : own
      return { right, granted, reasons: because.map(reasonOf), changes: granted ? [] : this.#changes(holds) }
    })
  }

  #owed(firing: (type: string) => readonly Rule[], issues: Issue[]): Pick<Decision, 'duties' | 'prohibitions' | 'deadlines'> {
    const { events } = this.#given
    const counting = { pack: this.#pack, calendar: this.#calendar, asOf: this.#asOf, events }
    return {
      duties: firing('requireDuty').flatMap(rule => {
        const duty = dutyOf(rule, events)
        return duty === undefined ? [] : [{ duty: duty.duty, by: duty.by, status: duty.status, ...reasonOf(rule) }]
      }),
      prohibitions: firing('prohibit').flatMap(rule => {
        const found = prohibitionOf(this.#pack, rule, events, this.#facts.day, issues)
        if (found === undefined) return []
        const { act, by, count, allowed, isViolated } = found
        return [{ act, by, count, allowed, violated: isViolated, ...reasonOf(rule) }]
      }),
      deadlines: firing('setDeadline').flatMap(rule =>
        deadlinesOf(rule, counting, issues).map(({ rule: one, ...answer }) => ({ ...answer, ...reasonOf(one) })),
      ),
    }
  }

  #prices(firing: (type: string) => readonly Rule[], issues: Issue[]): Decision['prices'] {
    const { price } = this.#given
    const day = this.#facts.day
    return {
      parity: firing('paymentParity').map(rule => {
        const { of, isEqual } = parityOf(rule, price)
        return { of, equal: isEqual, ...reasonOf(rule) }
      }),
      steps: firing('priceTierStep').flatMap(rule => {
        const found = stepPrice(this.#pack, rule, price, day, issues)
        return found === undefined ? [] : [{ price: found.price, base: found.base, tierSteps: found.tierSteps, ...reasonOf(rule) }]
      }),
      directions: firing('adjustPrice').flatMap(rule => {
        const found = priceDirection(this.#pack, rule, price, day)
        if (found === undefined) return []
        return [{ direction: found.direction, by: found.by === null ? null : String(found.by.value), ...reasonOf(rule) }]
      }),
    }
  }

  #derived(): Decision['derived'] {
    const paths = this.#evaluator.flags
    return Object.fromEntries(paths.map(path => [path, this.#facts.fact(path) === true]))
  }

  #findings({ compliance }: ReferralAnswer): readonly Issue[] {
    const { claim } = this.#facts
    const given = claim.facts.get('referral.compliant')
    if (compliance.source === 'given' || !claim.given.has('referral.compliant') || given === compliance.compliant) return []
    return [findingIssue('complianceDiffers', '/referral/compliant', { given: String(given), derived: String(compliance.compliant) })]
  }

  /** The parameters that the rules which fire name, with the values they have. */
  #sources(): Decision['sources'] {
    const firing = this.#pack.decisions.filter(rule => this.#facts.fires(rule))
    const ids = firing.flatMap(({ params }) =>
      Object.values(params).flatMap(raw => (isPlainObject(raw) && typeof raw['parameter'] === 'string' ? [raw['parameter']] : [])),
    )
    return [...new Set(ids)].sort().flatMap(id => {
      const inForce = this.#pack.parameters
        .get(id)
        ?.values.filter(({ from }) => from === undefined || from <= this.#facts.day)
        .at(-1)
      return inForce === undefined || Array.isArray(inForce.value)
        ? []
        : [{ parameter: id, value: inForce.value as string | number | boolean, source: inForce.source }]
    })
  }
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> | undefined => (isPlainObject(value) ? value : undefined)

function hopOf(facts: DecidedFacts, move: MoveStatus): Hop {
  const from = facts.fact('institution.adminLevel')
  return {
    from: typeof from === 'string' ? from : null,
    to: move.target,
    status: move.status,
    compliant: isCompliant(move),
    reasons: move.because.map(reasonOf),
  }
}

const stepAnswer = ({ rule, to, type, where, arrangedBy }: RouteStep): NextStep => ({ to, type, where, arrangedBy, ...reasonOf(rule) })
