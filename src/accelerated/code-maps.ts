import type { PlannedFact } from './reader-plan.ts'

/** The lists of codes that a reader looks values up in, each once; `C0`, `C1` … in its text. */
export class CodeMaps {
  readonly maps: ReadonlyMap<unknown, number>[] = []
  readonly #names = new Map<string, string>()

  /** Codes of a closed list by their place in the catalogue. */
  places({ spec }: PlannedFact): string {
    return this.#name((spec.codes ?? []).map((code, place) => [code, place]))
  }

  /** Codes of an open list by their number in the sheet: those the policy names. */
  numbers({ input }: PlannedFact): string {
    return this.#name((input?.codes ?? []).map((code, number) => [code, number]))
  }

  /** Codes of a set by their bits in the sheet, 0 for those no rule names; of an open set those the policy names. */
  bits({ spec, input }: PlannedFact): string {
    const codes = spec.open === true ? (input?.codes ?? []) : (spec.codes ?? [])
    return this.#name(codes.map(code => [code, Number(input?.encode([code]) ?? 0)]))
  }

  declarations(): string {
    return this.maps.map((_, i) => `const C${String(i)} = codes[${String(i)}]\n`).join('')
  }

  #name(entries: readonly (readonly [string, number])[]): string {
    const key = JSON.stringify(entries)
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const name = `C${String(this.maps.push(new Map(entries)) - 1)}`
    this.#names.set(key, name)
    return name
  }
}
