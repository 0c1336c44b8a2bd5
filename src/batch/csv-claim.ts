import { isUtf8 } from 'node:buffer'
import { suggest } from '../base/suggest.ts'
import { clip, printable } from '../base/text.ts'
import { DOMAINS } from '../facts/domain.ts'
import type { FactType } from '../facts/spec.ts'
import { BatchFault } from './faults.ts'
import type { ColumnMap } from './job.ts'

/** A cell as the claim has it; 'json': a list or object, written as JSON. */
export type CellType = FactType | 'json'

/** What a column may be: the facts of a claim by path, its id, and what is no single value. */
const CELLS: ReadonlyMap<string, CellType> = new Map<string, CellType>([
  ['id', 'id'],
  ...DOMAINS.filter(domain => domain.source !== 'history').map(domain => [domain.path, domain.type] as const),
  ['person.identities', 'json'],
  ['cost.items', 'json'],
  ['state', 'json'],
])

export interface Column {
  /** Place in a record. */
  readonly index: number
  readonly segments: readonly string[]
  readonly type: CellType
}

/** Makes claims of records, whose cells are bytes as Latin-1 text. */
export interface ClaimColumns {
  /** Columns of the header. */
  readonly count: number
  /** A claim as JSON; undefined: a cell is not UTF-8. */
  claim(record: readonly string[]): string | undefined
}

/** By the header of a file; without a map each column is named by its fact. Throws a BatchFault with every name that is wrong. */
export function claimColumns(header: readonly string[], map: ColumnMap | undefined): ClaimColumns {
  const columns = placedColumns(
    header.map(cell => (utf8Of(cell) ?? '').trim()),
    map,
  )
  return { count: header.length, claim: record => claimOf(columns, record) }
}

/** The columns of these names that hold facts. Throws a BatchFault with every name that is wrong. */
export function placedColumns(names: readonly string[], map: ColumnMap | undefined): readonly Column[] {
  const twice = names.filter((name, i) => name !== '' && names.indexOf(name) !== i)
  if (twice.length > 0)
    throw new BatchFault('duplicateColumns', { names: [...new Set(twice)].map(name => printable(clip(name))).join(', ') })
  return map === undefined ? namedColumns(names) : mappedColumns(names, map)
}

function namedColumns(names: readonly string[]): readonly Column[] {
  const known = [...CELLS.keys()]
  const wrong = names.filter(name => name !== '' && !CELLS.has(name))
  if (wrong.length > 0) throw new BatchFault('unknownColumns', { names: wrong.map(name => withHint(name, known)).join(', ') })
  return names.flatMap((name, index) => (name === '' ? [] : [column(name, index)]))
}

function mappedColumns(names: readonly string[], map: ColumnMap): readonly Column[] {
  checkMap(map)
  const missing = Object.values(map).filter(name => !names.includes(name))
  if (missing.length > 0) throw new BatchFault('missingColumns', { names: missing.map(name => withHint(name, names)).join(', ') })
  return Object.entries(map).map(([path, name]) => column(path, names.indexOf(name)))
}

/** Throws a BatchFault with every fact that there is not. */
export function checkMap(map: ColumnMap): void {
  const wrong = Object.keys(map).filter(path => !CELLS.has(path))
  if (wrong.length > 0) throw new BatchFault('unknownFacts', { names: wrong.map(path => withHint(path, [...CELLS.keys()])).join(', ') })
}

const withHint = (name: string, known: readonly string[]): string => {
  const near = suggest(name, known)
  const shown = printable(clip(name))
  return near === undefined ? shown : `${shown} (${printable(near)}?)`
}

const column = (path: string, index: number): Column => ({ index, segments: path.split('.'), type: CELLS.get(path) ?? 'id' })

function utf8Of(cell: string): string | undefined {
  const bytes = Buffer.from(cell, 'latin1')
  return isUtf8(bytes) ? bytes.toString() : undefined
}

function claimOf(columns: readonly Column[], record: readonly string[]): string | undefined {
  const texts = columns.map(({ index }) => utf8Of(record[index] ?? ''))
  if (texts.includes(undefined)) return undefined
  const claim = claimOfCells(columns, at => {
    const text = texts[at] ?? ''
    return text === '' ? undefined : cellValue(text, columns[at]?.type ?? 'id')
  })
  return JSON.stringify(claim)
}

/** A claim of the JSON value of each column; undefined: it is left out. */
export function claimOfCells(columns: readonly Column[], valueAt: (at: number) => unknown): unknown {
  const claim: Record<string, unknown> = {}
  for (const [at, { segments }] of columns.entries()) {
    const value = valueAt(at)
    if (value === undefined) continue
    let object = claim
    for (const segment of segments.slice(0, -1)) object = (object[segment] ??= {}) as Record<string, unknown>
    object[segments.at(-1) ?? ''] = value
  }
  return claim
}

/** The JSON value of a cell. What cannot be one of its type stays a text, of which the policy says what is wrong. */
export function cellValue(text: string, type: CellType): unknown {
  switch (type) {
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'int':
      return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text
    case 'set':
      return text.split(';').map(code => code.trim())
    case 'json':
      return parsed(text)
    default:
      return text
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
