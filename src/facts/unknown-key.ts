import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import { DOMAINS } from './domain.ts'

/** Last segments that only one fact has, with its path: `tier` alone could be several, `scheme` only one. */
const ONLY_FACT_OF_NAME: ReadonlyMap<string, string> = onlyFactOfName()

function onlyFactOfName(): ReadonlyMap<string, string> {
  const paths = new Map<string, string>()
  const several = new Set<string>()
  for (const { path } of DOMAINS) {
    const name = path.slice(path.lastIndexOf('.') + 1)
    if (paths.has(name)) several.add(name)
    paths.set(name, path)
  }
  for (const name of several) paths.delete(name)
  return paths
}

/** The issue for a key that does not belong at `parent`, where `known` do. The key is only ever shown, never looked up as a property. */
export function unknownKey(key: string, parent: string, known: Iterable<string>): Issue {
  const suggestion = ONLY_FACT_OF_NAME.get(key) ?? suggest(key, known)
  const shown = clip(key)
  return errorIssue('unknownKey', parent + pointer(shown), suggestion === undefined ? { key: shown } : { key: shown, suggestion })
}
