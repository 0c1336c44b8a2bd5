import { readLowered, type LoweredPack } from '../lowered/read.ts'
import { Policy, type Accelerator, type RunOptions } from '../policy.ts'

export { isPolicyError, PolicyError, formatClaimIssue as formatIssue, type Issue, type Language, type Severity } from '../base/issue.ts'
export type { ClaimJson } from '../claim-json.ts'
export type { Explanation } from '../explain/explanation.ts'
export type { RunResult } from '../expression/readings/result.ts'
export type { ClaimRecord } from '../expression/readings/record.ts'
export type { LoweredPack } from '../lowered/read.ts'
export type { Accelerator, Policy, RunOptions, SettleResult } from '../policy.ts'
export type { Settlement } from '../settlement/settlement.ts'
export type { YearStateJson } from '../settlement/state.ts'
export { acceptSettlement } from '../year/accept.ts'
export type { YearOpening } from '../year/read-opening.ts'
export type { PersonYear, YearClaim, YearEntry, YearStates } from '../year/year.ts'

export interface CoreOptions extends RunOptions {
  /** `fast` of `yibao-rules/fast`, where speed counts more than size. */
  readonly accelerator?: Accelerator
}

/** Opens a pack that `yibao build` checked and lowered: under the scheme it was built with. Throws a PolicyError for anything else. */
export function openPolicy(pack: LoweredPack | object, options: CoreOptions = {}): Policy {
  return new Policy(readLowered(pack), options, options.accelerator)
}
