import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { factDomain } from '../facts/domain.ts'
import { fieldOf, readFact, type Field } from '../facts/read-value.ts'
import { readItems, sumItems } from '../facts/items.ts'
import type { FactLookup, FactValue } from '../facts/spec.ts'

interface Place {
  readonly names: readonly string[]
  readonly field: Field
  readonly path: string
}

/**
 * Facts of claims that a batch has settled and so checked already: of each claim only those are read that are asked for. What is derived from others or set by
 * rules is not among them.
 */
export class SpendFacts {
  readonly #places = new Map<string, Place>()

  /** The facts of one claim. Throws a RangeError for a path that is no fact; what is not of its type is an issue, and absent. */
  of(claim: unknown, issues: Issue[]): FactLookup {
    return { get: path => this.#read(claim, this.#places.get(path) ?? this.#place(path), issues) }
  }

  /** The cost of a claim in fen, which its items make where it has them. A claim that tells neither is an issue, and undefined. */
  total(claim: unknown, issues: Issue[]): number | undefined {
    const cost = isPlainObject(claim) ? claim['cost'] : undefined
    if (isPlainObject(cost) && Object.hasOwn(cost, 'items')) {
      const items = readItems(cost['items'], '/cost/items', issues)
      return items === null ? undefined : sumItems(items).total
    }
    const total = this.of(claim, issues).get('cost.total')
    if (typeof total === 'number') return total
    issues.push(lacking('cost.total'))
    return undefined
  }

  #place(path: string): Place {
    const domain = factDomain(path)
    if (domain === undefined) throw new RangeError(`no fact ${path}`)
    const names = path.split('.')
    const place = { names, field: fieldOf(domain), path: pointer(...names) }
    this.#places.set(path, place)
    return place
  }

  #read(claim: unknown, { names, field, path }: Place, issues: Issue[]): FactValue | undefined {
    let value = claim
    for (const name of names) value = isPlainObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
    return value === undefined ? field.spec.default : readFact(field, value, path, issues)
  }
}

/** A fact that a claim must have to be counted. */
export const lacking = (path: string): Issue => errorIssue('missingField', pointer(...path.split('.')), { key: path })
