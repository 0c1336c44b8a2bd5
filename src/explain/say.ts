import { NOTHING, isNothing, say, type Part, type Phrase, type Series, type Templates, type Text } from '../expression/readings/words.ts'
import type { PhraseKey } from './phrases-zh.ts'

/** A phrase of this explanation. */
export const phrase = (key: PhraseKey, parts: Phrase['parts'] = {}): Phrase => ({ key, parts })

export const series = (join: PhraseKey, of: readonly Part[]): Series => ({ join, of })

export const brackets = (inside: Part): Part => (isNothing(inside) ? NOTHING : phrase('inBrackets', { inside }))

/** The text of a part in both languages; an English sentence starts with a capital. */
export function textOf(part: Part, templates: Templates): Text {
  const en = say(part, 'en', templates)
  return { zh: say(part, 'zh', templates), en: en.charAt(0).toUpperCase() + en.slice(1) }
}
