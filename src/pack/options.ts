import { errorIssue, type Issue } from '../base/issue.ts'
import { isPlainObject, plainCopy } from '../base/plain.ts'
import { kindOf } from '../facts/read-value.ts'
import type { LoadOptions } from './load.ts'
import { scheme as schemeSchema, type SchemeJson } from './schema.ts'
import { readShape } from './shape-issues.ts'

const LIMITS = { depth: 4, values: 100_000, entries: 20_000 }
const SCHEME_LIMITS = { ...LIMITS, depth: 12 }

/** Options that were read: a scheme by its id, or a scheme of the caller's own. */
export interface ReadOptions {
  readonly scheme?: string | null
  readonly ownScheme?: SchemeJson
  readonly parameters: Readonly<Record<string, unknown>>
}

/** The options as plain data; what is of the wrong type is left out, with an issue. */
export function readOptions(options: LoadOptions, issues: Issue[]): ReadOptions {
  const { scheme, parameters } = options as { readonly scheme?: unknown; readonly parameters?: unknown }
  const copy = parameters === undefined ? {} : plainCopy(parameters, LIMITS, issues, '/parameters')
  if (copy !== undefined && !isPlainObject(copy))
    issues.push(errorIssue('wrongType', '/parameters', { expected: 'object', received: kindOf(parameters) }))
  return { ...readScheme(scheme, issues), parameters: isPlainObject(copy) ? copy : {} }
}

function readScheme(scheme: unknown, issues: Issue[]): Pick<ReadOptions, 'scheme' | 'ownScheme'> {
  if (scheme === undefined) return {}
  if (scheme === null || typeof scheme === 'string') return { scheme }
  if (!isPlainObject(scheme)) {
    issues.push(errorIssue('wrongType', '/scheme', { expected: 'string', received: kindOf(scheme) }))
    return {}
  }
  const before = issues.length
  const copy = plainCopy(scheme, SCHEME_LIMITS, issues, '/scheme')
  const ownScheme = issues.length > before ? undefined : readShape(schemeSchema, copy, '/scheme', issues)
  return ownScheme === undefined ? {} : { ownScheme }
}
