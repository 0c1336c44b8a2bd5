import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import { DOMAINS } from './domain.ts'

/** The path of the only fact whose last segment this is: `tier` alone could be several, `scheme` only one. */
function onlyFactOfName(name: string): string | undefined {
  const [first, ...others] = DOMAINS.filter(
    ({ path }) => path.endsWith(`.${name}`) && path.length - name.length - 1 === path.lastIndexOf('.'),
  )
  return others.length === 0 ? first?.path : undefined
}

/** The issue for a key that does not belong at `parent`, where `known` do. The key is only ever shown, never looked up as a property. */
export function unknownKey(key: string, parent: string, known: Iterable<string>): Issue {
  const suggestion = onlyFactOfName(key) ?? suggest(key, known)
  const shown = clip(key)
  return errorIssue('unknownKey', parent + pointer(shown), suggestion === undefined ? { key: shown } : { key: shown, suggestion })
}
