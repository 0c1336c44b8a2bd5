import { errorIssue, type Issue } from '../base/issue.ts'
import type { Node } from '../expression/node.ts'
import type { Sheet } from '../expression/sheet.ts'
import type { Claim } from '../facts/claim.ts'
import type { Pack } from '../pack/pack.ts'

/** A claim may give a fact that the pack derives, but not another value. */
export function contradictions(pack: Pack, sheet: Sheet, claim: Claim, value: (node: Node) => number): readonly Issue[] {
  const classified = new Set(pack.rules.filter(rule => rule.type === 'classify').map(rule => rule.params['fact']))
  return sheet.derived.flatMap(({ path, node }) => {
    const given = claim.facts.get(path)
    if (!classified.has(path) || !claim.given.has(path) || node.type !== 'flag') return []
    const derived = value(node) === 1
    if (given === derived) return []
    return [errorIssue('contradiction', `/${path.replaceAll('.', '/')}`, { fact: path, given: String(given), derived: String(derived) })]
  })
}
