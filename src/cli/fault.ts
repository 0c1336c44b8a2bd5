import { formatIssue } from '../base/format-issue.ts'
import type { Issue, Language } from '../base/issue.ts'
import { labelled } from '../facts/issue-label.ts'

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

/** A command could not do its work, through no fault of its input: lines for standard error. Exit code 3. */
export class CouldNot extends Error {
  readonly lines: readonly string[]

  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.name = 'CouldNot'
    this.lines = lines
  }
}

/** Issues as lines, led by the claim they are of, if there are several. */
export const issueLines = (issues: readonly Issue[], language: Language, place = ''): readonly string[] =>
  issues.map(issue => `${place === '' ? '' : `${place}: `}${formatIssue(labelled(issue, language), language)}`)
