import type { Language } from '../../base/issue.ts'
import { formatDecimal, formatMoney } from '../../base/decimal.ts'

/** A text in every language. */
export type Text = Readonly<Record<Language, string>>

/** A number with what it counts: money in fen, a ratio, points (with their sign) or a drop in points (without) in ten-thousandths. */
export type Quantity = { readonly fen: number } | { readonly ratio: number } | { readonly points: number } | { readonly drop: number }

/** Parts said one after the other; `join` is the key of the template between them. Empty parts are left out. */
export interface Series {
  readonly join: string
  readonly of: readonly Part[]
}

/** A sentence or a part of one as data: the key of a template and what fills it. The text is made last, in the reader's language. */
export interface Phrase {
  readonly key: string
  readonly parts: Readonly<Record<string, Part>>
}

export type Part = string | number | Text | Quantity | Series | Phrase

/** Templates by key, in both languages or one for both: `{name}` stands for a part of the phrase. */
export type Templates = Readonly<Record<string, string | readonly [zh: string, en: string]>>

/** Nothing to say. */
export const NOTHING = ''

export const isNothing = (part: Part): boolean => part === '' || (typeof part === 'object' && 'of' in part && part.of.every(isNothing))

/** A part in one language. */
export function say(part: Part, language: Language, templates: Templates): string {
  if (typeof part === 'string') return part
  if (typeof part === 'number') return String(part)
  if ('key' in part) return fill(part, language, templates)
  if ('of' in part)
    return part.of
      .filter(one => !isNothing(one))
      .map(one => say(one, language, templates))
      .join(template(templates, part.join, language))
  if ('zh' in part) return part[language]
  return sayQuantity(part, language, templates)
}

function sayQuantity(quantity: Quantity, language: Language, templates: Templates): string {
  if ('fen' in quantity) return template(templates, 'unitMoney', language).replace('{n}', () => formatMoney(quantity.fen))
  if ('ratio' in quantity) return `${formatDecimal(quantity.ratio, 2)}%`
  const text = 'drop' in quantity ? formatPoints(quantity.drop) : `${quantity.points > 0 ? '+' : ''}${formatPoints(quantity.points)}`
  return template(templates, 'unitPoints', language).replace('{n}', () => text)
}

/** Points with no more decimals than they need: `2`, `-15.5`. */
const formatPoints = (tenThousandths: number): string => formatDecimal(tenThousandths, 2).replace(/\.?0+$/, '')

function fill(phrase: Phrase, language: Language, templates: Templates): string {
  const pieces = piecesOf(templates, template(templates, phrase.key, language))
  let text = pieces[0] ?? ''
  for (let i = 1; i < pieces.length; i += 2) {
    const part = phrase.parts[pieces[i] ?? '']
    if (part === undefined) throw new RangeError(`the phrase ${phrase.key} lacks ${pieces[i] ?? ''}`)
    text += say(part, language, templates) + (pieces[i + 1] ?? '')
  }
  return text
}

/** Templates are filled thousands of times in one explanation: each is taken apart once. */
const PIECES = new WeakMap<Templates, Map<string, readonly string[]>>()

/** Text and names of a template by turns, text first. */
function piecesOf(templates: Templates, text: string): readonly string[] {
  let known = PIECES.get(templates)
  if (known === undefined) PIECES.set(templates, (known = new Map()))
  let pieces = known.get(text)
  if (pieces === undefined) known.set(text, (pieces = text.split(/\{(\w+)\}/)))
  return pieces
}

function template(templates: Templates, key: string, language: Language): string {
  const found = templates[key]
  if (found === undefined) throw new RangeError(`no template ${key}`)
  return typeof found === 'string' ? found : found[language === 'zh' ? 0 : 1]
}
