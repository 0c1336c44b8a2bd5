import { KIND_PARAMS, kindWords } from './kind-words.ts'
import { MESSAGES } from './messages.ts'
import { printable } from './text.ts'

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

  constructor(issues: readonly Issue[]) {
    super(issues.map(issue => formatIssue(issue, 'en')).join('\n'))
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

/** One sentence: what is wrong and how to mend it, led by the place. */
export function formatIssue(issue: Issue, language: Language): string {
  const template = MESSAGES[issue.code]?.[language] ?? issue.code
  const kinds = KIND_PARAMS[issue.code] ?? []
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(issue.params[name] ?? '')
    return kinds.includes(name) ? kindWords(value, language) : value
  })
  const hint = issue.params['suggestion']
  const suggestion = hint === undefined || hint === '' ? '' : language === 'zh' ? `是否想写“${hint}”？` : ` Did you mean "${hint}"?`
  const clause = issue.clause === undefined ? '' : language === 'zh' ? `（条款 ${issue.clause}）` : ` (clause ${issue.clause})`
  return printable(`${issue.path === '' ? '' : `${issue.path}: `}${text}${suggestion}${clause}`)
}

/** A JSON pointer made of unescaped segments. */
export function pointer(...segments: readonly (string | number)[]): string {
  return segments.map(segment => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
