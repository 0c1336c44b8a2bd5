import { isPolicyError } from '../../base/issue.ts'
import { isPlainObject } from '../../base/plain.ts'
import { nodesBelow } from '../../expression/sheet.ts'
import type { FullPolicy } from '../../full-policy.ts'
import type { OpenClaim } from '../../settlement/open-claim.ts'
import { bySettlement, claimKeys, type ClaimKey } from '../../year/claim-key.ts'
import { personOf } from '../person.ts'
import { rowBytes, type PartitionRows } from '../spill.ts'
import type { ClaimTable } from './claim-table.ts'

/** Claims of one person that DuckDB folds at most: each further one is one more step of all persons. */
const MAX_CLAIMS = 200

/** A claim of a person as read, with its row in the partition. */
interface Read {
  readonly index: number
  readonly claim: Readonly<Record<string, unknown>>
}

interface Ready extends Pick<Read, 'index'> {
  readonly open: OpenClaim
  readonly key: ClaimKey
}

/** Where a row of a group stands. */
export interface RowPlace {
  readonly partition: number
  readonly index: number
  /** The number of the row in the input. */
  readonly number: number
  readonly claimId: string
}

/** What is left to the other engine: rows of each partition, in order. */
export type LeftRows = ReadonlyMap<number, readonly number[]>

/**
 * Settles the persons of some partitions in DuckDB. A refused claim is no part of the state, which SQL cannot leave out: persons of whom a guard speaks
 * are left to the other engine, all their rows, and so are persons who bring a state, one claim twice or too many, and rows that are refused by themselves.
 */
export class Group {
  readonly #policy: FullPolicy
  readonly #table: ClaimTable
  readonly #keyOf: (claim: unknown) => ClaimKey
  /** Facts that may be given, but not otherwise than the rules derive them from the year. */
  readonly #ofYear: readonly (readonly string[])[]
  readonly #places: RowPlace[] = []
  /** The places of each person's claims, from and to. */
  readonly #persons: { readonly from: number; readonly to: number }[] = []
  readonly #personAt: number[] = []
  readonly #left = new Map<number, number[]>()

  constructor(policy: FullPolicy, table: ClaimTable) {
    this.#policy = policy
    this.#table = table
    this.#keyOf = claimKeys(policy.pack)
    this.#ofYear = factsOfYear(policy)
  }

  add(partition: number, rows: PartitionRows): void {
    const left: number[] = []
    this.#left.set(partition, left)
    const persons = new Map<string, Read[]>()
    for (let index = 0; index < rows.count; index++) {
      const claim = claimAt(rows, index)
      const person = personOf(claim)
      if (!isPlainObject(claim) || person === undefined) left.push(index)
      else {
        const others = persons.get(person)
        if (others === undefined) persons.set(person, [{ index, claim }])
        else others.push({ index, claim })
      }
    }
    for (const claims of persons.values()) {
      if (this.#isPlain(claims)) this.#addPerson(partition, rows, claims, left)
      else left.push(...claims.map(({ index }) => index))
    }
  }

  /** Folds all that was added. `take` gets the lines of each claim that was settled; what is left comes back. */
  async fold(take: (place: RowPlace, values: readonly number[]) => void): Promise<LeftRows> {
    const guarded = new Set<number>()
    await this.#table.fold((at, isGuarded, values) => {
      const place = this.#places[at]
      if (place === undefined) return
      if (isGuarded) guarded.add(this.#personAt[at] ?? -1)
      else take(place, values)
    })
    for (const person of guarded) {
      const { from, to } = this.#persons[person] ?? { from: 0, to: 0 }
      for (const { partition, index } of this.#places.slice(from, to)) this.#left.get(partition)?.push(index)
    }
    for (const rows of this.#left.values()) rows.sort((a, b) => a - b)
    return this.#left
  }

  #isPlain(claims: readonly Read[]): boolean {
    const ids = claims.map(({ claim }) => claim['id']).filter(id => typeof id === 'string')
    return (
      claims.length <= MAX_CLAIMS &&
      new Set(ids).size === ids.length &&
      claims.every(({ claim }) => claim['state'] === undefined && !this.#ofYear.some(path => isGiven(claim, path)))
    )
  }

  #addPerson(partition: number, rows: PartitionRows, claims: readonly Read[], left: number[]): void {
    const ready: Ready[] = []
    for (const { index, claim } of claims) {
      const open = this.#opened(claim)
      if (open === undefined) left.push(index)
      else ready.push({ index, open, key: this.#keyOf(claim) })
    }
    const person = this.#persons.length
    const from = this.#places.length
    this.#persons.push({ from, to: from + ready.length })
    for (const { index, open } of ready.sort((a, b) => inOrder(a.key, b.key) || a.index - b.index)) {
      const place = this.#places.length
      this.#places.push({ partition, index, number: rows.number(index), claimId: open.claim.id })
      this.#personAt.push(person)
      this.#table.add({ open, person, place })
    }
  }

  #opened(claim: unknown): OpenClaim | undefined {
    try {
      return this.#policy.open(claim)
    } catch (error) {
      if (isPolicyError(error)) return undefined
      throw error
    }
  }
}

const inOrder = (a: ClaimKey, b: ClaimKey): number => bySettlement({ ...a, sequence: 0 }, { ...b, sequence: 0 })

function claimAt(rows: PartitionRows, index: number): unknown {
  if (rows.fault(index) !== undefined) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(rowBytes(rows, index)))
  } catch {
    return undefined
  }
}

/** Facts, by the keys that lead to them, whose derived value depends on the year before the claim. */
const factsOfYear = ({ sheet }: FullPolicy): readonly (readonly string[])[] =>
  sheet.derived
    .filter(({ node }) => nodesBelow([node]).some(({ op, name }) => op === 'slot' || (op === 'fact' && name.startsWith('history.'))))
    .map(({ path }) => path.split('.'))

const isGiven = (claim: unknown, path: readonly string[]): boolean =>
  path.reduce<unknown>((part, key) => (isPlainObject(part) && Object.hasOwn(part, key) ? part[key] : undefined), claim) !== undefined
