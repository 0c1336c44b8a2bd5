import type { Node } from '../expression/node.ts'
import type { Slot } from '../expression/sheet.ts'
import type { BucketJson } from '../pack/schema.ts'
import type { Strata } from '../pack/strata.ts'
import { MAX_SUM } from '../expression/node.ts'
import { HELD_STAY, LAST_STAY, STAY_ID } from '../facts/stay-ids.ts'

export type Role = 'base' | 'thresholdPaid' | 'paid' | 'cost'

/** The month of the benefit year (1..12) of the claim's benefit date. */
export const BENEFIT_MONTH = 'date.month'

interface Combination {
  readonly key: string
  readonly matches: Node
}

/**
 * What a person's year remembers. A bucket's sums stand in fixed slots, one for each combination of its keys and each role in use;
 * a layer reads the sum of this claim's combination, as grown by the layers before it.
 */
export class Buckets {
  readonly #strata: Strata
  readonly #declared: ReadonlyMap<string, BucketJson>
  readonly #combinations = new Map<string, readonly Combination[]>()
  readonly #current = new Map<string, Node>()
  readonly #isStay: Node
  #stay: { readonly counts: Node; readonly goesOn: Node } | undefined

  constructor(strata: Strata, declared: ReadonlyMap<string, BucketJson>) {
    this.#strata = strata
    this.#declared = declared
    this.#isStay = strata.expressions.eq(strata.own('encounter.kind'), strata.code('encounter.kind', 'inpatient'))
  }

  /** The sum of a role as it stands for this claim. */
  sum(bucket: string, role: Role): Node {
    const name = `${bucket} ${role}`
    const known = this.#current.get(name)
    if (known !== undefined) return known
    const start = this.#start(this.#bucket(bucket), role)
    this.#current.set(name, start)
    return start
  }

  grow(bucket: string, role: Role, amount: Node): void {
    this.#current.set(`${bucket} ${role}`, this.#strata.expressions.add(this.sum(bucket, role), amount))
  }

  /** Every slot with its value after the claim, in order of declaration. */
  slots(): readonly Slot[] {
    return [...this.#declared.values()].flatMap(bucket => {
      if (bucket.period === 'claim') return []
      const roles = (['base', 'thresholdPaid', 'paid', 'cost'] as const).filter(role => this.#current.has(`${bucket.id} ${role}`))
      if (roles.length === 0) return []
      return this.#combine(bucket).flatMap(combination => [
        ...this.#indexSlot(bucket, combination),
        ...roles.map(role => this.#sumSlot(bucket, combination, role)),
      ])
    })
  }

  #start(bucket: BucketJson, role: Role): Node {
    const x = this.#strata.expressions
    let sum = x.zero
    for (const combination of [...this.#combine(bucket)].reverse()) {
      const slot = this.#fresh(bucket, combination, this.#slotNode(bucket, combination, role))
      sum = x.select(combination.matches, slot, sum)
    }
    return sum
  }

  /** A slot's value for this claim: 0 where the period, the chain or the stay is a new one. */
  #fresh(bucket: BucketJson, combination: Combination, slot: Node): Node {
    const x = this.#strata.expressions
    switch (bucket.period) {
      case 'claim':
        return x.zero
      case 'year':
        return slot
      case 'chain':
        return x.select(x.and(this.#isStay, x.or(this.#strata.linked.node, this.#isNamed(LAST_STAY))), slot, x.zero)
      case 'stay':
        return x.select(this.#ofStay.goesOn, slot, x.zero)
      case 'month':
      case 'quarter':
        return x.select(x.eq(this.#indexNode(bucket, combination), this.#period(bucket)), slot, x.zero)
    }
  }

  #sumSlot(bucket: BucketJson, combination: Combination, role: Role): Slot {
    const x = this.#strata.expressions
    const node = this.#slotNode(bucket, combination, role)
    const matches = bucket.period === 'chain' ? x.and(this.#isStay, combination.matches) : combination.matches
    const after = (otherwise: Node): Node => x.select(matches, this.sum(bucket.id, role), otherwise)
    // A new stay takes the place of the one before in every combination of the keys, not in its own alone.
    const next = bucket.period === 'stay' ? x.select(this.#ofStay.counts, after(this.#fresh(bucket, combination, node)), node) : after(node)
    return { id: slotId(bucket, combination, role), bucket: bucket.id, key: combination.key, role, node, next }
  }

  #indexSlot(bucket: BucketJson, combination: Combination): readonly Slot[] {
    if (bucket.period !== 'month' && bucket.period !== 'quarter') return []
    const node = this.#indexNode(bucket, combination)
    const next = this.#strata.expressions.select(combination.matches, this.#period(bucket), node)
    return [{ id: slotId(bucket, combination, 'index'), bucket: bucket.id, key: combination.key, role: 'index', node, next }]
  }

  /** Whether the claim belongs to a stay (it is one, or names one), and whether to that of which the slots hold the sums. */
  get #ofStay(): { readonly counts: Node; readonly goesOn: Node } {
    if (this.#stay !== undefined) return this.#stay
    const x = this.#strata.expressions
    const id = this.#strata.own(STAY_ID)
    this.#stay = { counts: x.or(this.#isStay, x.same(id, id)), goesOn: this.#isNamed(HELD_STAY) }
    return this.#stay
  }

  /** Whether the claim names the stay of that fact. */
  #isNamed(path: string): Node {
    const x = this.#strata.expressions
    const id = this.#strata.own(STAY_ID)
    return x.same(id, x.input('fact', path, id.type, id.lo, id.hi))
  }

  #slotNode(bucket: BucketJson, combination: Combination, role: Role): Node {
    return this.#strata.expressions.input('slot', slotId(bucket, combination, role), 'money', 0, MAX_SUM)
  }

  #indexNode(bucket: BucketJson, combination: Combination): Node {
    return this.#strata.expressions.input('slot', slotId(bucket, combination, 'index'), 'int', 0, 12)
  }

  #period(bucket: BucketJson): Node {
    const x = this.#strata.expressions
    const month = x.input('fact', BENEFIT_MONTH, 'int', 1, 12)
    if (bucket.period === 'month') return month
    const after = (last: number, quarter: number, rest: Node): Node =>
      x.select(x.le(month, x.constant(last, 'int')), x.constant(quarter, 'int'), rest)
    return after(3, 1, after(6, 2, after(9, 3, x.constant(4, 'int'))))
  }

  #combine(bucket: BucketJson): readonly Combination[] {
    const known = this.#combinations.get(bucket.id)
    if (known !== undefined) return known
    const x = this.#strata.expressions
    let combinations: readonly Combination[] = [{ key: '', matches: x.yes }]
    for (const path of bucket.keys ?? []) {
      const codes = this.#strata.spec(path).codes ?? []
      combinations = combinations.flatMap(one =>
        codes.map(code => ({
          key: one.key === '' ? code : `${one.key},${code}`,
          matches: x.and(one.matches, x.eq(this.#strata.fact(path), this.#strata.code(path, code))),
        })),
      )
    }
    this.#combinations.set(bucket.id, combinations)
    return combinations
  }

  #bucket(id: string): BucketJson {
    const bucket = this.#declared.get(id)
    if (bucket === undefined) throw new RangeError(`no bucket ${id}`)
    return bucket
  }
}

/** `serious.base`, or `visits[level2].paid` where the bucket has keys. */
const slotId = (bucket: BucketJson, combination: Combination, role: string): string =>
  `${bucket.id}${combination.key === '' ? '' : `[${combination.key}]`}.${role}`
