import { MAX_ITEMS } from '../../facts/items.ts'
import { BAD } from '../parse.ts'
import { BillSums } from '../items.ts'

/** An item of a record, which later claims fill anew. */
type OpenItem = Record<'amount' | 'catalogueClass' | 'itemKind' | 'overLimit' | 'selfPayShare', number>

/** Up to so many items their ids are compared each with each. */
const FEW = 12

/** The items of a line's bill, added up as they are read; the numbers of codes are the sheet's. */
export class ByteItems extends BillSums {
  /** Those of the last bill, of which a record may keep nothing. */
  readonly records: OpenItem[] = []
  readonly #pool: OpenItem[] = []
  readonly #hashes: number[] = []

  start(): void {
    this.startAnew()
    this.records.length = 0
  }

  /** False for an item that the plain path must look at. `idHash`: the hash of its id; `share` is BAD where it has none, and `needsShare` says whether it may. */
  take(
    idHash: number,
    amount: number,
    catalogueClass: number,
    itemKind: number,
    overLimit: number,
    share: number,
    isOff: boolean,
    needsShare: boolean,
    irregular: boolean,
  ): boolean {
    const { records } = this
    const at = records.length
    if (amount === BAD || overLimit > amount || at >= MAX_ITEMS || (share === BAD && needsShare)) return false
    const hashes = this.#hashes
    // Two ids of one hash are hardly ever two: then the plain path tells.
    if (at < FEW) for (let i = 0; i < at; i++) if (hashes[i] === idHash) return false
    hashes[at] = idHash
    const selfPayShare = share === BAD ? 0 : share
    const record = (this.#pool[at] ??= { amount: 0, catalogueClass: 0, itemKind: 0, overLimit: 0, selfPayShare: 0 })
    record.amount = amount
    record.catalogueClass = catalogueClass
    record.itemKind = itemKind
    record.overLimit = overLimit
    record.selfPayShare = selfPayShare
    records.push(record)
    this.add(amount, overLimit, selfPayShare, isOff, irregular)
    return true
  }

  /** False where two items may be of one id. */
  end(): boolean {
    const { length } = this.records
    return length <= FEW || new Set(this.#hashes.slice(0, length)).size === length
  }
}
