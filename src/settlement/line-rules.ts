import { Recent } from '../base/recent.ts'
import { MASK_BITS, maskBit, maskWord } from '../expression/readings/result.ts'
import type { Line } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'

/** The rules that gave a line, and their clauses with those of the parameters they took. Frozen: many results share it. */
export interface GivenBy {
  readonly rules: readonly string[]
  readonly clauses: readonly string[]
}

interface Contributor {
  readonly rule: string
  readonly word: number
  readonly bit: number
  readonly clauses: readonly string[]
}

/** What is known of rules by their id. */
export interface RulesById {
  readonly indexes: ReadonlyMap<string, number>
  readonly clauses: ReadonlyMap<string, string | undefined>
}

const NONE: readonly string[] = Object.freeze([])
export const NOBODY: GivenBy = Object.freeze({ rules: NONE, clauses: NONE })

/** Contributors that lie in so narrow a run of bits have a table by those bits. */
const NARROW = 8

/** Tells which of the rules that may give a line did, by the masks of rules that fire. */
export class LineRules {
  readonly #contributors: readonly Contributor[]
  /** The word of the masks that holds all contributors, -1 if several do; their run of bits there. */
  readonly #word: number
  readonly #shift: number
  readonly #mask: number
  /** By the run of bits, where it is narrow; filled as runs are met. */
  readonly #table: (GivenBy | undefined)[] | undefined
  readonly #ofRun: (run: number) => GivenBy
  readonly #known: Recent<GivenBy>

  /** `indexes`, `clauses`: of the rules of the sheet by id; `fired`: where their masks begin in the values of a run. */
  constructor(line: Line, pack: Pack, { indexes, clauses }: RulesById, fired: number) {
    this.#contributors = line.contributions.map(({ rule, parameters }) => ({
      rule,
      word: fired + maskWord(indexes.get(rule) ?? 0),
      bit: maskBit(indexes.get(rule) ?? 0),
      clauses: [clauses.get(rule), ...parameters.map(id => pack.parameters.get(id)?.clause)].filter(clause => clause !== undefined),
    }))
    const bits = this.#contributors.map(one => one.bit)
    const words = new Set(this.#contributors.map(one => one.word))
    this.#word = words.size === 1 ? (this.#contributors[0]?.word ?? -1) : -1
    this.#shift = [...bits].sort((a, b) => a - b)[0] ?? 0
    this.#mask = bits.reduce((mask, bit) => mask | (1 << (bit - this.#shift)), 0)
    const ofRun = (run: number): GivenBy => this.#of(one => (run & (1 << (one.bit - this.#shift))) !== 0)
    const isNarrow = this.#word >= 0 && this.#mask < 1 << NARROW
    this.#table = isNarrow ? new Array<GivenBy | undefined>(this.#mask + 1).fill(undefined) : undefined
    this.#ofRun = ofRun
    this.#known = new Recent(this.#word >= 0 ? ofRun : key => this.#of(one => (key & (1 << this.#contributors.indexOf(one))) !== 0))
  }

  /** `values`: those of a run in order of its layout. */
  of(values: ArrayLike<number>): GivenBy {
    if (this.#word < 0) return this.#ofWords(values)
    const run = ((values[this.#word] as number) >>> this.#shift) & this.#mask
    return this.#table === undefined ? this.#known.get(run) : (this.#table[run] ??= this.#ofRun(run))
  }

  #ofWords(values: ArrayLike<number>): GivenBy {
    const contributors = this.#contributors
    if (contributors.length > MASK_BITS) return this.#of(({ word, bit }) => ((values[word] as number) & (1 << bit)) !== 0)
    let key = 0
    for (let i = 0; i < contributors.length; i++) {
      const { word, bit } = contributors[i] as Contributor
      key |= (((values[word] as number) >>> bit) & 1) << i
    }
    return this.#known.get(key)
  }

  #of(fires: (one: Contributor) => boolean): GivenBy {
    const fired = this.#contributors.filter(fires)
    if (fired.length === 0) return NOBODY
    const clauses = [...new Set(fired.flatMap(one => one.clauses))]
    return Object.freeze({ rules: Object.freeze(fired.map(one => one.rule)), clauses: Object.freeze(clauses) })
  }
}
