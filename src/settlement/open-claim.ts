import { errorIssue, PolicyError, type Issue } from '../base/issue.ts'
import type { ClaimRecord } from '../expression/readings/record.ts'
import type { Sheet } from '../expression/sheet.ts'
import { readClaim, type Claim } from '../facts/claim.ts'
import type { FactSpec } from '../facts/spec.ts'
import { readStateShape } from '../facts/state-shape.ts'
import type { Pack } from '../pack/pack.ts'
import { claimDays, type ClaimDays } from './dates.ts'
import { identify } from './identity.ts'
import { missingFact, Preparer } from './prepare.ts'
import { freshState, readState, type YearState, type YearStateJson } from './state.ts'
import { untold } from './untold.ts'

/** A claim that was read, dated and joined with its person's state: what `run` takes and `explain` tells of. */
export interface OpenClaim {
  readonly claim: Claim
  readonly days: ClaimDays
  readonly state: YearState
  readonly stateGiven: boolean
  readonly record: ClaimRecord
  /** Facts that the claim lacks and that nobody was asked for, since no answer depends on them. */
  readonly unasked: readonly string[]
}

interface DatedClaim {
  readonly claim: Claim
  readonly days: ClaimDays | undefined
  readonly issues: readonly Issue[]
}

/** Opens the claims of one policy. */
export class ClaimOpener {
  readonly #pack: Pack
  readonly #sheet: Sheet
  readonly #fact: (path: string) => FactSpec | undefined
  readonly #preparer: Preparer

  /** `fact`: the facts of the catalogue that the policy may name. */
  constructor(pack: Pack, sheet: Sheet, fact: (path: string) => FactSpec | undefined) {
    this.#pack = pack
    this.#sheet = sheet
    this.#fact = fact
    this.#preparer = new Preparer(sheet, path => fact(path)?.label)
  }

  /** The facts that the policy reads. */
  get reads(): readonly string[] {
    return this.#preparer.reads
  }

  /** Reads, dates and joins a claim of which facts are still `pending` with its state. Throws a PolicyError with every issue. */
  open(input: unknown, given: YearStateJson | undefined, pending: ReadonlySet<string>): OpenClaim {
    const read = readClaim(input, pending)
    if (read.claim === undefined) {
      const faults = read.partial === undefined ? [] : this.#date(read.partial, pending, read.issues).issues
      throw new PolicyError([...read.issues, ...untold(faults, read.issues)])
    }
    const { claim, days, issues } = this.#date(read.claim, pending)
    const all: Issue[] = [...read.issues, ...issues]
    if (given !== undefined && claim.state !== undefined) all.push(errorIssue('stateAndClaim', '/state'))
    if (days === undefined) throw new PolicyError(all)
    const stateJson = given === undefined ? claim.state : readStateShape(given, '/state', all)
    const state = stateJson === undefined ? freshState(this.#sheet, days.year) : readState(this.#sheet, stateJson, all)
    if (all.length === 0 && state.year !== days.year)
      all.push(errorIssue('wrongYear', '/state/year', { state: state.year, claim: days.year }))
    if (all.length > 0) throw new PolicyError(all)
    const record = this.#preparer.record(claim, days, state)
    const unasked = this.#preparer.reads.filter(path => pending.has(path) && !claim.facts.has(path))
    return { claim, days, state, stateGiven: stateJson !== undefined, record, unasked }
  }

  /**
   * The days of a claim, what its identities make of it then, and what this policy needs and the claim lacks: facts, and a day that dates it.
   * `told`: what is wrong with the claim already; an identity or day that could not be read decides nothing.
   */
  #date(claim: Claim, pending: ReadonlySet<string>, told: readonly Issue[] = []): DatedClaim {
    const lacking = this.#preparer.missing(claim, pending)
    const days = claimDays(claim, this.#pack)
    if ('missing' in days)
      return { claim, days: undefined, issues: [...lacking, missingFact(days.missing, this.#fact(days.missing)?.label)] }
    const isSure = !told.some(({ path }) => path.startsWith('/person') || path.startsWith('/encounter'))
    const identified = identify(claim, isSure ? days.identity : undefined, this.#pack, this.#preparer.reads)
    return { claim: identified.claim, days, issues: [...lacking, ...identified.issues] }
  }
}
