import { parseDay, type DayNumber } from '../base/date.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject, plainCopy } from '../base/plain.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import { keysOf, readCount, readDay, readFlag, readMoney, readText, wrongType } from '../facts/read-value.ts'

/** Something that happened, or was done, besides the claim: an application received, a notice given. */
export interface CaseEvent {
  readonly kind: string
  readonly date: DayNumber | undefined
  readonly completedOn: DayNumber | undefined
  readonly done: boolean | undefined
  readonly count: number | undefined
}

/** What a case asks of prices: an item's category, its price at the top level (fen), levels below it, standards by institution (fen). */
export interface CasePrice {
  readonly itemCategory: string | undefined
  readonly base: number | undefined
  readonly tierSteps: number | undefined
  readonly standards: ReadonlyMap<string, number> | undefined
}

/** A case as given: `facts` is a claim, `chain` the referral of each earlier hop in order. */
export interface GivenCase {
  readonly facts: Readonly<Record<string, unknown>>
  readonly chain: readonly Readonly<Record<string, unknown>>[]
  readonly events: readonly CaseEvent[]
  readonly price: CasePrice
}

const LIMITS = { depth: 12, values: 20_000, entries: 5_000 }
const MAX_HOPS = 20
const MAX_EVENTS = 1_000
const EVENT_KEYS = ['kind', 'date', 'completedOn', 'done', 'count'] as const
const PRICE_KEYS = ['itemCategory', 'base', 'tierSteps', 'standards'] as const

/** Takes a case apart into what its claim says and what stands beside it. Notes every issue; the claim's own are found later. */
export function readCase(input: unknown, issues: Issue[]): GivenCase | undefined {
  const refused: Issue[] = []
  const plain = plainCopy(input, LIMITS, refused)
  issues.push(...refused)
  if (refused.length > 0) return undefined
  if (!isPlainObject(plain)) return wrongType('object', plain, '', issues)
  const { chain, events, price, ...facts } = plain
  return {
    facts,
    chain: list(chain, '/chain', MAX_HOPS, issues).flatMap((hop, i) =>
      isPlainObject(hop) ? [hop] : (wrongType('object', hop, `/chain/${String(i)}`, issues) ?? []),
    ),
    events: list(events, '/events', MAX_EVENTS, issues).flatMap((event, i) => readEvent(event, `/events/${String(i)}`, issues) ?? []),
    price: readPrice(price, issues),
  }
}

function list(value: unknown, path: string, max: number, issues: Issue[]): readonly unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) return wrongType('array', value, path, issues) ?? []
  if (value.length > max) issues.push(errorIssue('tooMany', path, { received: value.length, max }))
  return value.slice(0, max)
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown, known: readonly string[], path: string, issues: Issue[]): Fields | undefined {
  const keys = keysOf(value, path, issues)
  for (const key of keys ?? [])
    if (!known.includes(key))
      issues.push(errorIssue('unknownKey', path + pointer(clip(key)), { key: clip(key), suggestion: suggest(key, known) ?? '' }))
  return keys === undefined ? undefined : (value as Fields)
}

function readEvent(value: unknown, path: string, issues: Issue[]): CaseEvent | undefined {
  const fields = fieldsOf(value, EVENT_KEYS, path, issues)
  if (fields === undefined) return undefined
  const { kind, date, completedOn, done, count } = fields
  if (kind === undefined) issues.push(errorIssue('missingField', `${path}/kind`, { key: 'kind' }))
  return {
    kind: kind === undefined ? '' : (readText(kind, `${path}/kind`, issues) ?? ''),
    date: date === undefined ? undefined : readDay(date, `${path}/date`, issues),
    completedOn: completedOn === undefined ? undefined : readDay(completedOn, `${path}/completedOn`, issues),
    done: done === undefined ? undefined : readFlag(done, `${path}/done`, issues),
    count: count === undefined ? undefined : readCount(count, 0, 0, 1e9, `${path}/count`, issues),
  }
}

function readPrice(value: unknown, issues: Issue[]): CasePrice {
  const none = { itemCategory: undefined, base: undefined, tierSteps: undefined, standards: undefined }
  if (value === undefined) return none
  const fields = fieldsOf(value, PRICE_KEYS, '/price', issues)
  if (fields === undefined) return none
  const { itemCategory, base, tierSteps, standards } = fields
  return {
    itemCategory: itemCategory === undefined ? undefined : readText(itemCategory, '/price/itemCategory', issues),
    base: base === undefined ? undefined : readMoney(base, '/price/base', issues),
    tierSteps: tierSteps === undefined ? undefined : readCount(tierSteps, 0, 0, 10, '/price/tierSteps', issues),
    standards: standards === undefined ? undefined : readStandards(standards, issues),
  }
}

function readStandards(value: unknown, issues: Issue[]): ReadonlyMap<string, number> {
  const keys = keysOf(value, '/price/standards', issues) ?? []
  return new Map(
    keys.flatMap(key => {
      const amount = readMoney((value as Fields)[key], `/price/standards${pointer(clip(key))}`, issues)
      return amount === undefined ? [] : [[key, amount] as const]
    }),
  )
}

/** A day as an option gives it. */
export function readAsOf(text: unknown, issues: Issue[]): DayNumber | undefined {
  if (text === undefined) return undefined
  const day = typeof text === 'string' ? parseDay(text) : undefined
  if (day === undefined) readDay(text, '/asOf', issues)
  return day
}
