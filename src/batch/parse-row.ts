import { isUtf8 } from 'node:buffer'
import { errorIssue, type Issue } from '../base/issue.ts'

/** The claim in a row's bytes, as JSON has it, or why there is none. */
export function parseRow(bytes: Buffer): { readonly claim?: unknown; readonly issue?: Issue } {
  if (!isUtf8(bytes)) return { issue: errorIssue('rowNotUtf8', '') }
  try {
    return { claim: JSON.parse(bytes.toString()) as unknown }
  } catch {
    return { issue: errorIssue('rowNotJson', '') }
  }
}
