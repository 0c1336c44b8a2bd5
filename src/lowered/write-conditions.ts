import { isLeaf, leafPath, type Condition } from '../condition/types.ts'
import type { ConditionRow, LeafRow } from './format.ts'

/** Conditions as rows, each leaf written once. */
export class ConditionRows {
  readonly leaves: LeafRow[] = []
  readonly #known = new Map<string, number>()

  row(condition: Condition): ConditionRow {
    if (isLeaf(condition)) return this.#leaf([leafPath(condition), condition.operator, condition.value])
    if ('not' in condition) return ['!', this.row(condition.not)]
    return 'all' in condition ? ['&', ...condition.all.map(one => this.row(one))] : ['|', ...condition.any.map(one => this.row(one))]
  }

  #leaf(leaf: LeafRow): number {
    const key = JSON.stringify(leaf)
    const at = this.#known.get(key) ?? this.leaves.push(leaf) - 1
    this.#known.set(key, at)
    return at
  }
}
