/** Where a text stops being JSON, both from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

export type JsonRead = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & TextPlace)

/** Reads JSON; for a text that is none, where it goes wrong (the host's parser does not always say). */
export function readJsonText(text: string): JsonRead {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false, ...placeOf(text, faultOffset(text)) }
  }
}

export function placeOf(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

const SPACE = /[ \t\r\n]*/y
const SCALAR = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy
const KEY = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"[ \t\r\n]*:/uy

/** The offset of the first character that cannot stand there; the end of the text if it only breaks off. */
function faultOffset(text: string): number {
  let at = 0
  const open: string[] = []
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.test(text)
    if (found) at = pattern.lastIndex
    return found
  }
  const skip = (): string | undefined => {
    take(SPACE)
    return text[at]
  }
  let wants: 'value' | 'key' | 'next' = 'value'
  for (;;) {
    const char = skip()
    if (char === undefined) return text.length
    const closes = open.at(-1) === '{' ? '}' : ']'
    const afterOpening = at > 0 && /[[{][ \t\r\n]*$/.test(text.slice(Math.max(0, at - 200), at))
    if (open.length > 0 && char === closes && (wants === 'next' || afterOpening)) {
      at++
      open.pop()
      wants = 'next'
    } else if (wants === 'next') {
      if (open.length === 0 || char !== ',') return at
      at++
      wants = open.at(-1) === '{' ? 'key' : 'value'
    } else if (wants === 'key') {
      if (!take(KEY)) return at
      wants = 'value'
    } else if (char === '{' || char === '[') {
      at++
      open.push(char)
      wants = char === '{' ? 'key' : 'value'
    } else {
      if (!take(SCALAR)) return at
      wants = 'next'
    }
  }
}
