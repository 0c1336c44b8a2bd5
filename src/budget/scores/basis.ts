import { formatRatio } from '../../base/decimal.ts'
import { errorIssue, pointer, type Issue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import { clip } from '../../base/text.ts'
import { keysOf, readCount, readFlag, readText, wrongType } from '../../facts/read-value.ts'
import { MAX_FEN } from '../../facts/spec.ts'
import { unknownKey } from '../../facts/unknown-key.ts'
import { MAX_YEAR_FEN } from '../fen.ts'
import type { CaseFactor } from '../report.ts'
import { UNIT } from './numbers.ts'

/** A group as read: score and mean costs in units. */
export interface Group {
  readonly id: string
  readonly score: number
  readonly isBase: boolean
  readonly isByDay: boolean
  /** Mean cost in fen by level, or of `all`. */
  readonly meanCost: ReadonlyMap<string, number>
}

/** A coefficient in ten-thousandths, and as the cases show it. */
export interface Coefficient {
  readonly value: number
  readonly factor: CaseFactor
}

export const coefficientFactor = (value: number): CaseFactor => ({ id: 'coefficient', factor: formatRatio(value) })

export interface Institution extends Coefficient {
  readonly member: string
  readonly level: string
}

/** What cases are scored and paid by, read. Undefined in a map: it is there and could not be read, so that cases of it are not unknown. */
export interface Basis {
  readonly fund: number
  /** In ten-thousandths; undefined: to be worked out from the cases. */
  readonly ratio: number | undefined
  readonly groups: ReadonlyMap<string, Group | undefined>
  readonly institutions: ReadonlyMap<string, Institution | undefined>
}

const MAX_ENTRIES = 50_000
const MAX_SCORE = 1_000_000 * UNIT
const MAX_COEFFICIENT = 8 * UNIT

const BASIS_KEYS = ['fund', 'reimbursementRatio', 'groups', 'institutions']
const GROUP_KEYS = ['id', 'label', 'score', 'isBase', 'isByDay', 'meanCost']
const INSTITUTION_KEYS = ['member', 'level', 'coefficient']

type Fields = Readonly<Record<string, unknown>>

/** The object's fields, with an issue for each that is not known and each that is missing. */
export function readFields(
  value: unknown,
  known: readonly string[],
  required: readonly string[],
  path: string,
  issues: Issue[],
): Fields | undefined {
  const keys = keysOf(value, path, issues)
  if (keys === undefined) return undefined
  for (const key of keys) if (!known.includes(key)) issues.push(unknownKey(key, path, known))
  for (const key of required) if (!keys.includes(key)) issues.push(errorIssue('missingField', path, { key }))
  // Only own keys are asked for: what is required is among them.
  return Object.fromEntries(keys.map(key => [key, (value as Fields)[key]]))
}

/** Reads all but the cases of a year; institutions are of the `members` where these are given. Notes every issue. */
export function readBasis(value: unknown, path: string, members: ReadonlySet<string> | undefined, issues: Issue[]): Basis {
  const fields = readFields(value, [...BASIS_KEYS, 'cases'], ['fund', 'groups', 'institutions'], path, issues) ?? {}
  const { fund, reimbursementRatio, groups, institutions } = fields
  return {
    fund: (fund === undefined ? undefined : readCount(fund, 2, 0, MAX_YEAR_FEN, `${path}/fund`, issues)) ?? 0,
    ratio: reimbursementRatio === undefined ? undefined : readCount(reimbursementRatio, 4, 1, UNIT, `${path}/reimbursementRatio`, issues),
    groups: readList(groups, 'id', readGroup, `${path}/groups`, issues),
    institutions: readList(institutions, 'member', readInstitutionOf(members), `${path}/institutions`, issues),
  }
}

type ReadEntry<T> = (value: unknown, path: string, issues: Issue[]) => T | undefined

function readList<T>(value: unknown, key: string, read: ReadEntry<T>, path: string, issues: Issue[]): ReadonlyMap<string, T | undefined> {
  const found = new Map<string, T | undefined>()
  if (value === undefined) return found
  if (!Array.isArray(value)) return wrongType('array', value, path, issues) ?? found
  if (value.length > MAX_ENTRIES) {
    issues.push(errorIssue('tooMany', path, { received: value.length, max: MAX_ENTRIES }))
    return found
  }
  value.forEach((entry: unknown, i) => {
    const at = path + pointer(i)
    const before = issues.length
    const one = read(entry, at, issues)
    const name: unknown = typeof entry === 'object' && entry !== null ? (entry as Fields)[key] : undefined
    if (typeof name !== 'string') return
    if (found.has(name)) issues.push(errorIssue('duplicateId', at + pointer(key), { id: clip(name) }))
    else found.set(name, issues.length > before ? undefined : one)
  })
  return found
}

function readGroup(value: unknown, path: string, issues: Issue[]): Group | undefined {
  const fields = readFields(value, GROUP_KEYS, ['id', 'score', 'meanCost'], path, issues)
  if (fields === undefined) return undefined
  const { id, label, score, isBase, isByDay, meanCost } = fields
  if (label !== undefined) readLabel(label, `${path}/label`, issues)
  return {
    id: (id === undefined ? undefined : readText(id, `${path}/id`, issues)) ?? '',
    score: (score === undefined ? undefined : readCount(score, 4, 1, MAX_SCORE, `${path}/score`, issues)) ?? 0,
    isBase: (isBase === undefined ? false : readFlag(isBase, `${path}/isBase`, issues)) ?? false,
    isByDay: (isByDay === undefined ? false : readFlag(isByDay, `${path}/isByDay`, issues)) ?? false,
    meanCost: meanCost === undefined ? new Map() : readMeans(meanCost, `${path}/meanCost`, issues),
  }
}

function readLabel(value: unknown, path: string, issues: Issue[]): void {
  const fields = readFields(value, ['zh', 'en'], ['zh', 'en'], path, issues)
  for (const [key, said] of Object.entries(fields ?? {})) readText(said, path + pointer(clip(key)), issues)
}

function readMeans(value: unknown, path: string, issues: Issue[]): ReadonlyMap<string, number> {
  const keys = keysOf(value, path, issues) ?? []
  return new Map(keys.map(level => [level, readCount((value as Fields)[level], 2, 1, MAX_FEN, path + pointer(clip(level)), issues) ?? 0]))
}

const readInstitutionOf =
  (members: ReadonlySet<string> | undefined): ReadEntry<Institution> =>
  (value, path, issues) => {
    const fields = readFields(value, INSTITUTION_KEYS, INSTITUTION_KEYS, path, issues)
    if (fields === undefined) return undefined
    const { member, level, coefficient } = fields
    const id = (member === undefined ? undefined : readText(member, `${path}/member`, issues)) ?? ''
    if (members !== undefined && id !== '' && !members.has(id))
      issues.push(errorIssue('unknownMember', `${path}/member`, { member: clip(id), suggestion: suggest(id, members) ?? '' }))
    const factor =
      (coefficient === undefined ? undefined : readCount(coefficient, 4, 1, MAX_COEFFICIENT, `${path}/coefficient`, issues)) ?? 0
    const read = (level === undefined ? undefined : readText(level, `${path}/level`, issues)) ?? ''
    return { member: id, level: read, value: factor, factor: coefficientFactor(factor) }
  }
