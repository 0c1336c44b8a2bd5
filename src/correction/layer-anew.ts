import { formatMoney, formatRatio, readDecimal } from '../base/decimal.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, isPolicyError, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import type { Node } from '../expression/node.ts'
import { slotKey } from '../expression/readings/record.ts'
import type { Line, Sheet } from '../expression/sheet.ts'
import { bucketNames } from '../pack/layer-buckets.ts'
import type { LayerJson, SupplementJson } from '../pack/schema.ts'
import type { Policy } from '../policy.ts'
import { noticeIssue } from '../settlement/notices.ts'
import type { OpenClaim } from '../settlement/open-claim.ts'
import type { Settlement } from '../settlement/settlement.ts'
import type { YearStateJson } from '../settlement/state.ts'
import type { SettledEntry } from '../year/year.ts'

type Json = Readonly<Record<string, unknown>>

/** One layer of a claim worked out anew, with what the layers before it paid standing as settled. */
export interface LayerAnew {
  readonly claimId: string
  readonly settlement: Settlement
  /** The claim as it was taken for this. */
  readonly open: OpenClaim
  readonly value: (node: Node) => number
}

/** Works out the layer of a supplement for claims that were settled before. */
export class LayerWorker {
  readonly #policy: Policy
  readonly #spec: SupplementJson
  readonly #person: Json
  readonly #layer: LayerJson
  /** Places of the slots that the layer fills. */
  readonly #slots: readonly number[]

  constructor(policy: Policy, spec: SupplementJson, person: Json) {
    this.#policy = policy
    this.#spec = spec
    this.#person = person
    const layer = policy.pack.layers.find(one => one.id === spec.layer)
    if (layer === undefined) throw new RangeError(`no layer ${spec.layer}`)
    this.#layer = layer
    const names = bucketNames(layer)
    this.#slots = policy.sheet.slots.flatMap((slot, i) => (names.includes(slot.bucket) ? [i] : []))
  }

  get layer(): LayerJson {
    return this.#layer
  }

  /**
   * Whether the supplement is for this claim, and then the layer anew: `before` is the state before the claim, `slots` what the layer's buckets hold now.
   * Undefined: it is not, or the layer paid for it already, or the person bore nothing. Throws a PolicyError where it cannot be said.
   */
  work(entry: SettledEntry, before: YearStateJson | undefined, slots: readonly number[]): LayerAnew | undefined {
    if (fenOf(entry.settlement, `${this.#layer.id}.paid`) > 0) return undefined
    const { sheet } = this.#policy
    try {
      const known = this.#policy.open(withPerson(entry.claim, this.#person, []), before)
      const flag = sheet.derived.find(fact => fact.path === this.#spec.claims)
      if (flag === undefined || this.#policy.values(known.record)(flag.node) !== 1) return undefined
      const open = this.#policy.open(withPerson(entry.claim, this.#person, this.#spec.without), before)
      const state = { ...open.record.state, ...Object.fromEntries(this.#slots.map(i => [slotKey(i), slots[i] ?? 0])) }
      return this.#anew(entry, { ...open, record: { ...open.record, state } })
    } catch (error) {
      if (!isPolicyError(error)) throw error
      throw policyError(error.issues.map(issue => ({ ...issue, path: pointer('claims', entry.claimId) + issue.path })))
    }
  }

  /** The layer's slots after the claim, the others as they were. */
  slotsAfter({ value }: LayerAnew, slots: readonly number[]): readonly number[] {
    const after = [...slots]
    for (const i of this.#slots) {
      const slot = this.#policy.sheet.slots[i]
      if (slot !== undefined) after[i] = value(slot.next)
    }
    return after
  }

  #anew(entry: SettledEntry, open: OpenClaim): LayerAnew | undefined {
    const { pack, sheet } = this.#policy
    const { record } = open
    const value = this.#policy.values(record, this.#settledBefore(entry.settlement))
    const issues: Issue[] = sheet.guards
      .filter(guard => value(guard.when) === 1)
      .map(guard => noticeIssue(pack, sheet, guard, value, record))
    if (issues.length > 0) throw policyError(issues)
    if (value(lineNode(sheet, `${this.#layer.id}.base`)) === 0) return undefined
    return { claimId: entry.claimId, settlement: entry.settlement, open, value }
  }

  /** What later layers take in of those before this one, as it was settled. */
  #settledBefore(settlement: Settlement): readonly (readonly [Node, number])[] {
    const { pack, sheet } = this.#policy
    const earlier = pack.layers.slice(0, pack.layers.indexOf(this.#layer))
    const ids = earlier.flatMap(({ id }) => ['paid', 'deductible', 'capExcess', 'firstSelfPay'].map(role => `${id}.${role}`))
    return sheet.lines.filter(line => ids.includes(line.id)).map(line => [line.node, fenOf(settlement, line.id)] as const)
  }
}

/** The claim with what is known of the person now, less some facts of the person. */
function withPerson(claim: unknown, person: Json, without: readonly string[]): Json {
  const own = isPlainObject(claim) ? claim : {}
  const before = isPlainObject(own['person']) ? own['person'] : {}
  const left = without.map(path => path.slice('person.'.length))
  const entries = Object.entries({ ...before, ...person }).filter(([key]) => key !== 'identities' && !left.includes(key))
  return { ...own, person: Object.fromEntries(entries) }
}

export function lineNode(sheet: Pick<Sheet, 'lines'>, id: string): Node {
  const line = sheet.lines.find(one => one.id === id)
  if (line === undefined) throw new RangeError(`no line ${id}`)
  return line.node
}

/** An amount of a settlement in fen; 0 where it has no such line. Throws a PolicyError for one that is no amount. */
function fenOf(settlement: Settlement, id: string): number {
  const line = settlement.lines.find(one => one.id === id)
  const text = line !== undefined && 'amount' in line ? line.amount : '0.00'
  const fen = readDecimal(text, 2, 0, Number.MAX_SAFE_INTEGER)
  if (typeof fen !== 'number') throw policyError([errorIssue('damagedYear', '/settlement/lines')])
  return fen
}

/** The value of a line as a settlement writes it. */
export const lineText = (line: Line, value: number): string => (line.unit === 'money' ? formatMoney(value) : formatRatio(value))
