import { comparedParameter, leaves } from '../condition/types.ts'
import { MaskMemo } from '../base/mask-memo.ts'
import { maskBit, maskCount, maskWord } from '../expression/readings/result.ts'
import type { Sheet } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import type { RunLayout } from './run-values.ts'
import type { UsedParameter } from './settlement.ts'

/** A parameter that a claim uses where a rule fires, if the claim reaches the layer of the line it gives to ('' for conditions). */
interface Usage {
  readonly id: string
  readonly layer: string
}

/** Tells the parameters a claim used: of rules that fired (their values and conditions) and of the layers it reached, by id. */
export class Sources {
  readonly #pack: Pack
  readonly #fired: number
  /** By rule. */
  readonly #ofRules: readonly (readonly Usage[])[]
  readonly #ofLayers: readonly Usage[]
  readonly #layers: readonly string[]
  readonly #bases: readonly number[]
  /** By word of the masks of rules that fire: the rules that use parameters at all. */
  readonly #using: readonly number[]
  /** Days on which values of parameters change, ascending. */
  readonly #changes: readonly number[]
  /** Where the masks of layers reached begin among the words; after them the number of changes before the day. */
  readonly #reached: number
  readonly #known: MaskMemo<readonly UsedParameter[]>

  constructor(sheet: Sheet, pack: Pack, layout: RunLayout) {
    this.#pack = pack
    this.#fired = layout.fired
    this.#ofRules = ruleUsages(sheet, pack)
    this.#ofLayers = sheet.lines.flatMap(line =>
      line.operands.flatMap(operand => (operand.parameters ?? []).map(id => ({ id, layer: line.layer ?? '' }))),
    )
    const usages = [...this.#ofLayers, ...this.#ofRules.flat()]
    this.#layers = [...new Set(usages.map(usage => usage.layer))].filter(layer => layer !== '')
    this.#bases = this.#layers.map(layer => sheet.lines.findIndex(line => line.id === `${layer}.base`))
    const using = new Array<number>(layout.findings - layout.fired).fill(0)
    this.#ofRules.forEach((list, rule) => {
      if (list.length > 0) using[maskWord(rule)] = (using[maskWord(rule)] ?? 0) | (1 << maskBit(rule))
    })
    this.#using = using
    const days = [...pack.parameters.values()].flatMap(one => one.values.flatMap(({ from }) => (from === undefined ? [] : [from])))
    this.#changes = [...new Set(days)].sort((a, b) => a - b)
    this.#reached = using.length
    this.#known = new MaskMemo(using.length + maskCount(this.#layers.length) + 1, words => this.#used(words))
  }

  /** `values`: those of a run in order of its layout; `on`: the rules day. Frozen: results share it. */
  of(values: ArrayLike<number>, on: number): readonly UsedParameter[] {
    const { words } = this.#known
    const using = this.#using
    for (let i = 0; i < using.length; i++) words[i] = (values[this.#fired + i] as number) & (using[i] as number)
    words.fill(0, this.#reached)
    for (let i = 0; i < this.#bases.length; i++)
      if ((values[this.#bases[i] as number] ?? 0) > 0) (words[this.#reached + maskWord(i)] as number) |= 1 << maskBit(i)
    let regime = 0
    while (regime < this.#changes.length && (this.#changes[regime] as number) <= on) regime++
    words[words.length - 1] = regime
    return this.#known.get()
  }

  #used(words: Int32Array): readonly UsedParameter[] {
    const regime = words.at(-1) ?? 0
    const on = regime === 0 ? -Infinity : (this.#changes[regime - 1] ?? 0)
    const ids = new Set<string>()
    const isSet = (first: number, flag: number): boolean => ((words[first + maskWord(flag)] ?? 0) & (1 << maskBit(flag))) !== 0
    const add = ({ id, layer }: Usage): void => {
      if (layer === '' || isSet(this.#reached, this.#layers.indexOf(layer))) ids.add(id)
    }
    this.#ofRules.forEach((usages, rule) => {
      if (usages.length > 0 && isSet(0, rule)) usages.forEach(add)
    })
    this.#ofLayers.forEach(add)
    return Object.freeze([...ids].sort().flatMap(id => usedParameter(this.#pack, id, on)))
  }
}

function ruleUsages(sheet: Sheet, pack: Pack): readonly (readonly Usage[])[] {
  const usages = new Map<string, Usage[]>(sheet.rules.map(({ id }) => [id, []]))
  for (const line of sheet.lines)
    for (const { rule, parameters } of line.contributions)
      usages.get(rule)?.push(...parameters.map(id => ({ id, layer: line.layer ?? '' })))
  for (const rule of pack.rules)
    for (const leaf of leaves(rule.conditions)) {
      const id = comparedParameter(leaf)
      if (id !== undefined) usages.get(rule.id)?.push({ id, layer: '' })
    }
  return [...usages.values()]
}

function usedParameter(pack: Pack, id: string, on: number): readonly UsedParameter[] {
  const parameter = pack.parameters.get(id)
  const inForce = parameter?.values.filter(one => one.from === undefined || one.from <= on).at(-1)
  if (parameter === undefined || inForce === undefined) return []
  const value = typeof inForce.value === 'object' ? inForce.value.join(',') : String(inForce.value)
  return [Object.freeze({ id, value, source: inForce.source, ...(parameter.clause === undefined ? {} : { clause: parameter.clause }) })]
}
