import type { DuckDBAppender, DuckDBType, DuckDBValue } from '@duckdb/node-api'
import { factKey } from '../../expression/readings/record.ts'
import { quoted } from '../../expression/readings/sql-print.ts'
import { factSpec } from '../../facts/catalogue.ts'
import type { FactValue } from '../../facts/spec.ts'
import { claimColumns, itemColumns, toSql, type SqlColumn, type SqlSource } from '../../policy-sql.ts'
import type { OpenClaim } from '../../settlement/open-claim.ts'
import type { Duck } from './duck.ts'

/** A claim to be folded. `place`: its own number in the table, greater than those of the person's claims that are settled before it. */
export interface PlacedClaim {
  readonly open: OpenClaim
  readonly person: number
  readonly place: number
}

/** What became of a claim. `values`: the lines asked for, then the slots after it if they were, in fen and ten-thousandths. */
export type TakeResult = (place: number, isGuarded: boolean, values: readonly number[]) => void

/** Rows that DuckDB takes at once: its own size of a vector. */
const CHUNK = 2048

const given = (path: string, type: SqlColumn['type']): SqlColumn => ({ path: '', column: path, type })

/** Beside the facts. All claims have one day: their places alone order them. */
const KEYS: readonly SqlColumn[] = [
  given('id', 'VARCHAR'),
  given('person', 'BIGINT'),
  given('year', 'BIGINT'),
  given('seq', 'BIGINT'),
  given('settle_day', 'BIGINT'),
]

/** Claims of many persons in DuckDB, and the query that folds each person's years: one group of claims after another. */
export class ClaimTable {
  readonly #duck: Duck
  readonly #columns: readonly SqlColumn[]
  readonly #items: readonly SqlColumn[]
  readonly #appender: DuckDBAppender
  readonly #types: readonly DuckDBType[]
  readonly #query: string
  /** Values of the claims that are on their way, by column. */
  #cells: DuckDBValue[][]

  private constructor(duck: Duck, { columns, items }: TableColumns, appender: DuckDBAppender, query: string) {
    this.#duck = duck
    this.#columns = [...KEYS, ...columns]
    this.#items = items
    this.#appender = appender
    this.#types = Array.from({ length: appender.columnCount }, (_, i) => appender.columnType(i))
    this.#query = query
    this.#cells = this.#types.map(() => [])
  }

  /** A table for the lines asked for, and with `withSlots` all slots after each claim. */
  static async open(duck: Duck, policy: SqlSource, lines: readonly string[], withSlots = false): Promise<ClaimTable> {
    const columns = { columns: claimColumns(policy, lines), items: itemColumns(policy, lines) }
    await duck.connection.run(`CREATE TABLE claims (${typesOf(columns).join(', ')})`)
    const values = [...lines.map((_, i) => `l${String(i)}`), ...(withSlots ? policy.sheet.slots.map((_, i) => `s${String(i)}`) : [])]
    const wanted = ['seq', 'len(issues) > 0', ...values].join(', ')
    const query = `SELECT ${wanted} FROM (${toSql(policy, { dialect: 'duckdb', lines })})`
    return new ClaimTable(duck, columns, await duck.connection.createAppender('claims'), query)
  }

  add(claim: PlacedClaim): void {
    for (const [i, column] of this.#columns.entries()) this.#cells[i]?.push(cellOf(column, claim))
    if (this.#items.length > 0) this.#cells.at(-1)?.push(this.#itemsOf(claim))
    if (this.#cells[0]?.length === CHUNK) this.#append()
  }

  /** Folds the claims that were added since the last time, and forgets them. `take` gets them in no order. */
  async fold(take: TakeResult): Promise<void> {
    this.#append()
    this.#appender.flushSync()
    // Not prepared once: a plan made by the statistics of other rows (none: all NULL) gives wrong results for these.
    const result = await this.#duck.connection.stream(this.#query)
    for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      const [places = [], guarded = [], ...values] = chunk.getColumns()
      for (const [row, place] of places.entries())
        take(
          Number(place),
          guarded[row] === true,
          values.map(column => Number(column[row])),
        )
    }
    await this.#duck.connection.run('TRUNCATE claims')
  }

  #append(): void {
    if (this.#cells[0]?.length === 0) return
    const chunk = this.#duck.module.DuckDBDataChunk.create(this.#types)
    chunk.setColumns(this.#cells)
    this.#appender.appendDataChunk(chunk)
    this.#cells = this.#types.map(() => [])
  }

  #itemsOf({ open }: PlacedClaim): DuckDBValue {
    const { DuckDBListValue, DuckDBStructValue } = this.#duck.module
    const fields = (item: Readonly<Record<string, number>>): Record<string, DuckDBValue> =>
      Object.fromEntries(this.#items.map(({ path, column, type }) => [column, sqlValue(type, item[factKey(path)])]))
    return new DuckDBListValue(open.record.items.map(item => new DuckDBStructValue(fields(item))))
  }
}

interface TableColumns {
  readonly columns: readonly SqlColumn[]
  readonly items: readonly SqlColumn[]
}

function typesOf({ columns, items }: TableColumns): readonly string[] {
  const typed = (all: readonly SqlColumn[]): readonly string[] => all.map(({ column, type }) => `${quoted(column)} ${type}`)
  return [...typed([...KEYS, ...columns]), ...(items.length > 0 ? [`items STRUCT(${typed(items).join(', ')})[]`] : [])]
}

function cellOf({ path, column, type }: SqlColumn, { open, person, place }: PlacedClaim): DuckDBValue {
  const { claim, days, record } = open
  switch (column) {
    case 'id':
      return claim.id
    case 'person':
      return BigInt(person)
    case 'year':
      return BigInt(days.year)
    case 'seq':
      return BigInt(place)
    case 'settle_day':
      return 0n
    default:
      return sqlValue(type, record.facts[factKey(path)] ?? encoded(path, claim.facts.get(path)))
  }
}

function sqlValue(type: SqlColumn['type'], value: number | string | undefined): DuckDBValue {
  if (type === 'VARCHAR') return String(value ?? '')
  return type === 'BOOLEAN' ? value === 1 : BigInt(value ?? 0)
}

/** A fact that only the history reads and no record holds, by the catalogue's own order of codes. */
function encoded(path: string, value: FactValue | undefined): number | string | undefined {
  const codes = factSpec(path)?.codes
  if (codes !== undefined) return codes.indexOf(String(value))
  return typeof value === 'boolean' ? Number(value) : typeof value === 'object' ? undefined : value
}
