import { ACCELERATOR } from './accelerator.ts'
import type { Language } from './base/issue.ts'
import { budgetYear, type BudgetOptions } from './budget/budget.ts'
import type { BudgetReport } from './budget/report.ts'
import { BudgetFold } from './budget/spend.ts'
import { checkPolicy, type CheckOptions } from './check/check.ts'
import type { CheckReport } from './check/report.ts'
import { Columns, type ColumnOptions } from './columns/columns.ts'
import type { SupplementRequest } from './correction/read-request.ts'
import { resettle, type Resettled } from './correction/resettle.ts'
import { reverse, type Reversal } from './correction/reverse.ts'
import { supplement, type Supplemented } from './correction/supplement.ts'
import { settleAsync, type AsyncOptions } from './async/settle-async.ts'
import { toEngine, type StockEngine } from './engine/engine.ts'
import type { Sheet } from './expression/sheet.ts'
import { factSpec } from './facts/catalogue.ts'
import { judgeIndicators, type IndicatorOptions, type IndicatorReport } from './indicator/indicators.ts'
import { prove, type ProveOptions, type PolicyProof } from './invariant/prove.ts'
import { lowered } from './lower-pack.ts'
import type { LoweredPack } from './lowered/format.ts'
import { writeLowered } from './lowered/write.ts'
import { loadPack, type LoadOptions } from './pack/load.ts'
import type { Pack } from './pack/pack.ts'
import { Policy, type RunOptions } from './policy.ts'
import { toSql, type PolicySqlOptions } from './policy-sql.ts'
import { receiptOf, type Receipt, type ReceiptInput } from './receipt/receipt.ts'
import { verifyReceipt, type Verification } from './receipt/verify.ts'
import { Decider, type DecideOptions } from './referral/decide.ts'
import type { Decision } from './referral/decision.ts'
import type { Settlement } from './settlement/settlement.ts'
import type { YearStateJson } from './settlement/state.ts'
import type { PersonYear } from './year/year.ts'

export interface PolicyOptions extends LoadOptions, RunOptions {}

/** A policy with every reading of it: opened from a pack, which it lowers. */
export class FullPolicy extends Policy {
  readonly #interpreted: boolean
  #decider: Decider | undefined

  constructor(pack: Pack, options: RunOptions = {}, sheet?: Sheet) {
    super(lowered(pack, sheet), options, ACCELERATOR)
    this.#interpreted = options.interpreted === true
  }

  /** The pack under its scheme, checked and lowered, as JSON: what `openPolicy` of `yibao-rules/core` takes. With a language: smaller, its texts stand for both. */
  toLowered(language?: Language): LoweredPack {
    return writeLowered(lowered(this.pack, this.sheet), language)
  }

  /** As `settle`, for a claim that lacks facts: a host is asked for one only if the answer depends on it. */
  settleAsync(claim: unknown, options: AsyncOptions = {}): Promise<Settlement> {
    return settleAsync(this, claim, options)
  }

  /**
   * Takes a claim (or a supplement) out of a year that this policy settled, with the differences by claim, fund and clause; or names what must be reversed
   * first. Throws a PolicyError for a year that is none and a claim that it did not settle.
   */
  reverse(year: PersonYear, claimId: string): Reversal {
    return reverse(this, year, claimId)
  }

  /** Settles all claims of a year anew in settlement order, also one of another version of the policy, with the differences by claim, fund and clause. */
  resettle(year: PersonYear): Resettled {
    return resettle(this, year)
  }

  /** Pays on application what a layer would have paid for claims of the year, had the person been recognised then: the supplements of the pack. */
  supplement(year: PersonYear, request: SupplementRequest): Supplemented {
    return supplement(this, year, request)
  }

  /** Settles a claim and gives the receipt of it: engine, policy, input, rules fired and output, with hashes. Throws a PolicyError where `settle` does. */
  receipt(claim: unknown, state?: YearStateJson): Receipt {
    return receiptOf(this, claim, state)
  }

  /** Settles the claim of a receipt again, or the one `given`, and says what differs. Throws a PolicyError for a receipt that is none. */
  verify(receipt: unknown, given?: ReceiptInput): Verification {
    return verifyReceipt(this, receipt, given)
  }

  /** One SELECT that settles a relation of claims, person by person through the year. Its columns: `claimColumns` of `yibao-rules/sql`. */
  toSql(options: PolicySqlOptions): string {
    return toSql(this, options)
  }

  /**
   * Settles claims by columns of numbers, without making an object for any of them. `inputs`: facts by their paths, `date.rules`, `date.month`, and
   * slots of the state before the claim (`state.year.paid`); `outputs`: lines, and slots after the claim. Throws a PolicyError with every unknown
   * name, and every required fact that is neither among the inputs nor constant. docs/columns.md.
   */
  columns(inputs: readonly string[], outputs: readonly string[], options: ColumnOptions = {}): Columns {
    return new Columns(this.sheet, inputs, outputs, { interpreted: this.#interpreted, ...options })
  }

  /** A stock json-rules-engine with the rules; for one run at a time. */
  toEngine(): StockEngine {
    return toEngine(this)
  }

  /** Checks the pack under its scheme without a claim: bounds, invariants, conflicts, dead rules, windows, citations. Needs no solver. */
  check(options: CheckOptions = {}): CheckReport {
    return checkPolicy(this, options)
  }

  /** May the patient go, what is he entitled to, what is owed by whom and by when: each with its reasons and what would change it. Throws a PolicyError with every issue. */
  decide(input: unknown, options: DecideOptions = {}): Decision {
    this.#decider ??= new Decider(this.pack, factSpec)
    return this.#decider.decide(input, options)
  }

  /** Judges the document's targets by the values that a bureau gives, as of a day. Throws a PolicyError with every issue. */
  indicators(values: unknown, options: IndicatorOptions = {}): IndicatorReport {
    return judgeIndicators(this.pack, values, options)
  }

  /**
   * A year's money: plan, months, closing and scores, as far as the facts of the year reach, or the parts asked for. Throws a PolicyError with every
   * issue, and with every fact and parameter that is missing. docs/budget.md.
   */
  budget(year: unknown, options: BudgetOptions = {}): BudgetReport {
    return budgetYear(this.pack, year, options)
  }

  /** Counts settled claims as the spend of a year, one at a time; `report()` of what it gives closes the year. Throws as `budget` does. */
  spend(year: unknown): BudgetFold {
    return new BudgetFold(this.pack, year)
  }

  /** Proves the layers and the pack's invariants for all claims. Needs the peer z3-solver. */
  prove(options: ProveOptions = {}): Promise<PolicyProof> {
    return prove(this, options)
  }
}

/** Opens a pack object under a scheme. Throws a PolicyError with everything that is wrong with it. */
export function openPack(pack: unknown, options: PolicyOptions = {}): FullPolicy {
  return new FullPolicy(loadPack(pack, options), options)
}
