import { errorIssue, type Issue } from '../base/issue.ts'
import { isPlainObject, plainCopy } from '../base/plain.ts'
import { kindOf } from '../facts/read-value.ts'
import type { LoadOptions } from './load.ts'

const LIMITS = { depth: 4, values: 100_000, entries: 20_000 }

/** The options as plain data; what is of the wrong type is left out, with an issue. */
export function readOptions(options: LoadOptions, issues: Issue[]): LoadOptions {
  const { scheme, parameters } = options as { readonly scheme?: unknown; readonly parameters?: unknown }
  const isScheme = scheme === undefined || scheme === null || typeof scheme === 'string'
  if (!isScheme) issues.push(errorIssue('wrongType', '/scheme', { expected: 'string', received: kindOf(scheme) }))
  const copy = parameters === undefined ? {} : plainCopy(parameters, LIMITS, issues, '/parameters')
  if (copy !== undefined && !isPlainObject(copy))
    issues.push(errorIssue('wrongType', '/parameters', { expected: 'object', received: kindOf(parameters) }))
  return { ...(isScheme && scheme !== undefined ? { scheme } : {}), parameters: isPlainObject(copy) ? copy : {} }
}
