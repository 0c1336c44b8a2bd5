import type { Label } from '../facts/spec.ts'
import type { FactValue } from '../facts/spec.ts'
import type { Source } from '../pack/pack.ts'
import type { Issue } from '../base/issue.ts'
import type { PackIdentity } from '../settlement/pack-identity.ts'
import type { Change } from './change.ts'
import type { DeadlineStatus } from './deadlines.ts'
import type { DutyStatus } from './duties.ts'
import type { ReferralStatus } from './status.ts'

/** Why an answer is as it is. */
export interface Reason {
  readonly rule: string
  readonly clause: string | null
  readonly label: Label | null
}

export interface NextStep extends Reason {
  /** A level, or `home`. */
  readonly to: string
  readonly type: string | null
  readonly where: string | null
  readonly arrangedBy: string | null
}

/** One move of a chain of referrals. */
export interface Hop {
  readonly from: string | null
  readonly to: string | null
  readonly status: ReferralStatus
  readonly compliant: boolean
  readonly reasons: readonly Reason[]
}

export interface ReferralAnswer {
  readonly status: ReferralStatus
  readonly target: string | null
  /** Where the rules send the patient from here. */
  readonly next: readonly NextStep[]
  /** Levels that may be reached directly. */
  readonly direct: readonly NextStep[]
  /** The move is one that only a whitelist allows. */
  readonly isDirect: boolean
  readonly firstContactAtPrimary: boolean
  /** `derived`: by the policy's own rules, over the whole chain; `given`: the policy does not define it. */
  readonly compliance: { readonly source: 'derived' | 'given'; readonly compliant: boolean; readonly hops: readonly Hop[] }
  readonly reasons: readonly Reason[]
  /** What would permit the move: each entry alone. Empty: it is permitted, or nothing one can do permits it. */
  readonly changes: readonly (readonly Change[])[]
}

export interface RightAnswer {
  readonly right: string
  readonly granted: boolean
  readonly reasons: readonly Reason[]
  /** What would grant it: each entry alone. */
  readonly changes: readonly (readonly Change[])[]
}

/** A number of an answer, and whose it is. */
export interface AnswerSource {
  readonly parameter: string
  readonly value: string | number | boolean
  readonly source: Source
}

export interface Decision {
  readonly version: 1
  readonly policy: PackIdentity
  readonly caseId: string
  /** The day of the rules in force. */
  readonly on: string
  /** The day as of which deadlines are judged. */
  readonly asOf: string
  readonly referral: ReferralAnswer
  readonly rights: readonly RightAnswer[]
  readonly duties: readonly ({ readonly duty: string; readonly by: string | null; readonly status: DutyStatus } & Reason)[]
  readonly prohibitions: readonly ({
    readonly act: string
    readonly by: string | null
    readonly count: number
    readonly allowed: number
    readonly violated: boolean
  } & Reason)[]
  readonly deadlines: readonly ({
    readonly duty: string
    readonly from: string | null
    readonly due: string | null
    readonly lastCovered: string | null
    readonly completedOn: string | null
    readonly status: DeadlineStatus
  } & Reason)[]
  readonly settlement: {
    readonly methods: readonly ({ readonly method: string } & Reason)[]
    readonly payers: readonly ({ readonly payer: string } & Reason)[]
  }
  readonly prices: {
    readonly parity: readonly ({ readonly of: string; readonly equal: boolean | null } & Reason)[]
    readonly steps: readonly ({ readonly price: string; readonly base: string; readonly tierSteps: number } & Reason)[]
    readonly directions: readonly ({ readonly direction: string; readonly by: string | null } & Reason)[]
  }
  /** Facts that rules set, as they came out. */
  readonly derived: Readonly<Record<string, FactValue>>
  /** Facts taken by default that the decision rules read. */
  readonly assumptions: readonly { readonly fact: string; readonly value: FactValue }[]
  readonly findings: readonly Issue[]
  readonly sources: readonly AnswerSource[]
}
