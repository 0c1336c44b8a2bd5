import { findingIssue, pointer, type Issue } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'
import type { ClauseRecord } from './clause-record.ts'

/** What cites a clause: a rule, a table, a layer …, a part of a parameter (`bound`, `value`), a fixture, or a part of the pack that `encodedBy` names. */
export interface Citation {
  readonly clause: string
  readonly pack: string
  readonly kind: string
  readonly id: string
  /** JSON pointer in the pack, or the file of a fixture. */
  readonly path: string
}

export type ClauseStatus = 'encoded' | 'parameterised' | 'registered' | 'unaccounted'

/** A clause with all that speaks for it. */
export interface AccountedClause {
  readonly pack: string
  readonly record: ClauseRecord
  readonly status: ClauseStatus
  readonly citations: readonly Citation[]
}

export interface PackAccount {
  readonly pack: string
  readonly clauses: readonly AccountedClause[]
}

/** A pack as it is written, with its clauses read. */
export interface ClausedPack {
  readonly id: string
  readonly json: Readonly<Record<string, unknown>>
  readonly clauses: readonly ClauseRecord[]
}

export interface Accounting {
  readonly packs: readonly PackAccount[]
  /** Citations of clauses that no pack registers, ids that occur twice, parts of packs that are not there. */
  readonly findings: readonly Issue[]
}

const PARAMETER_KINDS: readonly string[] = ['parameter', 'bound', 'value']
const KINDS: Readonly<Record<string, string>> = {
  rules: 'rule',
  tables: 'table',
  layers: 'layer',
  invariants: 'invariant',
  parameters: 'parameter',
  buckets: 'bucket',
  derived: 'fact',
  targets: 'target',
  indicators: 'indicator',
  deadlines: 'deadline',
  supplements: 'supplement',
  scoring: 'scoring',
}

const KINDS_ZH: Readonly<Record<string, string>> = {
  rule: '规则',
  table: '表',
  layer: '支付层',
  invariant: '不变量',
  supplement: '追溯支付',
  scoring: '分值办法',
  parameter: '参数',
  bound: '界限',
  value: '参数值',
  indicator: '指标',
  fixture: '样例',
}

/** Parts of a pack that are not its own encoding: its clauses themselves, and other packs. */
const NO_CITATIONS: readonly string[] = ['clauses', 'adopted']

/**
 * Accounts for every clause of the packs: who encodes it, or why nothing does. Citations of one pack count for the clauses of another
 * (a city's rules carry out the province's document). `others` are citations from outside packs: fixtures.
 */
export function accountClauses(packs: readonly ClausedPack[], others: readonly Citation[] = []): Accounting {
  const citations = [...packs.flatMap(pack => [...citationsOf(pack), ...encodedBy(pack, packs)]), ...others]
  const byClause = new Map<string, Citation[]>()
  for (const citation of citations) byClause.set(citation.clause, [...(byClause.get(citation.clause) ?? []), citation])
  const owners = new Set(packs.map(pack => pack.id))
  const accounts = packs.map(pack => ({
    pack: pack.id,
    clauses: ownClauses(pack, owners).map(record => accountedClause(pack.id, record, byClause.get(record.id) ?? [])),
  }))
  const known = new Set(packs.flatMap(pack => pack.clauses.map(clause => clause.id)))
  return {
    packs: accounts,
    findings: [...packs.flatMap(duplicates), ...packs.flatMap(pack => missingParts(pack, packs)), ...unknownClauses(citations, known)],
  }
}

/** Numbers of clauses by status; `clauses` is their sum. */
export function countAccount({
  pack,
  clauses,
}: PackAccount): { readonly pack: string; readonly clauses: number } & Readonly<Record<ClauseStatus, number>> {
  const count = (status: ClauseStatus): number => clauses.filter(clause => clause.status === status).length
  return {
    pack,
    clauses: clauses.length,
    encoded: count('encoded'),
    parameterised: count('parameterised'),
    registered: count('registered'),
    unaccounted: count('unaccounted'),
  }
}

/** A pack may repeat a record of another document to have its words at hand; it counts where it belongs. */
function ownClauses({ id, clauses }: ClausedPack, packs: ReadonlySet<string>): readonly ClauseRecord[] {
  return clauses.filter(clause => {
    const document = clause.id.split('/')[0] ?? ''
    return document === id || !packs.has(document)
  })
}

function accountedClause(pack: string, record: ClauseRecord, citations: readonly Citation[]): AccountedClause {
  const speaking = citations.filter(citation => citation.kind !== 'fixture')
  return { pack, record, status: statusOf(record, speaking), citations }
}

/**
 * By the clause's own disposition: what cannot be computed is registered with its reason, though something may measure it; what gives a direction without a number is
 * parameterised by whatever carries it out; what can be computed is encoded by it, a parameter too. Without a disposition: by what speaks for it.
 */
function statusOf({ disposition, reason, later }: ClauseRecord, speaking: readonly Citation[]): ClauseStatus {
  const isRegistered = reason !== undefined || later !== undefined
  if (disposition === 'notComputable' && isRegistered) return 'registered'
  if (speaking.length === 0) return isRegistered ? 'registered' : 'unaccounted'
  if (disposition === 'directional') return 'parameterised'
  if (disposition === 'executable' || disposition === 'bounded') return 'encoded'
  return speaking.some(({ kind }) => !PARAMETER_KINDS.includes(kind)) ? 'encoded' : 'parameterised'
}

/** Every `clause` in a pack, wherever it stands, with what carries it. */
function citationsOf({ id, json }: ClausedPack): readonly Citation[] {
  const found: Citation[] = []
  const visit = (value: unknown, path: readonly string[], owner: Owner): void => {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      value.forEach((part: unknown, i) => {
        visit(part, [...path, String(i)], owner)
      })
      return
    }
    const record = value as Readonly<Record<string, unknown>>
    const carrier = ownerOf(record, path, owner)
    const { clause } = record
    if (typeof clause === 'string') found.push({ clause, pack: id, ...carrier, path: pointer(...path) })
    for (const [key, part] of Object.entries(record)) if (key !== 'conditions') visit(part, [...path, key], carrier)
  }
  for (const [key, part] of Object.entries(json)) if (!NO_CITATIONS.includes(key)) visit(part, [key], { kind: 'field', id: key })
  return found
}

interface Owner {
  readonly kind: string
  readonly id: string
}

/** What an object in a pack is: named by the list it stands in and its own id; a part of it keeps its name. */
function ownerOf(record: Readonly<Record<string, unknown>>, path: readonly string[], above: Owner): Owner {
  const [key = '', ...rest] = path[0] === 'schemes' ? path.slice(2) : path
  if (KINDS[key] === undefined) return above
  if (rest.length === 1) return { kind: KINDS[key], id: typeof record['id'] === 'string' ? record['id'] : (rest[0] ?? '') }
  if (key !== 'parameters') return above
  if (rest[1] === 'bounds') return { ...above, kind: 'bound' }
  return rest[1] === 'values' ? { ...above, kind: 'value' } : above
}

/** What a clause names itself as carried out by, as citations: parts of its own pack, else of another; only what is there. */
function encodedBy(pack: ClausedPack, packs: readonly ClausedPack[]): readonly Citation[] {
  return pack.clauses.flatMap(clause =>
    (clause.encodedBy ?? []).flatMap(part => {
      const carrier = [pack, ...packs].find(one => hasPart(one.json, part))
      return carrier === undefined
        ? []
        : [{ clause: clause.id, pack: carrier.id, kind: 'part', id: part, path: pointer(...part.split('.')) }]
    }),
  )
}

/** Whether a pack has a part by its dotted path: keys, and in lists ids (`window`, `dateBasis.rules`, `buckets.year`). */
function hasPart(json: Readonly<Record<string, unknown>>, part: string): boolean {
  let at: unknown = json
  for (const [i, segment] of part.split('.').entries()) {
    if (typeof at !== 'object' || at === null) return false
    if (Array.isArray(at)) {
      const rest = part.split('.').slice(i).join('.')
      return at.some(one => typeof one === 'object' && one !== null && (one as { id?: unknown }).id === rest)
    }
    if (!Object.hasOwn(at, segment)) return false
    at = (at as Readonly<Record<string, unknown>>)[segment]
  }
  return Array.isArray(at) ? at.length > 0 : at !== undefined
}

function duplicates({ id, clauses }: ClausedPack): readonly Issue[] {
  const seen = new Set<string>()
  return clauses.flatMap((clause, i) => {
    if (!seen.has(clause.id)) {
      seen.add(clause.id)
      return []
    }
    return [findingIssue('duplicateId', pointer('clauses', i), { id: clause.id, pack: id })]
  })
}

function missingParts({ id, clauses }: ClausedPack, packs: readonly ClausedPack[]): readonly Issue[] {
  return clauses.flatMap((clause, i) =>
    (clause.encodedBy ?? [])
      .filter(part => !packs.some(pack => hasPart(pack.json, part)))
      .map(part => findingIssue('encodedByNothing', pointer('clauses', i, 'encodedBy'), { pack: id, part, clause: clause.id })),
  )
}

function unknownClauses(citations: readonly Citation[], known: ReadonlySet<string>): readonly Issue[] {
  return citations
    .filter(citation => !known.has(citation.clause))
    .map(({ clause, pack, kind, id, path }) =>
      findingIssue('citesNothing', path, {
        pack,
        kind: KINDS_ZH[kind] ?? kind,
        kindEn: kind,
        by: id,
        clause,
        suggestion: suggest(clause, known) ?? '',
      }),
    )
}
