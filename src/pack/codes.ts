import { policyError } from '../base/format-issue.ts'
import { errorIssue } from '../base/issue.ts'
import { comparedFact, comparedParameter, leafPath, leaves, type Condition } from '../condition/types.ts'
import type { NodeType } from '../expression/node.ts'
import type { CodeLists } from '../expression/sheet.ts'
import type { FactSpec } from '../facts/spec.ts'
import type { Pack } from './pack.ts'

const MAX_BITS = 31

/** Numbers for codes: a closed list as in the catalogue, an open one (and a set) by the codes that the pack and its parameters name; 0 of an open list is "other or none". */
export class CodeRegistry {
  readonly #named = new Map<string, Set<string>>()
  readonly #lists: (readonly string[])[] = []
  readonly #byText = new Map<string, number>()
  readonly #byFact = new Map<string, number>()

  constructor(pack: Pack) {
    for (const leaf of conditionsOf(pack).flatMap(leaves)) {
      if (comparedFact(leaf) !== undefined) continue
      const parameter = comparedParameter(leaf)
      const named = parameter === undefined ? leaf.value : pack.parameters.get(parameter)?.values.at(-1)?.value
      const codes = Array.isArray(named) ? (named as readonly unknown[]) : [named]
      for (const code of codes) if (typeof code === 'string') this.name(leafPath(leaf), code)
    }
  }

  name(path: string, code: string): void {
    this.#named.set(path, (this.#named.get(path) ?? new Set<string>()).add(code))
  }

  get lists(): CodeLists {
    return this.#lists
  }

  /** The node type of a fact with codes. */
  type(spec: FactSpec): NodeType {
    return spec.type === 'set' ? `set:${this.#list(spec)}` : `code:${this.#list(spec)}`
  }

  size(spec: FactSpec): number {
    return this.#lists[this.#list(spec)]?.length ?? 0
  }

  index(spec: FactSpec, code: string): number {
    return (this.#lists[this.#list(spec)] ?? []).indexOf(code)
  }

  #list(spec: FactSpec): number {
    const known = this.#byFact.get(spec.path)
    if (known !== undefined) return known
    const named = [...(this.#named.get(spec.path) ?? [])].sort()
    const codes = spec.type === 'enum' ? (spec.codes ?? []) : spec.type === 'code' ? ['', ...named] : named
    if (spec.type === 'set' && codes.length > MAX_BITS)
      throw policyError([errorIssue('tooManyCodes', '', { fact: spec.path, max: MAX_BITS })])
    const text = codes.join('\n')
    let list = this.#byText.get(text)
    if (list === undefined) {
      list = this.#lists.push(codes) - 1
      this.#byText.set(text, list)
    }
    this.#byFact.set(spec.path, list)
    return list
  }
}

/** All conditions of a pack: those of rules, and those under which layers and parts of them apply. */
const conditionsOf = ({ rules, layers }: Pack): readonly Condition[] => [
  ...rules.map(rule => rule.conditions),
  ...layers.flatMap(layer => {
    const threshold = layer.threshold ?? {}
    const buckets = 'bucket' in threshold ? [threshold] : (threshold.buckets ?? [])
    return [layer, ...buckets, ...(layer.limits ?? []), ...(layer.floors ?? [])].flatMap(({ when }) => when ?? [])
  }),
]
