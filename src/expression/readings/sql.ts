import type { Node } from '../node.ts'
import { lineOf, type Sheet } from '../sheet.ts'
import { foldText, IS_FIRST, IS_LAST, KEYS, PLACE, priorColumn, type Output } from './sql-fold.ts'
import { HISTORY_READS, historyRounds, type HistoryCodes } from './sql-history.ts'
import { nodesRead, planSql } from './sql-plan.ts'
import { columnName, neutral, printNode, quoted, sqlType, type Names, type SqlType } from './sql-print.ts'
import { itemField, RoundWriter, type Round } from './sql-rounds.ts'

export type { HistoryCodes } from './sql-history.ts'

/**
 * A column of the relation, or a field of its `items`: the fact's path, the name (every character but letters and digits as `_`), the type.
 * BIGINT: money in fen, days as day numbers (0: absent), integers, indexes of codes, bits of sets, areas. VARCHAR: ids ('': absent).
 * NULL is read as 0, FALSE or ''.
 */
export interface SqlColumn {
  readonly path: string
  readonly column: string
  readonly type: SqlType
}

export interface SqlOptions {
  readonly dialect: 'duckdb'
  /** The relation of claims: an identifier, with its schema if need be. */
  readonly table: string
  /** Ids of the lines asked for: the columns `l0`, `l1`, … of the result. */
  readonly lines: readonly string[]
  /** Whether the result lists the rules that fired. */
  readonly fired?: boolean
  /** Needed where the sheet reads `history.*`. */
  readonly codes?: HistoryCodes
}

/** Columns of the relation that are there beside the facts. */
const GIVEN = [...KEYS, 'settle_day'] as const

/** Names of ours; no fact may have one of them. */
const OURS = new RegExp(`^(?:${[...GIVEN, 'items', PLACE, IS_FIRST, IS_LAST].join('|')}|[hinp]\\d+|h_.*)$`, 'i')

/** The claim facts that these lines, the guards, findings and slots read (and with `fired` the rules), each as a column of the relation. */
export function claimColumns(sheet: Sheet, lines: readonly string[], fired = false): readonly SqlColumn[] {
  const facts = factsRead(sheet, rootsOf(sheet, lines, fired))
  const given = facts.filter(fact => !isItem(fact) && !isHistory(fact)).map(toColumn)
  if (!facts.some(isHistory)) return checked(given)
  const known = new Set(given.map(column => column.path))
  return checked([...given, ...HISTORY_COLUMNS.filter(column => !known.has(column.path))])
}

/** The fields of a struct in `items` that the sums below these lines read; none: the relation needs no `items`. */
export function itemColumns(sheet: Sheet, lines: readonly string[], fired = false): readonly SqlColumn[] {
  const facts = factsRead(sheet, rootsOf(sheet, lines, fired)).filter(isItem)
  return checked(facts.map(fact => ({ ...toColumn(fact), column: itemField(fact.name) })))
}

/**
 * A sheet as one SELECT over a relation of claims: `id`, `person`, `year` (benefit year), `seq` (order of input), `settle_day`, the claim
 * columns, and `items` (LIST of STRUCT of the item columns) if a sum over items is read. Each person's year starts from slots of 0 and is
 * folded in order of `settle_day`, `seq`. One row per claim, in no order: `id person year seq`; `l0 l1 …`, the lines asked for (fen,
 * ten-thousandths); `s0 s1 …`, `sheet.slots` after the claim; `issues` and `findings`, LISTs of indexes into `sheet.guards` and
 * `sheet.findings`; with `fired`, `fired`: indexes into `sheet.rules`. A claim with a guard is computed with placeholders and the fold
 * goes on from it. Throws a RangeError for what SQL does not read: a free parameter, a tabulated node, a line the sheet does not have.
 */
export function toSql(sheet: Sheet, options: SqlOptions): string {
  const roots = rootsOf(sheet, options.lines, options.fired)
  const columns = claimColumns(sheet, options.lines, options.fired)
  itemColumns(sheet, options.lines, options.fired)
  const names = new Map(columns.map(({ path, column }) => [path, column]))
  const plan = planSql(sheet, roots)
  const slots = new Map(sheet.slots.map((slot, index) => [slot.node.name, index]))
  const fact = (path: string): string => names.get(path) ?? columnName(path)
  const writer = new RoundWriter(plan, { fact, prior: name => priorColumn(slotIndex(slots, name)), items: round => `i${String(round)}` })
  const source = [
    ...GIVEN.map(quoted),
    ...columns.map(({ column, type }) => `CAST(coalesce(${quoted(column)}, ${neutral(type)}) AS ${type}) AS ${quoted(column)}`),
    ...(writer.readsItems ? [`${writer.givenItems()} AS "i0"`] : []),
  ]
  const has = [...GIVEN, ...columns.map(({ column }) => column), ...(writer.readsItems ? ['i0'] : [])]
  return foldText({
    sheet,
    plan,
    writer,
    source: `(SELECT ${source.join(', ')}\nFROM ${tableName(options.table)})`,
    has,
    ranking: ranking(sheet, roots, fact, options.codes),
    outputs: outputsOf(sheet, options),
  })
}

function rootsOf(sheet: Sheet, lines: readonly string[], fired = false): readonly Node[] {
  return [
    ...lines.map(id => lineOf(sheet, id).node),
    ...sheet.slots.map(slot => slot.next),
    ...[...sheet.guards, ...sheet.findings].map(notice => notice.when),
    ...(fired ? sheet.rules.map(rule => rule.fires) : []),
  ]
}

const isItem = (fact: Node): boolean => fact.name.startsWith('item.')
const isHistory = (fact: Node): boolean => fact.name.startsWith('history.')

/** The facts below the roots, one node of each path, in order of path by code unit. */
function factsRead(sheet: Sheet, roots: readonly Node[]): readonly Node[] {
  const facts = new Map<string, Node>()
  for (const node of nodesRead(sheet, roots)) if (node.op === 'fact') facts.set(node.name, node)
  return [...facts.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

const NONE = 'CAST([] AS BIGINT[])'

const toColumn = (fact: Node): SqlColumn => ({ path: fact.name, column: columnName(fact.name), type: sqlType(fact.type) })

const HISTORY_COLUMNS: readonly SqlColumn[] = (
  [
    [HISTORY_READS.kind, 'BIGINT'],
    [HISTORY_READS.tier, 'BIGINT'],
    [HISTORY_READS.institution, 'VARCHAR'],
    [HISTORY_READS.admitted, 'BIGINT'],
    [HISTORY_READS.discharged, 'BIGINT'],
    [HISTORY_READS.compliant, 'BOOLEAN'],
    [HISTORY_READS.stayId, 'VARCHAR'],
  ] as const
).map(([path, type]) => ({ path, column: columnName(path), type }))

/** SQL names are the same in either case: two facts must not share one, nor take one of ours. */
function checked(columns: readonly SqlColumn[]): readonly SqlColumn[] {
  const seen = new Set<string>()
  for (const { path, column } of columns) {
    if (seen.has(column.toLowerCase()) || OURS.test(column)) throw new RangeError(`the fact ${path} has no column name of its own`)
    seen.add(column.toLowerCase())
  }
  return columns
}

/** The place of each claim, and the history: windows over the claims as given. */
function ranking(sheet: Sheet, roots: readonly Node[], fact: (path: string) => string, codes: HistoryCodes | undefined): readonly Round[] {
  const order = 'OVER (ORDER BY person, year, settle_day, seq)'
  const edge = (side: 'lag' | 'lead'): string =>
    `(${side}(person) ${order} IS DISTINCT FROM person OR ${side}(year) ${order} IS DISTINCT FROM year)`
  const adds = new Map([
    [PLACE, `row_number() ${order}`],
    [IS_FIRST, edge('lag')],
    [IS_LAST, edge('lead')],
  ])
  const history = factsRead(sheet, roots).filter(isHistory)
  const place: Round = { adds, reads: new Set(GIVEN) }
  if (history.length === 0) return [place]
  if (codes === undefined) throw new RangeError('the sheet reads the history: options.codes is needed')
  const paths = history.map(({ name }) => name)
  return [place, ...historyRounds(paths, fact, codes, GIVEN)]
}

function outputsOf(sheet: Sheet, options: SqlOptions): readonly Output[] {
  const value = (column: string, node: Node): Output => ({
    column,
    print: names => (node.type === 'flag' ? `CAST(${printNode(node, names)} AS BIGINT)` : printNode(node, names)),
  })
  return [
    ...options.lines.map((id, index) => value(`l${String(index)}`, lineOf(sheet, id).node)),
    ...sheet.slots.map((slot, index) => value(`s${String(index)}`, slot.next)),
    indexes(
      'issues',
      sheet.guards.map(guard => guard.when),
    ),
    indexes(
      'findings',
      sheet.findings.map(finding => finding.when),
    ),
    ...(options.fired === true
      ? [
          indexes(
            'fired',
            sheet.rules.map(rule => rule.fires),
          ),
        ]
      : []),
  ]
}

/** The indexes of the flags that are true. Joining lists of one is some ten times faster than filtering one list, by flags or by a lambda. */
function indexes(column: string, flags: readonly Node[]): Output {
  const one = (flag: Node, index: number, names: Names): string =>
    `CASE WHEN ${printNode(flag, names)} THEN [CAST(${String(index)} AS BIGINT)] END`
  return {
    column,
    print: names => {
      const parts = flags.flatMap((flag, index) => (flag.hi > 0 ? [one(flag, index, names)] : []))
      // The empty list comes first: the join of nothing but NULLs would be NULL.
      return parts.length === 0 ? NONE : `list_concat(${[NONE, ...parts].join(', ')})`
    },
  }
}

function slotIndex(slots: ReadonlyMap<string, number>, name: string): number {
  const index = slots.get(name)
  if (index === undefined) throw new RangeError(`the sheet has no slot ${name}`)
  return index
}

function tableName(table: string): string {
  if (!/^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*){0,2}$/u.test(table))
    throw new RangeError(`not the name of a relation: ${table}`)
  return table.split('.').map(quoted).join('.')
}
