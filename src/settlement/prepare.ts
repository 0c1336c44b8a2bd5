import { errorIssue, type Issue } from '../base/issue.ts'
import { ITEM_SHARE } from '../facts/item.ts'
import { shapeOf } from '../expression/readings/shape.ts'
import { factKey, sheetInputs, slotKey, type ClaimRecord } from '../expression/readings/record.ts'
import type { Node } from '../expression/node.ts'
import type { Sheet } from '../expression/sheet.ts'
import { factDomain } from '../facts/domain.ts'
import type { Claim, Item } from '../facts/claim.ts'
import { COPIES, TIER } from '../facts/derive.ts'
import { HELD_STAY } from '../facts/stay-ids.ts'
import { resolveHistory } from '../facts/resolve-history.ts'
import type { FactValue, Label } from '../facts/spec.ts'
import { RULES_DAY } from '../pack/strata.ts'
import { BENEFIT_MONTH } from './buckets.ts'
import type { ClaimDays } from './dates.ts'
import { HAS_ITEMS } from './split.ts'
import type { YearState } from './state.ts'

type Encoder = (value: FactValue | undefined) => number | string

/** A fact that a policy reads: its path, its key in a record, how its value is written there, and the sheet's list of its codes, if it has any. */
export interface RecordInput {
  readonly path: string
  readonly key: string
  readonly encode: Encoder
  readonly codes: readonly string[]
}

/** The facts of claims and of their items that a sheet reads, by path. */
export function recordInputs(sheet: Sheet): { readonly facts: readonly RecordInput[]; readonly itemFacts: readonly RecordInput[] } {
  const { facts, itemFacts } = sheetInputs(sheet)
  const inputs = (nodes: readonly Node[]): readonly RecordInput[] =>
    nodes.map(node => ({ path: node.name, key: factKey(node.name), encode: encoder(node, sheet), codes: codesOf(node, sheet) }))
  return { facts: inputs(facts), itemFacts: inputs(itemFacts) }
}

/** Turns claims that have been read into records of one shape, the input of every reading. */
export class Preparer {
  readonly #label: (path: string) => Label | undefined
  readonly #inputs: readonly RecordInput[]
  readonly #itemInputs: readonly RecordInput[]
  readonly #slots: readonly string[]
  readonly #readsHistory: boolean
  readonly #factShape: () => Record<string, number | string>
  readonly #itemShape: () => Record<string, number>
  readonly #slotShape: () => Record<string, number>

  constructor(sheet: Sheet, label: (path: string) => Label | undefined) {
    this.#label = label
    const { facts, itemFacts } = recordInputs(sheet)
    this.#inputs = facts
    this.#itemInputs = itemFacts
    this.#slots = sheet.slots.map((_, i) => slotKey(i))
    this.#readsHistory = facts.some(({ path }) => path.startsWith('history.'))
    this.#factShape = shapeOf<number | string>(
      this.#inputs.map(input => input.key),
      0,
    )
    this.#itemShape = shapeOf(
      this.#itemInputs.map(input => input.key),
      0,
    )
    this.#slotShape = shapeOf(this.#slots, 0)
  }

  /** Paths of the facts that this policy reads. */
  get reads(): readonly string[] {
    return this.#inputs.map(input => input.path)
  }

  /** Required facts that the policy reads and the claim lacks, but for those it may lack. A copy of another fact is asked for by that one's name. */
  missing(claim: Claim, lacking: ReadonlySet<string>): readonly Issue[] {
    const paths = this.#inputs.flatMap(({ path }) => {
      const spec = factDomain(path)
      if (spec === undefined || spec.type === 'day' || claim.facts.has(path) || spec.default !== undefined || lacking.has(path)) return []
      return [isCopy(path) && !claim.facts.has(TIER) ? TIER : path]
    })
    return [...new Set(paths)].sort().map(path => missingFact(path, this.#label(path)))
  }

  record(claim: Claim, days: ClaimDays, state: YearState): ClaimRecord {
    const history = this.#readsHistory ? resolveHistory(state.stays, claim.facts) : undefined
    const facts = this.#factShape()
    for (const { path, key, encode } of this.#inputs)
      facts[key] = internal(path, claim, days, state) ?? encode(history?.get(path) ?? claim.facts.get(path))
    const slots = this.#slotShape()
    this.#slots.forEach((key, i) => (slots[key] = state.slots[i] ?? 0))
    return Object.freeze({ facts, items: (claim.items ?? []).map(item => this.#item(item)), state: slots })
  }

  #item(item: Item): Readonly<Record<string, number>> {
    const values: Readonly<Record<string, FactValue>> = {
      'item.amount': item.amount,
      'item.overLimit': item.overLimit,
      [ITEM_SHARE]: item.selfPayShare,
      'item.catalogueClass': item.catalogueClass,
      'item.itemKind': item.itemKind,
    }
    const record = this.#itemShape()
    for (const { path, key, encode } of this.#itemInputs) record[key] = encode(values[path]) as number
    return record
  }
}

const isCopy = (path: string): boolean => (COPIES as readonly string[]).includes(path)

/** A fact that the policy needs and the claim lacks. */
export function missingFact(path: string, label: Label | undefined): Issue {
  return errorIssue('missingFact', `/${path.replaceAll('.', '/')}`, { fact: path, label: label?.zh ?? path, labelEn: label?.en ?? path })
}

function internal(path: string, claim: Claim, days: ClaimDays, { stayId }: YearState): number | string | undefined {
  if (path === RULES_DAY) return days.rules
  if (path === BENEFIT_MONTH) return days.month
  if (path === HELD_STAY) return stayId
  return path === HAS_ITEMS ? Number(claim.items !== null) : undefined
}

const codesOf = ({ type }: Node, sheet: Sheet): readonly string[] => sheet.codes[Number(/^(?:code|set):(\d+)$/.exec(type)?.[1] ?? -1)] ?? []

function encoder(node: Node, sheet: Sheet): Encoder {
  if (node.type === 'id') return value => (typeof value === 'string' ? value : '')
  if (node.type.startsWith('code:')) {
    const indexes = new Map(codesOf(node, sheet).map((code, i) => [code, i]))
    return value => indexes.get(String(value)) ?? 0
  }
  if (node.type.startsWith('set:')) {
    const bits = new Map(codesOf(node, sheet).map((code, i) => [code, 2 ** i]))
    return value => (Array.isArray(value) ? (value as readonly string[]) : []).reduce((sum, code) => sum + (bits.get(code) ?? 0), 0)
  }
  return value => Number(value ?? 0)
}
