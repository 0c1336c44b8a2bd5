import { errorIssue, type Issue } from '../base/issue.ts'
import type { FactLookup } from '../facts/spec.ts'
import { leadsOf } from './unit.ts'
import type { MemberInput } from './year-input.ts'

/** Who belongs to a unit: its institutions, and the insured of the counties in which they lie (of their cities, where no county is given). */
export class SpendUnit {
  /** Who bears what residents spent at institutions that are not of the unit: its lead, or its one institution. */
  readonly bearer: string
  readonly #members: ReadonlySet<string>
  readonly #areaFact: string
  readonly #areas: ReadonlySet<unknown>

  /** `scopes`: those by which cases may count. */
  constructor(members: readonly MemberInput[], scopes: readonly (string | undefined)[], issues: Issue[]) {
    const areas = (path: string): ReadonlySet<unknown> =>
      new Set(members.map(({ facts }) => facts.get(path)).filter(area => area !== undefined && area !== ''))
    const counties = areas('institution.county')
    const leads = leadsOf(members)
    this.#members = new Set(members.map(({ id }) => id))
    this.#areaFact = counties.size > 0 ? 'insurance.county' : 'insurance.poolCity'
    this.#areas = counties.size > 0 ? counties : areas('institution.city')
    this.bearer = (leads.length === 1 ? leads[0] : members.length === 1 ? members[0] : undefined)?.id ?? ''
    if (scopes.some(scope => scope !== 'members') && this.#areas.size === 0) issues.push(errorIssue('spendAreaNeeded', '/members'))
    if (scopes.includes('residentsAnywhere') && this.bearer === '') issues.push(errorIssue('spendBearerNeeded', '/members'))
  }

  has(institution: string): boolean {
    return this.#members.has(institution)
  }

  isResident(facts: FactLookup): boolean {
    return this.#areas.has(facts.get(this.#areaFact))
  }
}
