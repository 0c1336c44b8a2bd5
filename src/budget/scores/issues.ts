import { errorIssue, type Issue } from '../../base/issue.ts'

/** Issues of a stream that are kept to be told; the rest is counted. */
const MOST = 1000

/** What is wrong with a stream of cases, in bounded memory. */
export class IssueList {
  readonly #kept: Issue[] = []
  #more = 0

  add(issues: readonly Issue[]): void {
    const room = Math.max(0, MOST - this.#kept.length)
    this.#kept.push(...issues.slice(0, room))
    this.#more += Math.max(0, issues.length - room)
  }

  /** Those kept, and how many more there are. */
  all(): readonly Issue[] {
    return this.#more === 0 ? this.#kept : [...this.#kept, errorIssue('moreIssues', '', { count: this.#more })]
  }
}
