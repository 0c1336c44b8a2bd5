import { formatDay, type DayNumber } from '../base/date.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import { codesOf } from './domain.ts'
import { missingField } from './items.ts'
import { keysOf, readCode, readDay, wrongType } from './read-value.ts'
import { unknownKey } from './unknown-key.ts'

/** Most identities a person may have. */
export const MAX_IDENTITIES = 200
const CATEGORIES: ReadonlySet<string> = new Set(codesOf('person.lowIncomeCategory'))
const DAY_KEYS = ['from', 'to', 'recognisedOn', 'markedOn'] as const
const KEYS = ['category', ...DAY_KEYS] as const

type DayKey = (typeof DAY_KEYS)[number]

/** A low-income identity (救助身份) and the days it holds on; absent days are undefined. */
export interface Identity {
  readonly category: string
  readonly from: DayNumber
  readonly to: DayNumber | undefined
  readonly recognisedOn: DayNumber | undefined
  readonly markedOn: DayNumber | undefined
}

/** Reads `person.identities`; those that are wrong are left out, with issues. */
export function readIdentities(value: unknown, path: string, issues: Issue[]): readonly Identity[] {
  if (!Array.isArray(value)) {
    wrongType('array', value, path, issues)
    return []
  }
  if (value.length > MAX_IDENTITIES) {
    issues.push(errorIssue('tooLarge', path, { received: value.length, max: MAX_IDENTITIES }))
    return []
  }
  const identities: Identity[] = []
  for (let i = 0; i < value.length; i++) {
    const identity = readIdentity(value[i], `${path}/${i}`, issues)
    if (identity !== undefined) identities.push(identity)
  }
  return identities
}

function readIdentity(value: unknown, path: string, issues: Issue[]): Identity | undefined {
  const keys = keysOf(value, path, issues)
  if (keys === undefined) return undefined
  const before = issues.length
  const days = new Map<DayKey, DayNumber | undefined>()
  let category: string | undefined
  for (const key of keys) {
    const part = (): unknown => (value as Readonly<Record<string, unknown>>)[key]
    if (isDayKey(key)) days.set(key, part() === undefined ? undefined : readDay(part(), `${path}/${key}`, issues))
    else if (key === 'category') category = readCode(part(), CATEGORIES, `${path}/category`, issues)
    else issues.push(unknownKey(key, path, KEYS))
  }
  if (!keys.includes('category')) issues.push(missingField('category', path))
  if (!days.has('from')) issues.push(missingField('from', path))
  const from = days.get('from')
  const to = days.get('to')
  if (from !== undefined && to !== undefined && to < from) {
    issues.push(
      errorIssue('daysOutOfOrder', `${path}/to`, { later: 'to', laterDay: formatDay(to), earlier: 'from', earlierDay: formatDay(from) }),
    )
  }
  if (issues.length > before || category === undefined || from === undefined) return undefined
  return { category, from, to, recognisedOn: days.get('recognisedOn'), markedOn: days.get('markedOn') }
}

const isDayKey = (key: string): key is DayKey => (DAY_KEYS as readonly string[]).includes(key)
