const QUOTE = 34
const BACKSLASH = 92

/** What a byte outside of texts is: 0 part of a value, then blank, and marks after or before which a blank says nothing. */
const [PLAIN, BLANK, OPENS, CLOSES, BETWEEN] = [0, 1, 2, 3, 4] as const
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => kindOf(String.fromCharCode(byte)))

function kindOf(char: string): number {
  if (' \t\r\n'.includes(char)) return BLANK
  if ('{['.includes(char)) return OPENS
  if ('}]'.includes(char)) return CLOSES
  return ',:'.includes(char) ? BETWEEN : PLAIN
}

/**
 * Takes the blanks out of JSON, in place, and gives its new length; below 0 where a blank may say something (`1 2` is not `12`). What is no JSON
 * stays none.
 */
export function compact(bytes: Uint8Array, length: number): number {
  let to = 0
  let kind = OPENS as number
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] as number
    const found = KINDS[byte] as number
    if (found === BLANK) {
      while (at + 1 < length && KINDS[bytes[at + 1] as number] === BLANK) at++
      const next = at + 1 < length ? (KINDS[bytes[at + 1] as number] as number) : CLOSES
      if ((kind === PLAIN || kind === CLOSES) && next !== CLOSES && next !== BETWEEN) return -1
      continue
    }
    bytes[to++] = byte
    kind = found
    if (byte !== QUOTE) continue
    for (at++; at < length && bytes[at] !== QUOTE; at++) {
      if (bytes[at] === BACKSLASH) return -1
      bytes[to++] = bytes[at] as number
    }
    if (at < length) bytes[to++] = QUOTE
  }
  return to
}
