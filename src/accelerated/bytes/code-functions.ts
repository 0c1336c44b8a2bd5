import { matchText } from './match-text.ts'

/** The functions that read codes of closed lists, each list once; `e0`, `e1` … in the text. */
export class CodeFunctions {
  text = ''
  /** Numbers of codes by their place; `N0`, `N1` … in the text. */
  readonly numbers: (readonly number[])[] = []
  readonly #functions = new Map<string, string>()
  readonly #names = new Map<string, string>()

  /** A function of the place of a text in the line: the code's place in its list, and above its 8 bits how many bytes it takes; below 0 for other texts. */
  reader(codes: readonly string[]): string {
    const key = codes.join()
    const known = this.#functions.get(key)
    if (known !== undefined) return known
    const name = `e${String(this.#functions.size)}`
    if (codes.length > 256) throw new RangeError('a list of more than 256 codes')
    const cases = codes.map((code, place) => ({ text: `"${code}"`, body: `return ${String(((code.length + 2) << 8) | place)}` }))
    this.text += `function ${name}(p) {\n${matchText(cases)}return -1\n}\n`
    this.#functions.set(key, name)
    return name
  }

  /** A list of numbers that the text looks up by place. */
  list(numbers: readonly number[]): string {
    const key = numbers.join()
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const name = `N${String(this.numbers.push(numbers) - 1)}`
    this.#names.set(key, name)
    return name
  }
}
