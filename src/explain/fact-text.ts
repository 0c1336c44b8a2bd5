import type { Text } from '../expression/readings/words.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { FactValue } from '../facts/spec.ts'
import { sayFact } from './facts.ts'
import { PHRASES } from './phrases.ts'
import { textOf } from './say.ts'

/** A fact of the catalogue and a value of it, as texts. */
export function factText(path: string, value: FactValue | null): { readonly fact: Text; readonly value: Text } {
  const spec = factSpec(path)
  return { fact: spec?.label ?? { zh: path, en: path }, value: textOf(sayFact(spec, value ?? undefined), PHRASES) }
}
