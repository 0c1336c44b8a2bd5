import { factSpec } from '../facts/catalogue.ts'
import { formatIssue } from '../base/format-issue.ts'
import type { Issue, Language } from '../base/issue.ts'

/** Input that a command cannot use: lines for standard error, already in the reader's language. Exit code 2. */
export class BadInput extends Error {
  readonly lines: readonly string[]

  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.name = 'BadInput'
    this.lines = lines
  }
}

/** A command did its work and found something that is not as it should be: lines for standard error. Exit code 1. */
export class Findings extends Error {
  readonly lines: readonly string[]

  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.name = 'Findings'
    this.lines = lines
  }
}

/** Issues as lines, led by the claim they are of, if there are several. */
export const issueLines = (issues: readonly Issue[], language: Language, place = ''): readonly string[] =>
  issues.map(issue => `${place === '' ? '' : `${place}: `}${formatIssue(labelled(issue, language), language)}`)

/** The fact that an issue is about by its label in this language. */
function labelled(issue: Issue, language: Language): Issue {
  const label = 'label' in issue.params ? factSpec(String(issue.params['fact']))?.label : undefined
  return label === undefined ? issue : { ...issue, params: { ...issue.params, label: label[language] } }
}
