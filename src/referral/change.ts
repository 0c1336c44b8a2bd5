import { isPlainObject } from '../base/plain.ts'
import { codesOf } from '../facts/domain.ts'
import type { FactValue } from '../facts/spec.ts'
import type { GivenCase } from './case.ts'
import { COMPLIANT } from './direction.ts'

/** Facts that a patient or a doctor can change before the move, with the values they may be given. */
const ACTIONABLE: readonly (readonly [path: string, values: readonly FactValue[]])[] = [
  ['referral.to.adminLevel', codesOf('institution.adminLevel')],
  ['referral.filedVia', codesOf('referral.filedVia').filter(code => code !== 'none')],
  ['referral.firstContactAtPrimary', [true]],
  [COMPLIANT, [true]],
  ['encounter.informedConsent', [true]],
]

/** One thing to do: a fact and the value it must have. */
export interface Change {
  readonly fact: string
  readonly value: FactValue
}

/** A question of which the answer may change. */
export interface Changeable {
  readonly given: GivenCase
  /** The facts that decisions read, as they are now. */
  readonly reads: readonly string[]
  /** Compliance follows from the moves: nobody can just state it. */
  readonly derivesCompliance: boolean
  readonly fact: (path: string) => FactValue | undefined
  /** Whether the answer would be the one wished for; a case that cannot be read is none. */
  readonly isReached: (given: GivenCase) => boolean
}

/** The fewest changes that give the wished answer: each single one that does, else each pair; none: nothing that one can do changes it. */
export function changesFor(question: Changeable): readonly (readonly Change[])[] {
  const { reads, derivesCompliance } = question
  const actionable = ACTIONABLE.filter(([path]) => reads.includes(path) && !(derivesCompliance && path === COMPLIANT))
  const single = actionable.flatMap(([fact, values]) =>
    values.filter(value => question.fact(fact) !== value).map(value => ({ fact, value })),
  )
  const reached = (changes: readonly Change[]): boolean => question.isReached(withChanges(question.given, changes))
  const alone = single.map(change => [change]).filter(reached)
  if (alone.length > 0) return alone
  return single.flatMap((one, i) =>
    single
      .slice(i + 1)
      .filter(other => other.fact !== one.fact)
      .map(other => [one, other])
      .filter(reached),
  )
}

/** The case with those facts. Another level is another institution, and perhaps another direction. */
export function withChanges(given: GivenCase, changes: readonly Change[]): GivenCase {
  return { ...given, facts: changes.reduce((facts, change) => withFact(facts, change.fact.split('.'), change.value), given.facts) }
}

type Json = Readonly<Record<string, unknown>>

function withFact(object: Json, [name = '', ...rest]: readonly string[], value: FactValue): Json {
  if (rest.length === 0) return name === 'adminLevel' ? { adminLevel: value } : { ...object, [name]: value }
  const { direction, ...others } = object
  const kept = name === 'to' && direction !== undefined ? others : object
  const part = object[name]
  return { ...kept, [name]: withFact(isPlainObject(part) ? part : {}, rest, value) }
}
