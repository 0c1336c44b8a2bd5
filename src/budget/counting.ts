import { calendarOf } from '../base/calendar.ts'
import { policyError } from '../base/format-issue.ts'
import type { Issue } from '../base/issue.ts'
import { PUBLISHED_DAYS } from '../base/published-days.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { FactValue } from '../facts/spec.ts'
import type { Pack } from '../pack/pack.ts'
import { BudgetRun } from './budget-run.ts'
import { readYear } from './read-year.ts'
import { resolveUnit } from './unit.ts'
import type { MemberInput } from './year-input.ts'

/** How the cases of a kind at an institution count as the unit's spend. */
export interface Counted {
  /** `residentsAtMembers`, `residentsAnywhere` or `members`. */
  readonly scope: string
  /** `settleDate` or `dischargeDate`. */
  readonly on: string
  /** `paid`, `score` or `capitation`. */
  readonly counts: string
  readonly rule: string
  readonly clause: string | undefined
}

/** What the `countSpend` rules of a policy say of a year's cases. */
export class Counting {
  readonly #run: BudgetRun
  readonly #members: ReadonlyMap<string, MemberInput>
  readonly #issues: Issue[]
  readonly #known = new Map<string, Counted | undefined>()

  /** Throws a PolicyError for a year that cannot be read, or whose unit is not known. */
  constructor(pack: Pack, year: unknown) {
    const issues: Issue[] = []
    const input = readYear(year, issues)
    if (input === undefined) throw policyError(issues)
    this.#issues = issues
    this.#run = new BudgetRun(pack, input, calendarOf(PUBLISHED_DAYS), issues)
    this.#members = new Map(input.members.map(member => [member.id, member]))
    resolveUnit(this.#run)
    this.#refuse()
  }

  /**
   * How a case counts, by the institution's id and the kind of encounter; undefined: no rule counts it. An institution that is no member has no facts here but its
   * id. Throws a PolicyError where rules disagree, or one hangs on what is not known.
   */
  of(institution: string, kind: string): Counted | undefined {
    const key = JSON.stringify([this.#members.has(institution) ? institution : '', kind])
    if (!this.#known.has(key)) this.#known.set(key, this.#counted(institution, kind))
    return this.#known.get(key)
  }

  #counted(institution: string, kind: string): Counted | undefined {
    const member = this.#members.get(institution) ?? {
      id: institution,
      name: null,
      role: 'none',
      facts: new Map<string, FactValue>(),
      path: '/members',
    }
    const fact = (path: string): FactValue | undefined =>
      path === 'encounter.kind' ? kind : path.startsWith('encounter.') ? factSpec(path)?.default : undefined
    const rule = this.#run.unique(this.#run.firingForCase(member, fact, 'countSpend'))
    const [scope, on, counts] = ['scope', 'on', 'counts'].map(name => (rule === undefined ? '' : this.#run.choice(rule.params[name])))
    this.#refuse()
    return rule === undefined ? undefined : { scope: scope ?? '', on: on ?? '', counts: counts ?? '', rule: rule.id, clause: rule.clause }
  }

  #refuse(): void {
    if (this.#issues.length > 0) throw policyError(this.#issues.splice(0))
  }
}
