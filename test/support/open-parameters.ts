import { openPolicy } from '../../src/node/open-policy.ts'

/**
 * Parameters of a pack that the document leaves without a value and that something computes by, sorted. By how much a price moves, or what counts as
 * a target met, is reported as not given: an invented number would only mislead there.
 */
export function openParameters(name: string): readonly string[] {
  const { pack } = openPolicy(name, { scheme: null })
  const directions = JSON.stringify([
    pack.decisions.filter(rule => rule.type === 'adjustPrice').map(rule => rule.params),
    pack.json.indicators,
  ])
  const unset = [...pack.parameters.values()].filter(({ values }) => values.length === 0).map(({ id }) => id)
  return unset.filter(id => !directions.includes(`{"parameter":"${id}"}`)).sort()
}
