import { formatDay } from '../base/date.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject, plainCopy, type PlainLimits } from '../base/plain.ts'
import { MAX_TEXT, readCount, wrongType } from '../facts/read-value.ts'
import { clip } from '../base/text.ts'
import { bySettlement, type ClaimKey } from './claim-key.ts'

/** Most claims of one call. */
const MAX_CLAIMS = 10_000
const MAX_SEQUENCE = 1e9
/** Above every limit that the reader of claims has of its own. */
const LIMITS: PlainLimits = { depth: 12, values: 60_000, entries: 20_000 }

/** A claim to be settled into a year, copied and placed. */
export interface PlacedClaim extends ClaimKey {
  readonly claim: unknown
  readonly on: string | null
  readonly sequence: number
}

/** What the claims join: ids that are settled already, and the person they are of ('' if unknown). */
export interface Joined {
  readonly settled: ReadonlySet<string>
  readonly personId: string
}

/** Claims, as plain copies, in settlement order. Notes what is no plain data and every claim without an id, id that stands twice, claim of another person and claim with a state of its own. */
export function readClaims(input: unknown, keyOf: (claim: unknown) => ClaimKey, joined: Joined, issues: Issue[]): readonly PlacedClaim[] {
  if (!Array.isArray(input)) {
    wrongType('array', input, '/claims', issues)
    return []
  }
  if (input.length > MAX_CLAIMS) {
    issues.push(errorIssue('tooLarge', '/claims', { received: input.length, max: MAX_CLAIMS }))
    return []
  }
  const claims = Array.from(input as readonly unknown[], (entry, i) => place(entry, pointer('claims', i), keyOf, issues))
  // What could not be copied has no id or person to speak of.
  if (issues.some(issue => issue.code === 'unreadable')) return []
  checkIds(claims, joined.settled, issues)
  checkPersons(claims, joined.personId, issues)
  return [...claims].sort((a, b) => bySettlement(a, b))
}

/** The person of the claims; '' if none is named. */
export const personOf = (claims: readonly PlacedClaim[], joined: Joined): string =>
  joined.personId || (claims.find(claim => claim.personId !== '')?.personId ?? '')

function place(input: unknown, path: string, keyOf: (claim: unknown) => ClaimKey, issues: Issue[]): PlacedClaim {
  const entry = plainCopy(input, LIMITS, issues, path)
  const isPlaced = isPlainObject(entry) && Object.hasOwn(entry, 'claim')
  const claim = isPlaced ? entry['claim'] : entry
  if (isPlaced)
    for (const key of Object.keys(entry))
      if (key !== 'claim' && key !== 'sequence') issues.push(errorIssue('unknownKey', path + pointer(clip(key)), { key: clip(key) }))
  if (isPlainObject(claim) && Object.hasOwn(claim, 'state'))
    issues.push(errorIssue('stateInYear', `${path}${isPlaced ? '/claim' : ''}/state`))
  const key = keyOf(claim)
  return {
    ...key,
    claim: claim ?? null,
    on: key.day === undefined ? null : formatDay(key.day),
    sequence: isPlaced ? readSequence(entry['sequence'], path, issues) : 0,
  }
}

function readSequence(value: unknown, path: string, issues: Issue[]): number {
  if (value === undefined) return 0
  if (typeof value !== 'number') {
    wrongType('integer', value, `${path}/sequence`, issues)
    return 0
  }
  return readCount(value, 0, 0, MAX_SEQUENCE, `${path}/sequence`, issues) ?? 0
}

function checkIds(claims: readonly PlacedClaim[], settled: ReadonlySet<string>, issues: Issue[]): void {
  const seen = new Set<string>()
  for (const [i, { claimId }] of claims.entries()) {
    const path = pointer('claims', i, 'id')
    if (claimId === '') issues.push(errorIssue('missingField', path, { key: 'id' }))
    else if (claimId.length > MAX_TEXT) issues.push(errorIssue('tooLarge', path, { received: claimId.length, max: MAX_TEXT }))
    else if (settled.has(claimId)) issues.push(errorIssue('settledTwice', path, { id: claimId }))
    else if (seen.has(claimId)) issues.push(errorIssue('duplicateId', path, { id: claimId }))
    seen.add(claimId)
  }
}

/** A claim that names no person is taken to be of the one the others name. */
function checkPersons(claims: readonly PlacedClaim[], personId: string, issues: Issue[]): void {
  const person = personId || (claims.find(claim => claim.personId !== '')?.personId ?? '')
  for (const [i, claim] of claims.entries())
    if (claim.personId !== '' && claim.personId !== person)
      issues.push(errorIssue('otherPerson', pointer('claims', i, 'person', 'id'), { received: clip(claim.personId), person: clip(person) }))
}
