import { PolicyError, type Issue, type Language } from './issue.ts'
import { PACK_KINDS, VALUE_KINDS } from './kind-words.ts'
import { sayIssue, type Messages } from './message.ts'
import { MESSAGES } from './messages.ts'

const KINDS: Messages = { ...VALUE_KINDS, ...PACK_KINDS }

/** One sentence: what is wrong and how to mend it, led by the place. */
export const formatIssue = (issue: Issue, language: Language): string => sayIssue(issue, language, MESSAGES, KINDS)

/** A PolicyError whose issues may be of packs, fixtures and hosts, for which a lowered policy has no messages. */
export const policyError = (issues: readonly Issue[]): PolicyError => new PolicyError(issues, formatIssue)
