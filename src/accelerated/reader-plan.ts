import { DOMAINS, factDomain } from '../facts/domain.ts'
import { CONSTRAINTS, PARTS } from '../facts/constraints.ts'
import type { FactDomain } from '../facts/spec.ts'
import { derivedFlags, type Sheet } from '../expression/sheet.ts'
import { factKey } from '../expression/readings/record.ts'
import type { Pack } from '../pack/pack.ts'
import { claimDayFacts, type ClaimDayFacts } from '../settlement/dates.ts'
import { IDENTITY_FACTS } from '../settlement/identity.ts'
import { recordInputs, type RecordInput } from '../settlement/prepare.ts'

/** A fact of the catalogue as the reader takes it. */
export interface PlannedFact {
  readonly spec: FactDomain
  /** Its last name, under which its part of the claim holds it. */
  readonly name: string
  /** The variable that keeps its value; undefined: it is only checked. */
  readonly variable: string | undefined
  readonly input: RecordInput | undefined
  /** Its bit among the assumptions; -1: it is never assumed. */
  readonly assumption: number
  /** Its bit among the flags that rules set and that a claim may give, but not otherwise; -1: it is none. */
  readonly classified: number
}

/** A part of the claim: an object with facts and further parts. */
export interface PlannedPart {
  readonly facts: PlannedFact[]
  readonly parts: Map<string, PlannedPart>
}

/** What of a claim one policy keeps and where. */
export interface ReaderPlan {
  readonly root: PlannedPart
  readonly facts: readonly PlannedFact[]
  readonly inputs: readonly RecordInput[]
  /** Facts that are assumed where a claim does not give them, in order of their bits. */
  readonly assumptions: readonly FactDomain[]
  readonly days: { readonly stay: ClaimDayFacts; readonly other: ClaimDayFacts }
}

/** The name of the variable of a fact. */
export const variableOf = (path: string): string => `$${factKey(path)}`

/** Amounts that are 0 unless given, by the claim or by its items. */
export const AMOUNTS = [...PARTS, 'cost.irregularAmount'] as const

const DERIVING: readonly string[] = [
  'institution.tier',
  'institution.ratioTier',
  'institution.deductibleTier',
  'institution.adminLevel',
  'insurance.poolCity',
  'insurance.county',
  'institution.city',
  'institution.county',
  'encounter.location',
  'encounter.kind',
  'encounter.admitDate',
  'encounter.dischargeDate',
  'encounter.serviceDate',
  'encounter.settleDate',
  'encounter.stayId',
  'institution.id',
  'referral.compliant',
  'cost.total',
  'cost.inPolicy',
  ...Object.values(IDENTITY_FACTS),
  ...AMOUNTS,
]

export function readerPlan(sheet: Sheet, pack: Pack): ReaderPlan {
  const inputs = recordInputs(sheet).facts
  const byPath = new Map(inputs.map(input => [input.path, input]))
  const constrained = CONSTRAINTS.flatMap(one => [
    ...(one.never ?? []).map(({ fact }) => fact),
    ...(one.order ?? []),
    ...(one.within === undefined ? [] : [...one.within.parts, one.within.of]),
  ])
  const kept = new Set([...byPath.keys(), ...DERIVING, ...constrained])
  const specs = inputs.flatMap(({ path }) => factDomain(path) ?? [])
  const assumptions = specs.filter(spec => spec.default !== undefined && spec.source !== 'history')
  const classified = new Set(pack.rules.filter(rule => rule.type === 'classify').map(rule => rule.params['fact']))
  const flags = derivedFlags(sheet).map(({ path }) => path)
  const facts = DOMAINS.filter(spec => spec.source !== 'history').map(spec => ({
    spec,
    name: spec.path.slice(spec.path.lastIndexOf('.') + 1),
    variable: kept.has(spec.path) ? variableOf(spec.path) : undefined,
    input: byPath.get(spec.path),
    assumption: assumptions.indexOf(spec),
    classified: classified.has(spec.path) ? flags.indexOf(spec.path) : -1,
  }))
  const root: PlannedPart = { facts: [], parts: new Map() }
  for (const fact of facts) partOf(root, fact.spec.path.split('.').slice(0, -1)).facts.push(fact)
  return { root, facts, inputs, assumptions, days: { stay: claimDayFacts(pack, true), other: claimDayFacts(pack, false) } }
}

function partOf(root: PlannedPart, path: readonly string[]): PlannedPart {
  let part = root
  for (const name of path) {
    const next = part.parts.get(name) ?? { facts: [], parts: new Map<string, PlannedPart>() }
    part.parts.set(name, next)
    part = next
  }
  return part
}
