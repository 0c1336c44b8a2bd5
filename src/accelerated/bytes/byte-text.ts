/** Texts as bytes and back, with lone surrogates of a text as three bytes each, which no UTF-8 holds: two texts are never the same bytes. */

export function bytesOf(text: string): Uint8Array {
  const bytes: number[] = []
  for (const one of text) {
    const code = one.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code))
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code))
  }
  return Uint8Array.from(bytes)
}

const tail = (code: number): number => 0x80 | (code & 0x3f)

/** How many bytes the character that begins at `at` takes if it is valid UTF-8 of more than one byte; 0 if not. */
export function wideLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  const second = bytes[at + 1] ?? 0
  if (first >= 0xc2 && first <= 0xdf) return isTail(second) ? 2 : 0
  const third = bytes[at + 2] ?? 0
  if (first >= 0xe0 && first <= 0xef) {
    // Not longer than needed, and no half of a surrogate pair.
    const least = first === 0xe0 ? 0xa0 : 0x80
    const most = first === 0xed ? 0x9f : 0xbf
    return second >= least && second <= most && isTail(third) ? 3 : 0
  }
  if (first < 0xf0 || first > 0xf4) return 0
  const least = first === 0xf0 ? 0x90 : 0x80
  const most = first === 0xf4 ? 0x8f : 0xbf
  return second >= least && second <= most && isTail(third) && isTail(bytes[at + 3] ?? 0) ? 4 : 0
}

const isTail = (byte: number): boolean => (byte & 0xc0) === 0x80

const FEW = 4

/** A few characters at once, which leaves fewer texts behind; '' if not all are ASCII. */
function asciiOf(bytes: Uint8Array, at: number): string {
  const [a, b, c, d] = [bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number, bytes[at + 3] as number]
  return (a | b | c | d) < 0x80 ? String.fromCharCode(a, b, c, d) : ''
}

/** The text of valid UTF-8 from `from` up to `to`. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; ) {
    const first = bytes[at] ?? 0
    if (first < 0x80) {
      const few = at + FEW <= to ? asciiOf(bytes, at) : ''
      text += few === '' ? String.fromCharCode(first) : few
      at += few === '' ? 1 : FEW
      continue
    }
    const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    let code = first & (0xff >> (size + 1))
    for (let i = 1; i < size; i++) code = (code << 6) | ((bytes[at + i] ?? 0) & 0x3f)
    text += String.fromCodePoint(code)
    at += size
  }
  return text
}
