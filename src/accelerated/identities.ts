import { codesOf } from '../facts/domain.ts'
import { MAX_IDENTITIES } from '../facts/identities.ts'
import { BAD, isOwnPlain, parseCivilDay } from './parse.ts'

const CATEGORIES: ReadonlySet<unknown> = new Set(codesOf('person.lowIncomeCategory'))

/** Whether `person.identities` is an ordinary list; no policy reads it yet. */
export function areIdentities(list: unknown): boolean {
  if (!Array.isArray(list) || list.length > MAX_IDENTITIES) return false
  // By index here and in the other readers: a list's own iterator may be the caller's.
  let i = 0
  while (i < list.length && isIdentity(list[i])) i++
  return i === list.length
}

function isIdentity(identity: unknown): boolean {
  if (!isOwnPlain(identity)) return false
  let from = 0
  let to = 0
  let isKnown = false
  for (const key in identity) {
    const value = identity[key]
    if (key === 'category') {
      if (!CATEGORIES.has(value)) return false
      isKnown = true
      continue
    }
    const day = parseCivilDay(value)
    if (day === BAD) return false
    if (key === 'from') from = day
    else if (key === 'to') to = day
    else if (key !== 'recognisedOn' && key !== 'markedOn') return false
  }
  return isKnown && from > 0 && (to === 0 || to >= from)
}
