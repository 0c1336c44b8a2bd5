import { formatDay, type DayNumber } from '../base/date.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject, plainCopy, type PlainLimits } from '../base/plain.ts'
import { suggest } from '../base/suggest.ts'
import { clip } from '../base/text.ts'
import { factDomain } from '../facts/domain.ts'
import { readCount, readDay, readText, wrongType } from '../facts/read-value.ts'
import type { Pack } from '../pack/pack.ts'
import type { SupplementJson } from '../pack/schema.ts'
import { benefitFirstDay, benefitMonth } from '../settlement/dates.ts'

/** An application for a supplement. */
export interface SupplementRequest {
  /** Of the application, as a claim has one. */
  readonly id: string
  /** The day of the application, `YYYY-MM-DD`. */
  readonly on: string
  /** Among what is settled on that day; default 0. */
  readonly sequence?: number
  /** Of the pack; may be left out where it declares only one. */
  readonly supplement?: string
  /** What is known of the person now, as a claim gives it: it stands in for what the claims say. */
  readonly person: Readonly<Record<string, unknown>>
}

/** A request that was read. */
export interface ReadRequest {
  readonly request: SupplementRequest
  readonly spec: SupplementJson
  /** The benefit year of the day that the supplement names. */
  readonly year: number
}

const KEYS = ['id', 'on', 'sequence', 'supplement', 'person'] as const
const LIMITS: PlainLimits = { depth: 4, values: 2000, entries: 500 }
const MAX_SEQUENCE = 1e9

/** Reads a request under a pack; undefined, with every issue below `/request`. */
export function readRequest(pack: Pack, input: unknown, issues: Issue[]): ReadRequest | undefined {
  const before = issues.length
  const copy = plainCopy(input, LIMITS, issues, '/request')
  if (!isPlainObject(copy)) return issues.length > before ? undefined : wrongType('object', input, '/request', issues)
  for (const key of Object.keys(copy)) if (!(KEYS as readonly string[]).includes(key)) issues.push(unknown(key, '/request', KEYS))
  const id = text(copy, 'id', issues)
  const on = day(copy, 'on', '/request', issues)
  const sequence = copy['sequence'] === undefined ? 0 : readCount(copy['sequence'], 0, 0, MAX_SEQUENCE, '/request/sequence', issues)
  const person = readPerson(copy['person'], issues)
  const spec = specOf(pack, copy['supplement'], issues)
  const opened =
    spec === undefined || person === undefined ? undefined : day(person, spec.yearOf.slice('person.'.length), '/request/person', issues)
  if (on !== undefined && opened !== undefined && on < opened)
    issues.push(
      errorIssue('daysOutOfOrder', '/request/on', {
        later: 'on',
        laterDay: formatDay(on),
        earlier: spec?.yearOf ?? '',
        earlierDay: formatDay(opened),
      }),
    )
  if (issues.length > before || spec === undefined || opened === undefined || on === undefined || person === undefined) return undefined
  const { year } = benefitMonth(opened, benefitFirstDay(pack))
  return { request: { id, on: formatDay(on), sequence: sequence ?? 0, supplement: spec.id, person }, spec, year }
}

const unknown = (key: string, path: string, known: Iterable<string>): Issue =>
  errorIssue('unknownKey', path + pointer(clip(key)), { key: clip(key), suggestion: suggest(key, known) ?? '' })

function text(of: Readonly<Record<string, unknown>>, key: string, issues: Issue[]): string {
  if (of[key] === undefined) issues.push(errorIssue('missingField', `/request${pointer(key)}`, { key }))
  return of[key] === undefined ? '' : (readText(of[key], `/request${pointer(key)}`, issues) ?? '')
}

function day(of: Readonly<Record<string, unknown>>, key: string, path: string, issues: Issue[]): DayNumber | undefined {
  if (of[key] === undefined) issues.push(errorIssue('missingField', path + pointer(key), { key }))
  return of[key] === undefined ? undefined : readDay(of[key], path + pointer(key), issues)
}

/** Facts of the person; the claims read them. Dated identities are not among them: the request says what holds. */
function readPerson(value: unknown, issues: Issue[]): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined) issues.push(errorIssue('missingField', '/request/person', { key: 'person' }))
  else if (!isPlainObject(value)) wrongType('object', value, '/request/person', issues)
  else {
    for (const key of Object.keys(value))
      if (key === 'id' || factDomain(`person.${key}`) === undefined) issues.push(unknown(key, '/request/person', []))
    return value
  }
  return undefined
}

function specOf({ json }: Pack, named: unknown, issues: Issue[]): SupplementJson | undefined {
  const known = json.supplements.map(one => one.id)
  if (named === undefined && known.length === 1) return json.supplements[0]
  const spec = json.supplements.find(one => one.id === named)
  if (spec === undefined) {
    const received = typeof named === 'string' ? clip(named) : ''
    const suggestion = suggest(received, known) ?? ''
    issues.push(
      errorIssue('unknownSupplement', '/request/supplement', { pack: json.id, received, known: known.join(', ') || '-', suggestion }),
    )
  }
  return spec
}
