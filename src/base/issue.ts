import { VALUE_KINDS } from './kind-words.ts'
import { sayIssue } from './message.ts'
import { CLAIM_MESSAGES } from './messages-claim.ts'

/** How grave an issue is: an error means there is no answer, a finding comes with the answer. */
export type Severity = 'error' | 'finding'

export type Language = 'zh' | 'en'

/** One problem, as data. `path` is a JSON pointer into the input; the message is made last, in the reader's language. */
export interface Issue {
  readonly code: string
  readonly path: string
  readonly severity: Severity
  readonly params: Readonly<Record<string, string | number>>
  readonly clause?: string
}

/** Thrown with every issue of an input at once. Recognise it with `isPolicyError`, not by class: two copies of the package may be loaded. */
export class PolicyError extends Error {
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[], format: (issue: Issue, language: Language) => string = formatClaimIssue) {
    super(issues.map(issue => format(issue, 'en')).join('\n'))
    this.name = 'PolicyError'
    this.issues = issues
  }
}

export function isPolicyError(error: unknown): error is PolicyError {
  return error instanceof Error && error.name === 'PolicyError' && Array.isArray((error as { issues?: unknown }).issues)
}

export function errorIssue(code: string, path: string, params: Issue['params'] = {}, clause?: string): Issue {
  return clause === undefined ? { code, path, severity: 'error', params } : { code, path, severity: 'error', params, clause }
}

export function findingIssue(code: string, path: string, params: Issue['params'] = {}, clause?: string): Issue {
  return { ...errorIssue(code, path, params, clause), severity: 'finding' }
}

/** An issue of a claim, a state or their settlement as a sentence, led by the place. Others, of packs and the like, are said by their code. */
export const formatClaimIssue = (issue: Issue, language: Language): string => sayIssue(issue, language, CLAIM_MESSAGES, VALUE_KINDS)

/** A JSON pointer made of unescaped segments. */
export function pointer(...segments: readonly (string | number)[]): string {
  return segments.map(segment => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
