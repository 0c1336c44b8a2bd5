import { findingIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { Claim } from '../facts/claim.ts'
import type { Rule } from '../pack/pack.ts'
import type { GivenCase } from './case.ts'
import type { CaseEvaluator, DecidedFacts, DecisionContext } from './evaluate.ts'
import { LEVEL, levelLabel } from './levels.ts'
import { isOpen, moveStatus, type MoveStatus } from './status.ts'

/** One move of a chain, with the level where it began. */
export interface JudgedHop {
  /** Null: at home. */
  readonly from: string | null
  readonly move: MoveStatus
  /** Where it stands in the case. */
  readonly path: string
  /** The facts of the case on the day of the move; null: it was never judged by them. */
  readonly claim: Claim | null
}

/** How the patient came to where he is. */
export interface Way {
  readonly hops: readonly JudgedHop[]
  /** What the case leaves out of it, or where it contradicts itself: then nobody knows whether it kept the rules. */
  readonly gaps: readonly Issue[]
  /** Facts are missing without which nobody knows whether there was a way at all. */
  readonly isOpen: boolean
  /** Whether it began at a level of first contact; null: nobody knows, or the rules do not ask it of this patient. */
  readonly firstContact: boolean | null
}

type Json = Readonly<Record<string, unknown>>

/** The case says nothing of how the patient came, where that matters. */
export const ARRIVAL_UNKNOWN = 'arrivalUnknown'

export const FIRST_CONTACT = 'requireFirstContact'

const NOWHERE: Json = {}

/** What an institution of a referral may say of itself. */
const PLACE = ['id', 'type', 'tier', 'adminLevel', 'allianceId', 'city', 'county'] as const
/** What a hop need not repeat of where it began. */
const SHARED = ['type', 'tier', 'city', 'county'] as const
/** By what two accounts of a place may differ. */
const TOLD_BY = ['adminLevel', 'id', 'type', 'city', 'county'] as const

/** Judges the way on which a patient came: hop by hop, whether it hangs together, and whether one may begin where it begins. Undefined with every issue. */
export class WayJudge {
  readonly #evaluator: CaseEvaluator
  readonly #context: DecisionContext
  readonly #entry: readonly Rule[]

  constructor(evaluator: CaseEvaluator, context: DecisionContext) {
    this.#evaluator = evaluator
    this.#context = context
    this.#entry = evaluator.pack.decisions.filter(({ type }) => type === FIRST_CONTACT)
  }

  judge(given: GivenCase, here: DecidedFacts, target: string | null, issues: Issue[]): Way | undefined {
    const { facts, chain } = given
    const referral = asObject(facts['referral'])
    const arrival = placeOf(referral['from'])
    if (chain.length > 0) return this.#chain(given, issues)
    const from = target === null ? [] : fromElsewhere(arrival, placeOf(facts['institution']))
    if (from.length > 0) return { hops: [], gaps: from, isOpen: false, firstContact: null }
    if (target !== null || arrival['adminLevel'] === undefined) return this.#unaccounted(here)
    const moved = movedFrom(facts, { ...referral, to: only(asObject(facts['institution']), PLACE) }, arrival)
    const hop = this.#facts(
      moved,
      path => path.replace(/^\/institution/, '/referral/from').replace(/^\/referral\/to/, '/institution'),
      issues,
    )
    if (hop === undefined) return undefined
    const start = this.#start(hop, '/referral/from')
    return { hops: [this.#hop(hop, '/referral')], ...start }
  }

  /** Nobody says how the patient came: no matter where he may begin without a referral. */
  #unaccounted(here: DecidedFacts): Way {
    const isOwed = this.#entry.some(rule => here.fires(rule))
    const gaps = isOwed ? [findingIssue(ARRIVAL_UNKNOWN, '/chain', levelParams('at', levelOf(here)), this.#clause(here))] : []
    return {
      hops: [],
      gaps,
      isOpen: !isOwed && this.#entry.some(rule => isOpen(here, rule)),
      firstContact: this.#isFirstContact(here) || null,
    }
  }

  #chain({ facts, chain }: GivenCase, issues: Issue[]): Way | undefined {
    const [hops, gaps]: [JudgedHop[], Issue[]] = [[], []]
    let [isUnknown, place, firstContact]: [boolean, Json, boolean | null] = [false, NOWHERE, null]
    for (const [i, hop] of chain.entries()) {
      const path = pointer('chain', i)
      const [left, to] = [placeOf(hop['from']), placeOf(hop['to'])]
      if (i > 0 && differ(place, left)) gaps.push(broken('chainBroken', `${path}/from`, i, place, left))
      const from = i === 0 ? left : { ...place, ...left }
      const raw = hop['from']
      const isFirst = i === 0 && from['adminLevel'] === undefined
      const moved = isFirst
        ? movedFrom(facts, hop, to)
        : movedFrom(facts, raw === undefined || isPlainObject(raw) ? { ...hop, from } : hop, from)
      const at = this.#facts(
        moved,
        found => found.replace(/^\/institution/, isFirst ? `${path}/to` : `${path}/from`).replace(/^\/referral/, path),
        issues,
      )
      place = at === undefined ? NOWHERE : to
      if (at === undefined) continue
      hops.push(isFirst ? this.#first(at, path) : this.#hop(at, path))
      if (isFirst) firstContact = this.#isFirstContact(at)
      else if (i === 0) {
        const start = this.#start(at, `${path}/from`)
        gaps.push(...start.gaps)
        isUnknown = start.isOpen
        firstContact = start.firstContact
      }
      if (to['adminLevel'] === undefined) gaps.push(findingIssue('hopWithoutTarget', `${path}/to`, { index: i + 1 }))
    }
    const here = placeOf(facts['institution'])
    const isElsewhere = place['adminLevel'] !== undefined && differ(place, here)
    if (isElsewhere) gaps.push(broken('chainEndsElsewhere', pointer('chain', chain.length - 1, 'to'), chain.length, place, here))
    if (hops.length < chain.length) return undefined
    return { hops, gaps, isOpen: isUnknown || here['adminLevel'] === undefined, firstContact }
  }

  #facts(moved: Json, path: (path: string) => string, issues: Issue[]): DecidedFacts | undefined {
    const found: Issue[] = []
    const read = this.#evaluator.read(moved, this.#context, found)
    const facts = read && this.#evaluator.decide(read, found)
    // What a place lacks is told of it once, though it is read as where a hop ends and as where it begins.
    const told = new Map(found.map(issue => ({ ...issue, path: path(issue.path) })).map(issue => [`${issue.code} ${issue.path}`, issue]))
    issues.push(...told.values())
    return found.length > 0 ? undefined : facts
  }

  #hop(facts: DecidedFacts, path: string): JudgedHop {
    return { from: levelOf(facts), move: moveStatus(facts, this.#evaluator.pack.decisions), path, claim: facts.claim }
  }

  /** A first move that begins nowhere begins at home: it is the first contact, which nobody files, wherever one may begin. */
  #first(at: DecidedFacts, path: string): JudgedHop {
    const refusing = this.#entry.filter(rule => at.fires(rule))
    const isUnknown = this.#entry.some(rule => isOpen(at, rule))
    const status = refusing.length > 0 ? 'refused' : isUnknown ? 'undetermined' : 'notRequired'
    const move: MoveStatus = {
      status,
      target: levelOf(at),
      next: [],
      direct: [],
      isDirect: false,
      because: refusing,
      unmet: [],
      faults: refusing.length > 0 ? ['firstContactElsewhere'] : [],
    }
    return { from: null, move, path, claim: null }
  }

  /** A chain begins where one may begin, or the way there is not accounted for. */
  #start(at: DecidedFacts, path: string): Omit<Way, 'hops'> {
    const isOwed = this.#entry.some(rule => at.fires(rule))
    const gaps = isOwed ? [findingIssue('startUnknown', path, levelParams('at', levelOf(at)), this.#clause(at))] : []
    // How he came to where it begins elsewhere is not told: he may have been at a level of first contact before.
    return { gaps, isOpen: !isOwed && this.#entry.some(rule => isOpen(at, rule)), firstContact: this.#isFirstContact(at) || null }
  }

  /** Whether who begins there has his first contact where the rules want it; null: nobody knows, or it is not the level that lets him begin there. */
  #isFirstContact(at: DecidedFacts): boolean | null {
    if (this.#entry.some(rule => at.fires(rule))) return false
    const isKnown = !this.#entry.some(rule => isOpen(at, rule))
    return isKnown && this.#entry.some(rule => at.hinging(rule, new Set([LEVEL])).length > 0) ? true : null
  }

  #clause(at: DecidedFacts): string | undefined {
    return this.#entry.find(rule => at.fires(rule))?.clause
  }
}

function broken(code: string, path: string, index: number, left: Json, right: Json): Issue {
  const by = differences(left, right).map(key => factSpec(`institution.${key}`)?.label ?? { zh: key, en: key })
  const words = { by: by.map(({ zh }) => zh).join('、'), byEn: by.map(({ en }) => en.toLowerCase()).join(', ') }
  return findingIssue(code, path, { index, ...levelParams('left', levelIn(left)), ...levelParams('right', levelIn(right)), ...words })
}

/** The move that a case asks about begins where the patient is. */
function fromElsewhere(from: Json, here: Json): readonly Issue[] {
  return differ(from, here) ? [broken('fromElsewhere', '/referral/from', 1, from, here)] : []
}

const levelIn = (place: Json): string | null => (typeof place['adminLevel'] === 'string' ? place['adminLevel'] : null)

/** A level as params of a message: its code, and in words. */
export function levelParams(name: string, level: string | null): Issue['params'] {
  const { zh, en } = levelLabel(level)
  return { [`${name}Level`]: level ?? '', [name]: zh, [`${name}En`]: en }
}

const levelOf = (facts: DecidedFacts): string | null => {
  const level = facts.fact(LEVEL)
  return typeof level === 'string' ? level : null
}

/** By what two accounts cannot be of one place: what only one of them gives may be as the other says. */
const differences = (one: Json, other: Json): readonly string[] =>
  TOLD_BY.filter(key => one[key] !== undefined && other[key] !== undefined && String(one[key]) !== String(other[key]))

const differ = (one: Json, other: Json): boolean => differences(one, other).length > 0

/** A place as a referral or an institution gives it; `none` says nothing. */
const placeOf = (value: unknown): Json =>
  Object.fromEntries(Object.entries(asObject(value)).filter(([, one]) => one !== 'none' && one !== ''))

/** The facts of a case on the day it was at that place. Its relation to the place of insurance is that place's; what can be treated is told of where the patient is now. */
function movedFrom(facts: Json, referral: Json, place: Json): Json {
  const { location, ...care } = asObject(facts['encounter'])
  const encounter = Object.fromEntries(Object.entries(care).filter(([key]) => key !== 'treatableHere'))
  const isElsewhere = place['city'] !== undefined || place['county'] !== undefined
  return {
    ...facts,
    institution: { ...only(asObject(facts['institution']), SHARED), ...place },
    encounter: location === undefined || isElsewhere ? encounter : { ...encounter, location },
    referral,
  }
}

const only = (object: Json, keys: readonly string[]): Json =>
  Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)))

const asObject = (value: unknown): Json => (isPlainObject(value) ? value : {})
