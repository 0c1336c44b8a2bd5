import { isPlainObject } from '../base/plain.ts'
import { codesOf } from '../facts/domain.ts'
import type { FactValue } from '../facts/spec.ts'
import type { GivenCase } from './case.ts'
import { AT_PRIMARY, COMPLIANT, DIRECTION, levelsBeside, TARGET } from './direction.ts'
import { CHANNEL } from './status.ts'

/** Facts that a patient or a doctor can set before the move, and to what. */
const ACTIONABLE: readonly (readonly [path: string, values: readonly FactValue[]])[] = [
  [CHANNEL, codesOf(CHANNEL).filter(code => code !== 'none')],
  [AT_PRIMARY, [true]],
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
  /** Compliance follows from the moves: nobody can just state it. */
  readonly derivesCompliance: boolean
  readonly fact: (path: string) => FactValue | undefined
  /** Those of some facts on which the answer depends, given all the others. */
  readonly hinging: (paths: ReadonlySet<string>) => readonly string[]
  /** Whether the answer would be the one wished for; a case that cannot be read is none. */
  readonly isReached: (changes: readonly Change[]) => boolean
}

/** The fewest changes that give the wished answer: each single one that does, else each pair; none: nothing that one can do changes it. */
export function changesFor(question: Changeable): readonly (readonly Change[])[] {
  const single = possibleChanges(question)
  const needed = neededChanges(question, single)
  const reached = (changes: readonly Change[]): boolean =>
    [...needed].every(fact => changes.some(change => change.fact === fact)) && question.isReached(changes)
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

/** Facts without whose change no other changes anything: they spare the search most of its cases. What moves decide is left to the search. */
function neededChanges({ hinging }: Changeable, single: readonly Change[]): ReadonlySet<string> {
  const needed = ACTIONABLE.map(([path]) => path).filter(
    path => path !== CHANNEL && path !== COMPLIANT && hinging(new Set([...CHANGEABLE].filter(other => other !== path))).length === 0,
  )
  return new Set(needed.filter(path => single.some(({ fact }) => fact === path)))
}

const CHANGEABLE: ReadonlySet<string> = new Set([...ACTIONABLE.map(([path]) => path), TARGET, DIRECTION])

/** Each thing one can do by itself on which the answer depends: set a fact to another value, or go to another level the same way. */
function possibleChanges({ derivesCompliance, fact, hinging }: Changeable): readonly Change[] {
  const read = new Set(hinging(CHANGEABLE))
  // Where compliance is derived it is moves and filing that one can do, not compliance itself.
  const isByMoves = derivesCompliance && read.has(COMPLIANT)
  const isOpen = (path: string): boolean =>
    path === COMPLIANT ? read.has(path) && !isByMoves : read.has(path) || (isByMoves && path === CHANNEL)
  const set = ACTIONABLE.filter(([path]) => isOpen(path)).flatMap(([path, values]) =>
    values.filter(value => fact(path) !== value).map(value => ({ fact: path, value })),
  )
  const target = fact(TARGET)
  const isMove = read.has(TARGET) || read.has(DIRECTION) || isByMoves
  const isAsked = isMove && target !== undefined && target !== 'none'
  const elsewhere = isAsked ? levelsBeside(fact('institution.adminLevel'), target).map(value => ({ fact: TARGET, value })) : []
  return [...elsewhere, ...set]
}

/** The case with those facts. Another level is another institution. */
export function withChanges(given: GivenCase, changes: readonly Change[]): GivenCase {
  return { ...given, facts: changes.reduce((facts, change) => withFact(facts, change.fact.split('.'), change.value), given.facts) }
}

type Json = Readonly<Record<string, unknown>>

function withFact(object: Json, [name = '', ...rest]: readonly string[], value: FactValue): Json {
  if (rest.length === 0) return name === 'adminLevel' ? { adminLevel: value } : { ...object, [name]: value }
  const part = object[name]
  return { ...object, [name]: withFact(isPlainObject(part) ? part : {}, rest, value) }
}
