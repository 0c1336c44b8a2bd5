type Values = Readonly<Record<string, number | string>>

/**
 * Reads records into registers. A loop over an object's own keys costs a third of a look-up by computed key for each register, because
 * engines keep the places of the keys with the object's shape; so the order of the keys is learnt from the first record, and checked.
 */
export class TapeInputs {
  /** Texts of ids, by register. */
  readonly texts: string[] = []
  readonly #wanted: ReadonlyMap<string, number>
  readonly #unused: number
  #keys: readonly string[] = []
  #registers = new Int32Array()

  /** `wanted`: the registers of keys. `unused`: a register for the other keys. */
  constructor(wanted: ReadonlyMap<string, number>, unused: number) {
    this.#wanted = wanted
    this.#unused = unused
  }

  read(record: Values, r: Float64Array): void {
    if (this.#inOrder(record, r)) return
    this.#keys = Object.keys(record)
    this.#registers = Int32Array.from(this.#keys, key => this.#wanted.get(key) ?? this.#unused)
    // A key that these records lack must not keep the value of others.
    for (const register of this.#wanted.values()) r[register] = NaN
    this.texts.length = 0
    this.#inOrder(record, r)
  }

  /** Whether the record has the keys learnt, in their order. */
  #inOrder(record: Values, r: Float64Array): boolean {
    const keys = this.#keys
    const registers = this.#registers
    let i = 0
    for (const key in record) {
      if (key !== keys[i]) return false
      const value = record[key] as number | string
      if (typeof value === 'number') r[registers[i] as number] = value
      else this.texts[registers[i] as number] = value
      i += 1
    }
    return i === keys.length
  }
}
