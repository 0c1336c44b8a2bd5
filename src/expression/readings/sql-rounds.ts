import type { Node } from '../node.ts'
import { isLeaf, type SqlPlan } from './sql-plan.ts'
import { columnName, printNode, printOperation, quoted, sqlType, neutral, type Names } from './sql-print.ts'

/** One round of a chain: the columns it adds and those it reads. */
export interface Round {
  readonly adds: ReadonlyMap<string, string>
  readonly reads: ReadonlySet<string>
}

/** The names of a plan's columns. Lets are numbered by node; only facts are named after their path. */
export interface Columns {
  /** A claim fact's column in the caller's relation and in ours. */
  readonly fact: (path: string) => string
  /** What a slot held before the claim. */
  readonly prior: (slot: string) => string
  /** The list of items after an item round; 0: as given. */
  readonly items: (round: number) => string
}

export const letColumn = (node: Node): string => `n${String(node.n)}`

/** The fields of an item fact: its path without `item.`. */
export const itemField = (path: string): string => columnName(path.slice('item.'.length))

/** Writes the rounds of a plan: the claim chain with the item rounds and sums in it, and the state chain. */
export class RoundWriter {
  readonly #plan: SqlPlan
  readonly #columns: Columns
  readonly #itemNodes: readonly Node[]

  constructor(plan: SqlPlan, columns: Columns) {
    this.#plan = plan
    this.#columns = columns
    this.#itemNodes = plan.order.filter(node => plan.place(node) === 'item')
  }

  /** Whether a sum over items is read. */
  get readsItems(): boolean {
    return this.#plan.order.some(node => node.op === 'sum')
  }

  /** Rounds of the claim chain: its lets, the rounds over items, and the sums of them. */
  claimRounds(): readonly Round[] {
    const rounds = this.#rounds('claim', this.#plan.order)
    for (let round = 1; round <= this.#plan.itemRounds; round++) {
      const into = (rounds[this.#plan.itemStart + round - 1] ??= emptyRound())
      this.#itemRound(round, into)
    }
    return Array.from(rounds, round => round ?? emptyRound())
  }

  /** Rounds of the state chain, for the lets among these nodes. */
  stateRounds(nodes: readonly Node[]): readonly Round[] {
    return Array.from(this.#rounds('state', nodes), round => round ?? emptyRound())
  }

  /** The column of a claim or state node, noted as read; constants are written out. */
  names(read: Set<string>): Names {
    return node => {
      const column = this.#column(node)
      if (column === undefined) return undefined
      read.add(column)
      return quoted(column)
    }
  }

  /** The items as given, every field there: absent values are neutral, numbers are 64 bits wide. */
  givenItems(): string {
    const facts = [...new Set(this.#itemNodes.filter(node => node.op === 'fact'))]
    if (facts.length === 0) return 'list_transform(items, lambda i: struct_pack(one := 1))'
    const fields = facts.map(node => {
      const field = quoted(itemField(node.name))
      const type = sqlType(node.type)
      return `${field} := CAST(coalesce(i.${field}, ${neutral(type)}) AS ${type})`
    })
    return `list_transform(items, lambda i: struct_pack(${[...new Set(fields)].join(', ')}))`
  }

  #column(node: Node): string | undefined {
    if (node.op === 'fact') return this.#columns.fact(node.name)
    if (node.op === 'slot') return this.#columns.prior(node.name)
    return this.#plan.isLet(node) ? letColumn(node) : undefined
  }

  #rounds(place: 'claim' | 'state', nodes: readonly Node[]): (MutableRound | undefined)[] {
    const rounds: (MutableRound | undefined)[] = []
    for (const node of nodes) {
      if (this.#plan.place(node) !== place || isLeaf(node) || !this.#plan.isLet(node)) continue
      const round = (rounds[this.#plan.round(node) - 1] ??= emptyRound())
      round.adds.set(letColumn(node), node.op === 'sum' ? this.#sum(node, round.reads) : printOperation(node, this.names(round.reads)))
    }
    return rounds
  }

  #sum(sum: Node, read: Set<string>): string {
    const items = this.#columns.items(this.#plan.itemRounds)
    read.add(items)
    const each = printNode(this.#plan.summed(sum), this.#itemNames(read))
    // list_sum of nothing is NULL, and of BIGINT a HUGEINT.
    return `CAST(coalesce(list_sum(list_transform(${quoted(items)}, lambda i: ${each})), 0) AS BIGINT)`
  }

  /** The items again, with the lets of this round beside the fields that later rounds still read. */
  #itemRound(round: number, into: MutableRound): void {
    const before = this.#columns.items(round - 1)
    into.reads.add(before)
    const fields = new Map<string, string>()
    for (const node of this.#itemNodes) {
      if (node.op === 'fact') fields.set(itemField(node.name), `i.${quoted(itemField(node.name))}`)
      else if (this.#plan.isLet(node) && this.#plan.round(node) < round) fields.set(letColumn(node), `i.${quoted(letColumn(node))}`)
      else if (this.#plan.isLet(node) && this.#plan.round(node) === round)
        fields.set(letColumn(node), printOperation(node, this.#itemNames(into.reads)))
    }
    const pack = [...fields].map(([field, text]) => `${quoted(field)} := ${text}`).join(', ')
    into.adds.set(this.#columns.items(round), `list_transform(${quoted(before)}, lambda i: struct_pack(${pack}))`)
  }

  #itemNames(read: Set<string>): Names {
    const outside = this.names(read)
    return node => {
      if (this.#plan.place(node) !== 'item') return outside(node)
      if (node.op === 'fact') return `i.${quoted(itemField(node.name))}`
      return this.#plan.isLet(node) ? `i.${quoted(letColumn(node))}` : undefined
    }
  }
}

interface MutableRound {
  readonly adds: Map<string, string>
  readonly reads: Set<string>
}

const emptyRound = (): MutableRound => ({ adds: new Map(), reads: new Set() })

/** What has to be there before these rounds, so that afterwards the wanted columns are. */
export function readBefore(rounds: readonly Round[], wanted: ReadonlySet<string>): ReadonlySet<string> {
  let before = wanted
  for (const round of [...rounds].reverse()) before = new Set([...[...before].filter(column => !round.adds.has(column)), ...round.reads])
  return before
}

/** A chain of rounds over a relation, one nested SELECT each, carrying only the columns that a later round or the caller reads. */
export function nest(from: string, has: readonly string[], rounds: readonly Round[], wanted: ReadonlySet<string>): string {
  let text = from
  let known = has
  rounds.forEach((round, index) => {
    const live = readBefore(rounds.slice(index + 1), wanted)
    const carried = known.filter(column => live.has(column))
    const added = [...round.adds].filter(([column]) => live.has(column))
    if (added.length === 0) return
    text = `(SELECT ${[...carried.map(quoted), ...added.map(([column, sql]) => `${sql} AS ${quoted(column)}`)].join(', ')}\nFROM ${text})`
    known = [...carried, ...added.map(([column]) => column)]
  })
  return text
}
