/** One of several texts, ASCII, and what is done where it stands at `p`. */
export interface ByteCase {
  readonly text: string
  readonly body: string
}

interface Choice {
  readonly word: string
  readonly groups: ReadonlyMap<number, readonly ByteCase[]>
}

const WORD = 4
const TRIES = 20_000

/**
 * The text that finds out which of the cases stands at `p` of the bytes `B` (`V`: their DataView) and does what its body says; `return -1` where
 * none does. No text is the beginning of another. Four bytes are compared at once: most of a line of JSON is the names of its keys.
 */
export function matchText(cases: readonly ByteCase[]): string {
  const [only] = cases
  if (only === undefined) return 'return -1\n'
  if (cases.length === 1) return `if (!(${standsText(only.text)})) return -1\n${only.body}\n`
  const { word, groups } = choiceOf(cases)
  const { multiplier, shift } = perfectHash([...groups.keys()])
  const branches = [...groups].map(([value, group]) => `case ${String(hashOf(value, multiplier, shift))}: {\n${matchText(group)}break\n}\n`)
  return `switch (Math.imul(${word}, ${String(multiplier)}) >>> ${String(shift)}) {\n${branches.join('')}default: return -1\n}\n`
}

/** The text that is true where this text stands at `p`. */
export function standsText(text: string): string {
  if (text.length < WORD) return `${wordText(0, text.length)} === ${String(wordAt(text, 0, text.length))}`
  const offsets = new Set<number>()
  for (let at = 0; at + WORD <= text.length; at += WORD) offsets.add(at)
  offsets.add(text.length - WORD)
  return [...offsets].map(at => `${wordText(at, WORD)} === ${String(wordAt(text, at, WORD))}`).join(' && ')
}

/** The bytes at `p + at` as one number, the first the lowest. */
function wordText(at: number, size: number): string {
  const word = `V.getInt32(p${at === 0 ? '' : ` + ${String(at)}`}, true)`
  return size < WORD ? `(${word} & ${String(2 ** (8 * size) - 1)})` : word
}

function wordAt(text: string, at: number, size: number): number {
  let word = 0
  for (let i = 0; i < size; i++) {
    const code = text.charCodeAt(at + i)
    if (!(code < 128)) throw new RangeError('a text that is not ASCII')
    word |= code << (8 * i)
  }
  return word
}

/** The word by which most of the cases differ, and the cases by it. */
function choiceOf(cases: readonly ByteCase[]): Choice {
  const shortest = Math.min(...cases.map(({ text }) => text.length))
  const size = Math.min(WORD, shortest)
  let best: Choice = { word: '', groups: new Map() }
  for (let at = 0; at + size <= shortest; at++) {
    const groups = new Map<number, readonly ByteCase[]>()
    for (const one of cases) {
      const value = wordAt(one.text, at, size)
      groups.set(value, [...(groups.get(value) ?? []), one])
    }
    if (groups.size > best.groups.size) best = { word: wordText(at, size), groups }
  }
  if (best.groups.size < 2) throw new RangeError('one text is the beginning of another')
  return best
}

const hashOf = (value: number, multiplier: number, shift: number): number => Math.imul(value, multiplier) >>> shift

/** A multiplier that gives each value a place of its own, in as few places as are soon found: a switch over them is one jump. */
function perfectHash(values: readonly number[]): { readonly multiplier: number; readonly shift: number } {
  let multiplier = 1
  for (let bits = Math.ceil(Math.log2(values.length)); ; bits++) {
    const shift = 32 - bits
    /** By place: the try that last took it. */
    const taken = new Int32Array(2 ** bits)
    for (let i = 1; i <= TRIES; i++) {
      multiplier = (Math.imul(multiplier, 1664525) + 1013904223) | 1
      if (areApart(values, multiplier, shift, taken, i)) return { multiplier, shift }
    }
  }
}

function areApart(values: readonly number[], multiplier: number, shift: number, taken: Int32Array, mark: number): boolean {
  for (const value of values) {
    const place = hashOf(value, multiplier, shift)
    if (taken[place] === mark) return false
    taken[place] = mark
  }
  return true
}
