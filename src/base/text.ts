const SHOWN = 64

/** `text` cut short, for the params of an issue; never in the middle of a character. */
export function clip(text: string): string {
  if (text.length <= SHOWN) return text
  const last = text.charCodeAt(SHOWN - 1)
  return `${text.slice(0, last >= 0xd800 && last < 0xdc00 ? SHOWN - 1 : SHOWN)}…`
}

/** A value of the input as an issue shows it: short, and never by calling anything of the value's own. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return clip(value)
    case 'number':
    case 'boolean':
    case 'undefined':
      return String(value)
    case 'object':
      return showObject(value)
    default:
      return typeof value
  }
}

function showObject(value: object | null): string {
  if (value === null) return 'null'
  try {
    return clip(JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? 'bigint' : part)))
  } catch {
    return Array.isArray(value) ? 'array' : 'object'
  }
}

/** `text` with every character that could move, hide or reverse what a terminal shows written as its code. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, char =>
    Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  )
