/** Widths of a letter and of a Chinese character at size 11, on the safe side of common fonts. */
const LETTER = 7
const HAN = 11.5

const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? HAN : LETTER), 0)

/** A text in lines at most `width` units wide: broken between words and between Chinese characters, within a word only where it is longer than a line. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+/g) ?? []) {
    if (widthOf(line + piece) <= width) {
      line += piece
      continue
    }
    if (line.trim() !== '') lines.push(line.trim())
    const cut = broken(piece.trim(), width)
    lines.push(...cut.slice(0, -1))
    line = cut.at(-1) ?? ''
  }
  return line.trim() === '' ? lines : [...lines, line.trim()]
}

/** A word in parts that fit. */
function broken(word: string, width: number): readonly string[] {
  const parts: string[] = []
  let part = ''
  for (const letter of word) {
    if (part !== '' && widthOf(part + letter) > width) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part]
}
