import type { FactValue, Label } from '../facts/spec.ts'
import type { Source } from '../pack/pack.ts'
import type { Issue } from '../base/issue.ts'
import type { PackIdentity } from '../settlement/pack-identity.ts'
import type { Change } from './change.ts'
import type { DeadlineAnswer } from './deadlines.ts'
import type { DutyAnswer, ProhibitionAnswer } from './duties.ts'
import type { FaultAnswer } from './move-words.ts'
import type { DirectionAnswer, ParityAnswer, StepAnswer } from './prices.ts'
import type { ReferralStatus } from './status.ts'

/** Why an answer is as it is. */
export interface Reason {
  readonly rule: string
  readonly clause: string | null
  /** What the rule says; of a referral that a move lacks: what was not filed. */
  readonly label: Label | null
}

export interface NextStep extends Reason {
  /** A level, or `home`; what is null is not limited. */
  readonly to: string | null
  readonly type: string | null
  readonly where: string | null
  readonly capability: string | null
  readonly arrangedBy: string | null
  /** Advice: other places are as good. */
  readonly preferred: boolean
}

/** One move of a chain of referrals. */
export interface Hop {
  /** 1 for the first. */
  readonly index: number
  /** Null: from home, or from where nobody said. */
  readonly from: string | null
  readonly to: string | null
  readonly status: ReferralStatus
  /** Null: it depends on what the case does not say. */
  readonly compliant: boolean | null
  /** What is wrong with it; none: nothing. */
  readonly faults: readonly FaultAnswer[]
  readonly reasons: readonly Reason[]
}

export interface ComplianceAnswer {
  /** `derived`: by the policy's own rules, over the whole chain; `given`: as the case says; `none`: there was no move to judge, and the case says nothing. */
  readonly source: 'derived' | 'given' | 'none'
  /** Null: nobody can say; `gaps`, or the facts missing in `undecided`, say why. */
  readonly compliant: boolean | null
  readonly hops: readonly Hop[]
  /** Where the chain is broken, or the way here is not given. They stand among the findings too. */
  readonly gaps: readonly Issue[]
}

export interface ReferralAnswer {
  readonly status: ReferralStatus
  readonly target: string | null
  /** Where the rules send the patient from here: any one of them. Of a move that they allow, only where it leads, and advice. */
  readonly next: readonly NextStep[]
  /** Levels that may be reached directly. */
  readonly direct: readonly NextStep[]
  /** The move is one that only a whitelist or an emergency allows. */
  readonly isDirect: boolean
  /** By what a direct move needs no whitelist; null: it is none, or a whitelist allows it. */
  readonly exemption: Exemption | null
  /** By the way the patient came, where the policy says where one begins; else as given. Null: nobody can say. */
  readonly firstContactAtPrimary: boolean | null
  readonly compliance: ComplianceAnswer
  /** What is wrong with the move asked about. */
  readonly faults: readonly FaultAnswer[]
  readonly reasons: readonly Reason[]
  /** What would permit the move: each entry alone. Empty: it is permitted, or nothing one can do permits it. */
  readonly changes: readonly (readonly Change[])[]
}

export interface UnmetFact {
  readonly fact: string
  readonly value: FactValue | null
}

/** A rule that lets a move go past levels without a whitelist, and the parameters by which it does. */
export interface Exemption extends Reason {
  readonly sources: readonly AnswerSource[]
}

export interface RightAnswer {
  readonly right: string
  /** Null: it depends on what the case does not say. */
  readonly granted: boolean | null
  /** Where `granted` is null: the facts and parameters that are missing. */
  readonly missing: readonly string[]
  readonly reasons: readonly Reason[]
  /** Where it is not granted: the facts that make it so, as they are; null: without a value. */
  readonly unmet: readonly UnmetFact[]
  /** What would grant it: each entry alone. */
  readonly changes: readonly (readonly Change[])[]
}

/** How binding the document's wording is: `rule`, `inPrinciple` … */
interface Modality {
  readonly modality: string
}

/** What is missing before a rule can be judged: facts of the case, parameters of the policy. */
export interface UndecidedAnswer extends Reason {
  readonly facts: readonly string[]
  readonly parameters: readonly string[]
}

/** A number of an answer, and whose it is. */
export interface AnswerSource {
  readonly parameter: string
  readonly value: string | number | boolean
  readonly source: Source
}

/** A fact taken by default that an answer read. */
export interface Assumption {
  readonly fact: string
  readonly value: FactValue
  /** The move of the chain whose fact it is, 1 for the first; null: of the case itself. */
  readonly hop: number | null
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
  readonly duties: readonly (DutyAnswer & Modality & Reason)[]
  readonly prohibitions: readonly (ProhibitionAnswer & Modality & Reason)[]
  readonly deadlines: readonly (DeadlineAnswer & Modality & Reason)[]
  readonly settlement: {
    /** Of several methods of one rule the locality has chosen none; `permitted`: it may be used beside what else holds. */
    readonly methods: readonly ({ readonly method: string; readonly permitted: boolean } & Reason)[]
    readonly payers: readonly ({ readonly payer: string; readonly business: string | null } & Reason)[]
  }
  readonly prices: {
    readonly parity: readonly (ParityAnswer & Reason)[]
    readonly steps: readonly (StepAnswer & Reason)[]
    readonly directions: readonly (DirectionAnswer & Reason)[]
  }
  /** Rules of which nobody can say what follows. */
  readonly undecided: readonly UndecidedAnswer[]
  /** Ids of the decision rules and rights that fired. */
  readonly fired: readonly string[]
  /** Flags that rules set, as they came out; null: it depends on what the case does not say. */
  readonly derived: Readonly<Record<string, boolean | null>>
  readonly assumptions: readonly Assumption[]
  readonly findings: readonly Issue[]
  readonly sources: readonly AnswerSource[]
}
