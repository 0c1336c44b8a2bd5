import { formatDay, parseDay, type DayNumber } from '../base/date.ts'
import { findingIssue, type Issue } from '../base/issue.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import type { DecidedFacts } from './evaluate.ts'
import { valueLabel } from './levels.ts'

const KIND = 'encounter.kind'

/** The policy is not concerned with the case: with whom it is about, or with that kind of care. */
export function scopeFindings({ decisions, json }: Pack, facts: DecidedFacts): readonly Issue[] {
  const kind = facts.fact(KIND)
  const isCovered = kind === undefined || json.covers.some(covered => covered === kind)
  return [
    ...decisions.filter(({ type }) => type === 'withinScope').flatMap(rule => scopeFinding(rule, facts)),
    ...(isCovered ? [] : [findingIssue('kindOutsidePolicy', '/encounter/kind', inWords('kind', valueLabel(KIND, kind)))]),
  ]
}

function scopeFinding(rule: Rule, facts: DecidedFacts): readonly Issue[] {
  if (facts.fires(rule)) return []
  const label = inWords('label', rule.label ?? { zh: rule.id, en: rule.id })
  const lacking = facts.lackingBeyondDefaults(rule)
  if (lacking.length > 0) return [findingIssue('scopeUnknown', '', { ...label, ...names(lacking) }, rule.clause)]
  // Those that alone make it so; a default that leaves the rule as it is explains nothing.
  const assumed = facts.claim.defaulted.filter(path => facts.hinging(rule, new Set([path])).length > 0)
  if (assumed.length > 0) return [findingIssue('outOfScopeByDefault', '', { ...label, ...names(assumed) }, rule.clause)]
  return [findingIssue('outOfScope', '', label, rule.clause)]
}

const inWords = (name: string, { zh, en }: { readonly zh: string; readonly en: string }): Issue['params'] => ({
  [name]: zh,
  [`${name}En`]: en,
})

function names(paths: readonly string[]): Issue['params'] {
  const labels = paths.map(path => factSpec(path)?.label ?? { zh: path, en: path })
  return inWords('facts', { zh: labels.map(({ zh }) => zh).join('、'), en: labels.map(({ en }) => en.toLowerCase()).join(', ') })
}

/** The day of the rules lies before the document's window, or after it. */
export function windowFindings({ json }: Pack, day: DayNumber): readonly Issue[] {
  const { from, to } = json.window ?? {}
  const params = { day: formatDay(day), from: from ?? '', to: to ?? '', ...windowWords(from, to) }
  const [first, end] = [from, to].map(text => (text === undefined ? undefined : parseDay(text)))
  if (first !== undefined && day < first) return [findingIssue('notYetInForce', '', params)]
  return end !== undefined && day >= end ? [findingIssue('noLongerInForce', '', params)] : []
}

function windowWords(from: string | undefined, to: string | undefined): Issue['params'] {
  const zh = [from === undefined ? [] : `自${from}起`, to === undefined ? [] : `${to}前`].flat().join('、')
  const en = [from === undefined ? [] : `from ${from}`, to === undefined ? [] : `until before ${to}`].flat().join(' ')
  return inWords('window', { zh, en })
}
