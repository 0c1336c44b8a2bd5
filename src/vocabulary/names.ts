import type { Label } from '../facts/spec.ts'
import type { Pack, Rule } from '../pack/pack.ts'

/** A name that a pack gives, with the rules that use it. */
export interface PackName {
  readonly name: string
  readonly uses: readonly { readonly rule: string; readonly clause: string | null; readonly label: Label | null }[]
}

/** The rights that the rules of a pack grant. */
export const rightNames = ({ rules }: Pack): readonly PackName[] =>
  namesIn(
    rules.filter(({ type }) => type === 'grant'),
    ({ params }) => [params['right']],
  )

/** The categories of items of which the rules of a pack say what their prices are. */
export const itemCategories = ({ decisions }: Pack): readonly PackName[] =>
  namesIn(decisions, ({ params }) => (Array.isArray(params['categories']) ? (params['categories'] as readonly unknown[]) : []))

function namesIn(rules: readonly Rule[], namesOf: (rule: Rule) => readonly unknown[]): readonly PackName[] {
  const uses = new Map<string, PackName['uses']>()
  for (const rule of rules)
    for (const name of namesOf(rule)) {
      const use = { rule: rule.id, clause: rule.clause ?? null, label: rule.label ?? null }
      if (typeof name === 'string') uses.set(name, [...(uses.get(name) ?? []), use])
    }
  return [...uses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => ({ name, uses: own }))
}
