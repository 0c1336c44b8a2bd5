import type { FactLookup, FactValue } from './spec.ts'

/** Codes of one enum fact. */
export interface Codes {
  readonly fact: string
  readonly codes: readonly string[]
}

/**
 * What must hold among the facts of any claim. `never`: not all of these at once; `order`: the second day is not before the first;
 * `within`: the sum of these amounts is at most `of`. One of the three is set, so that readings other than `holds` can be written.
 */
export interface Constraint {
  readonly code: string
  readonly zh: string
  readonly en: string
  /** The fact an issue points at. */
  readonly fact: string
  readonly never?: readonly Codes[]
  readonly order?: readonly [earlier: string, later: string]
  readonly within?: { readonly parts: readonly string[]; readonly of: string }
  /** True too where a fact it needs is absent. */
  holds(facts: FactLookup): boolean
}

function never(code: string, fact: string, zh: string, en: string, ...all: readonly Codes[]): Constraint {
  const sets = all.map(({ fact: path, codes }) => ({ path, codes: new Set<FactValue | undefined>(codes) }))
  return { code, zh, en, fact, never: all, holds: facts => !sets.every(({ path, codes }) => codes.has(facts.get(path))) }
}

function order(code: string, zh: string, en: string, earlier: string, later: string): Constraint {
  return {
    code,
    zh,
    en,
    fact: later,
    order: [earlier, later],
    holds: facts => {
      const last = facts.get(later)
      const first = facts.get(earlier)
      return last === undefined || first === undefined || last >= first
    },
  }
}

function within(code: string, fact: string, zh: string, en: string, of: string, ...parts: readonly string[]): Constraint {
  return {
    code,
    zh,
    en,
    fact,
    within: { parts, of },
    holds: facts => {
      const whole = facts.get(of)
      return typeof whole !== 'number' || sumOf(facts, parts) <= whole
    },
  }
}

/** The sum of amounts in fen; an absent one counts nothing. */
export function sumOf(facts: FactLookup, paths: readonly string[]): number {
  let sum = 0
  for (const path of paths) {
    const value = facts.get(path)
    if (typeof value === 'number') sum += value
  }
  return sum
}

/** The amounts that, taken from the total, leave the in-policy cost. */
export const PARTS = ['cost.offCatalogue', 'cost.overLimit', 'cost.advanceSelfPay'] as const

const SHOPS: Codes = { fact: 'institution.type', codes: ['retailPharmacy', 'financialOutlet'] }

/** Every cross-fact constraint; reader, generator and proofs use this one list. */
export const CONSTRAINTS: readonly Constraint[] = [
  never(
    'smallTier',
    'institution.tier',
    '村卫生室、社区卫生服务站不会是二级或三级',
    'A village clinic or community station is not of level 2 or 3',
    { fact: 'institution.type', codes: ['villageClinic', 'communityStation'] },
    { fact: 'institution.tier', codes: ['level2', 'level3'] },
  ),
  never(
    'shopTier',
    'institution.tier',
    '零售药店、金融网点没有医院等级',
    'A retail pharmacy or financial outlet has no hospital tier',
    SHOPS,
    {
      fact: 'institution.tier',
      codes: ['level1', 'level2', 'level3'],
    },
  ),
  never(
    'shopStay',
    'encounter.kind',
    '零售药店、金融网点不能住院',
    'There are no inpatient stays at a retail pharmacy or financial outlet',
    SHOPS,
    {
      fact: 'encounter.kind',
      codes: ['inpatient'],
    },
  ),
  within('partsWithinTotal', 'cost.total', '各分项之和不超过总费用', 'The parts are at most the total', 'cost.total', ...PARTS),
  within(
    'irregularWithinTotal',
    'cost.irregularAmount',
    '不规范诊疗费用不超过总费用',
    'The cost of irregular care is at most the total',
    'cost.total',
    'cost.irregularAmount',
  ),
  order('dischargeAfterAdmission', '出院不早于入院', 'Discharge is not before admission', 'encounter.admitDate', 'encounter.dischargeDate'),
  order('settledAfterAdmission', '结算不早于入院', 'Settlement is not before admission', 'encounter.admitDate', 'encounter.settleDate'),
  order('settledAfterDischarge', '结算不早于出院', 'Settlement is not before discharge', 'encounter.dischargeDate', 'encounter.settleDate'),
  order('settledAfterService', '结算不早于就诊', 'Settlement is not before service', 'encounter.serviceDate', 'encounter.settleDate'),
  order(
    'validityInOrder',
    '有效期止不早于有效期起',
    'The validity does not end before it begins',
    'referral.validFrom',
    'referral.validTo',
  ),
]
