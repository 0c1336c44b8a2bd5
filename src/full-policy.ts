import { ACCELERATOR } from './accelerator.ts'
import type { Language } from './base/issue.ts'
import { checkPolicy, type CheckOptions } from './check/check.ts'
import type { CheckReport } from './check/report.ts'
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
import { Decider, type DecideOptions } from './referral/decide.ts'
import type { Decision } from './referral/decision.ts'
import type { Settlement } from './settlement/settlement.ts'

export interface PolicyOptions extends LoadOptions, RunOptions {}

/** A policy with every reading of it: opened from a pack, which it lowers. */
export class FullPolicy extends Policy {
  #decider: Decider | undefined

  constructor(pack: Pack, options: RunOptions = {}, sheet?: Sheet) {
    super(lowered(pack, sheet), options, ACCELERATOR)
  }

  /** The pack under its scheme, checked and lowered, as JSON: what `openPolicy` of `yibao-rules/core` takes. With a language: smaller, its texts stand for both. */
  toLowered(language?: Language): LoweredPack {
    return writeLowered(lowered(this.pack, this.sheet), language)
  }

  /** As `settle`, for a claim that lacks facts: a host is asked for one only if the answer depends on it. */
  settleAsync(claim: unknown, options: AsyncOptions = {}): Promise<Settlement> {
    return settleAsync(this, claim, options)
  }

  /** One SELECT that settles a relation of claims, person by person through the year. Its columns: `claimColumns` of `yibao-rules/sql`. */
  toSql(options: PolicySqlOptions): string {
    return toSql(this, options)
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

  /** Proves the layers and the pack's invariants for all claims. Needs the peer z3-solver. */
  prove(options: ProveOptions = {}): Promise<PolicyProof> {
    return prove(this, options)
  }
}

/** Opens a pack object under a scheme. Throws a PolicyError with everything that is wrong with it. */
export function openPack(pack: unknown, options: PolicyOptions = {}): FullPolicy {
  return new FullPolicy(loadPack(pack, options), options)
}
