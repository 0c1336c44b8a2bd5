import { comparedParameter, leaves } from '../condition/types.ts'
import { Recent } from '../base/recent.ts'
import { lowestFlag, maskBit, maskCount, maskWord } from '../expression/readings/result.ts'
import type { Sheet } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import type { RunLayout } from './run-values.ts'
import type { UsedParameter } from './settlement.ts'

/** A parameter that a claim uses if it reaches the layer of the line it gives to ('' for conditions). */
interface Usage {
  readonly id: string
  readonly layer: string
}

/** Usages as masks over the list of all of them. */
type UsageMasks = Int32Array

/** Tells the parameters a claim used: of rules that fired (their values and conditions) and of the layers it reached, by id. */
export class Sources {
  readonly #fired: number
  readonly #usages: readonly Usage[]
  /** By rule. */
  readonly #ofRules: readonly (readonly Usage[])[]
  /** By rule that fired so far and uses parameters. */
  readonly #masks = new Map<number, UsageMasks>()
  /** By word of the masks of rules that fire: the rules that use parameters at all. */
  readonly #using: readonly number[]
  /** Usages whatever the rules say. */
  readonly #always: UsageMasks
  /** Usages outside of layers, and of each layer with the place of its base among the lines. */
  readonly #anywhere: UsageMasks
  readonly #layers: readonly { readonly base: number; readonly usages: UsageMasks }[]
  /** Days on which values of parameters change, ascending. */
  readonly #changes: readonly number[]
  /** By number of changes before the day: each usage's parameter with its value; undefined where it has none. */
  readonly #inForce: Recent<readonly (UsedParameter | undefined)[]>
  readonly #used: UsageMasks
  readonly #reached: UsageMasks

  constructor(sheet: Sheet, pack: Pack, layout: RunLayout) {
    this.#fired = layout.fired
    const ofRules = ruleUsages(sheet, pack)
    const ofLayers = sheet.lines.flatMap(line =>
      line.operands.flatMap(operand => (operand.parameters ?? []).map(id => ({ id, layer: line.layer ?? '' }))),
    )
    this.#usages = distinct([...ofLayers, ...ofRules.flat()])
    const masksOf = (wanted: (usage: Usage) => boolean): UsageMasks => usageMasks(this.#usages, wanted)
    this.#ofRules = ofRules
    const using = new Array<number>(layout.findings - layout.fired).fill(0)
    ofRules.forEach((list, rule) => {
      if (list.length > 0) using[maskWord(rule)] = (using[maskWord(rule)] ?? 0) | (1 << maskBit(rule))
    })
    this.#using = using
    this.#always = this.#masksOf(ofLayers)
    this.#anywhere = masksOf(({ layer }) => layer === '')
    this.#layers = [...new Set(this.#usages.map(usage => usage.layer))]
      .filter(layer => layer !== '')
      .map(layer => ({ base: sheet.lines.findIndex(line => line.id === `${layer}.base`), usages: masksOf(usage => usage.layer === layer) }))
    const days = [...pack.parameters.values()].flatMap(one => one.values.flatMap(({ from }) => (from === undefined ? [] : [from])))
    this.#changes = [...new Set(days)].sort((a, b) => a - b)
    this.#inForce = new Recent(changes => {
      const on = changes === 0 ? -Infinity : (this.#changes[changes - 1] ?? 0)
      return this.#usages.map(({ id }) => usedParameter(pack, id, on))
    })
    this.#used = masksOf(() => false)
    this.#reached = masksOf(() => false)
  }

  /** `values`: those of a run in order of its layout; `on`: the rules day. */
  of(values: ArrayLike<number>, on: number): readonly UsedParameter[] {
    const used = this.#used
    used.set(this.#always)
    for (let word = 0; word < this.#using.length; word++) {
      let fired = (values[this.#fired + word] as number) & (this.#using[word] as number)
      for (; fired !== 0; fired &= fired - 1) {
        merge(used, this.#masksOfRule(lowestFlag(word, fired)))
      }
    }
    const reached = this.#reached
    reached.set(this.#anywhere)
    for (const { base, usages } of this.#layers) if ((values[base] ?? 0) > 0) merge(reached, usages)
    let changes = 0
    while (changes < this.#changes.length && (this.#changes[changes] as number) <= on) changes++
    return this.#list(this.#inForce.get(changes))
  }

  #masksOfRule(rule: number): UsageMasks {
    const known = this.#masks.get(rule)
    if (known !== undefined) return known
    const made = this.#masksOf(this.#ofRules[rule] ?? [])
    this.#masks.set(rule, made)
    return made
  }

  #masksOf(list: readonly Usage[]): UsageMasks {
    return usageMasks(this.#usages, usage => list.some(one => isSame(one, usage)))
  }

  /** Usages stand in order of id, so that those of one parameter follow each other. */
  #list(inForce: readonly (UsedParameter | undefined)[]): readonly UsedParameter[] {
    const list: UsedParameter[] = []
    let last = ''
    for (let word = 0; word < this.#used.length; word++) {
      let mask = (this.#used[word] as number) & (this.#reached[word] as number)
      for (; mask !== 0; mask &= mask - 1) {
        const parameter = inForce[lowestFlag(word, mask)]
        if (parameter === undefined || parameter.id === last) continue
        last = parameter.id
        list.push(parameter)
      }
    }
    return list
  }
}

function merge(into: UsageMasks, from: UsageMasks): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) | (from[i] as number)
}

const isSame = (a: Usage, b: Usage): boolean => a.id === b.id && a.layer === b.layer

/** Each once, in order of id by code unit. */
function distinct(usages: readonly Usage[]): readonly Usage[] {
  const byKey = new Map(usages.map(usage => [`${usage.id} ${usage.layer}`, usage]))
  return [...byKey.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

function usageMasks(usages: readonly Usage[], wanted: (usage: Usage) => boolean): UsageMasks {
  const masks = new Int32Array(maskCount(usages.length))
  usages.forEach((usage, i) => {
    if (wanted(usage)) masks[maskWord(i)] = (masks[maskWord(i)] ?? 0) | (1 << maskBit(i))
  })
  return masks
}

/** By rule of the sheet, in its order. */
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

function usedParameter(pack: Pack, id: string, on: number): UsedParameter | undefined {
  const parameter = pack.parameters.get(id)
  const inForce = parameter?.values.filter(one => one.from === undefined || one.from <= on).at(-1)
  if (parameter === undefined || inForce === undefined) return undefined
  const value = typeof inForce.value === 'object' ? inForce.value.join(',') : String(inForce.value)
  return Object.freeze({ id, value, source: inForce.source, ...(parameter.clause === undefined ? {} : { clause: parameter.clause }) })
}
