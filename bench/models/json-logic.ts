import { FIELDS } from './claim.ts'
import type { PackNumbers, PackTable, TableRow } from './pack-numbers.ts'

/** JSON Logic: a literal or `{ operator: arguments }`. */
export type Logic = string | number | boolean | null | readonly Logic[] | { readonly [operator: string]: Logic }

/** A value of the settlement under its name. */
type Step = readonly [key: string, logic: Logic]

/** A logic that gives the values of one stage as an object; it reads the claim at `[0, key]`, the n-th stage's values at `[n, key]`. */
export interface Stage {
  readonly keys: readonly string[]
  readonly logic: Logic
}

const v = (key: string): Logic => ({ val: key })
const is = (key: string, value: Logic): Logic => ({ '===': [v(key), value] })
const isNot = (key: string, value: Logic): Logic => ({ '!==': [v(key), value] })
const oneOf = (key: string, values: readonly string[]): Logic => ({ in: [v(key), values] })
const and = (...all: readonly Logic[]): Logic => ({ and: all })
const or = (...any: readonly Logic[]): Logic => ({ or: any })
const not = (logic: Logic): Logic => ({ '!': [logic] })
const when = (...branches: readonly Logic[]): Logic => ({ if: branches })
const sum = (...terms: readonly Logic[]): Logic => ({ '+': terms })
const less = (...terms: readonly Logic[]): Logic => ({ '-': terms })
const times = (...factors: readonly Logic[]): Logic => ({ '*': factors })
const min = (...values: readonly Logic[]): Logic => ({ min: values })
const max = (...values: readonly Logic[]): Logic => ({ max: values })
const atLeast0 = (value: Logic): Logic => ({ atLeast0: value })
/** Quotient without its remainder: JSON Logic has no floor. */
const quotient = (value: Logic, by: Logic): Logic => ({ '/': [less(value, { '%': [value, by] }), by] })
const half = (product: Logic): Logic => ({ half: product })

/**
 * JSON Logic has no local names, so the settlement is staged: a step stands in the stage after the last of those it reads, and each stage is
 * one logic, built to one function.
 */
export function jsonLogicStages(pack: PackNumbers): readonly Stage[] {
  const steps = [...classification(pack), ...deductible(pack), ...basic(pack), ...serious(pack), ...assistance(pack), ...after()]
  const stageOf = new Map<string, number>()
  const stages: Record<string, Logic>[] = []
  for (const [key, logic] of steps) {
    const stage = Math.max(0, ...read(logic).map(name => stageOf.get(name) ?? 0)) + 1
    const logics = (stages[stage - 1] ??= {})
    logics[key] = placed(logic, name => stageOf.get(name) ?? 0)
    stageOf.set(key, stage)
  }
  return stages.map(logics => ({ keys: Object.keys(logics), logic: { eachKey: logics } }))
}

/** Names that a logic reads. */
function read(logic: Logic): readonly string[] {
  if (logic === null || typeof logic !== 'object') return []
  return Array.isArray(logic)
    ? logic.flatMap(read)
    : Object.entries(logic).flatMap(([key, of]) => (key === 'val' ? [String(of)] : read(of as Logic)))
}

function placed(logic: Logic, stage: (name: string) => number): Logic {
  if (logic === null || typeof logic !== 'object') return logic
  if (Array.isArray(logic)) return logic.map(one => placed(one as Logic, stage))
  const entries = Object.entries(logic) as [string, Logic][]
  return Object.fromEntries(entries.map(([key, of]) => [key, key === 'val' ? [stage(String(of)), of] : placed(of, stage)]))
}

function classification(pack: PackNumbers): readonly Step[] {
  return [
    [
      'need',
      when(
        is('lowIncome', 'extremePoverty'),
        'severe',
        oneOf('lowIncome', ['minimumLivingAllowance', 'povertyReturnMonitored', 'marginalLowIncome']),
        'supported',
        'ordinary',
      ),
    ],
    [
      'primary',
      or(oneOf('institutionType', pack.codes('primaryTypes')), and(is('institutionType', 'villageClinic'), v('villageIntegrated'))),
    ],
    ['place', when(and(v('remotePlaced'), oneOf('location', ['outCityInProvince', 'outProvince'])), 'otherCountySameCity', v('location'))],
    ['near', and(v('primary'), oneOf('place', ['sameCounty', 'otherCountySameCity']))],
    ['treatedTier', when(and(v('tcmHospital'), is('tier', 'level3')), 'level2', v('deductibleTier'))],
    ['treatedEnrolled', or(v('enrolled'), and(is('scheme', 'resident'), or(v('hypertension'), v('diabetes'))))],
    ['covered', oneOf('kind', pack.covers())],
    ['away', and(oneOf('place', ['outCityInProvince', 'outProvince']), not(v('compliant')))],
  ]
}

/** A table as a chain of conditions, its first column tested once for each value, since JSON Logic has no tables. */
function lookUp({ columns, rows }: PackTable, otherwise: Logic): Logic {
  if (columns.length === 0) return rows[0]?.value ?? otherwise
  const [column = '', ...below] = columns
  const field = FIELDS[column] ?? column
  const values = [...new Set(rows.map(row => row.cells[0]).flatMap(cell => (cell === '*' ? [] : (cell as string | boolean))))]
  const fitting = (value?: string | boolean): Logic =>
    lookUp(
      {
        columns: below,
        rows: rows.filter(({ cells: [cell] }) => fits(cell, value)).map(({ cells, ...row }) => ({ ...row, cells: cells.slice(1) })),
      },
      otherwise,
    )
  const test = (value: string | boolean): Logic => (value === true ? v(field) : value === false ? not(v(field)) : is(field, value))
  const complete = values.includes(true) && values.includes(false)
  if (complete) return when(v(field), fitting(true), fitting(false))
  return values.length === 0 ? fitting() : when(...values.flatMap(value => [test(value), fitting(value)]), fitting())
}

const fits = (cell: TableRow['cells'][number] | undefined, value?: string | boolean): boolean =>
  cell === '*' || (value !== undefined && (Array.isArray(cell) ? cell.includes(value) : cell === value))

function deductible(pack: PackNumbers): readonly Step[] {
  const far = (param: string): number => pack.of('farDeductible', param)
  const [second, fourth] = [pack.of('secondStay', 'scale'), pack.of('fourthStay', 'scale')]
  const repeated: Logic = { '>=': [v('staysSameTier'), 1] }
  const farStay = and(is('kind', 'inpatient'), is('place', 'outProvince'))
  const left = (ceiling: string, used: Logic): Logic => atLeast0(less(pack.parameter(ceiling), used))
  return [
    ['inPolicy', atLeast0(less(v('total'), v('offCatalogue'), v('overLimit'), v('advanceSelfPay')))],
    [
      'charge',
      when(and(is('disease', 'J45'), v('tcmHospital'), not(v('pathwayDeviation'))), pack.of('singleDisease', 'standard'), v('total')),
    ],
    ['sum', when(v('covered'), atLeast0(less(v('inPolicy'), v('irregular'))), 0)],
    ['firstSelfPay', when(and(farStay, is('scheme', 'resident')), half(times(v('sum'), pack.of('firstSelfPay', 'share'))), 0)],
    ['base', min(less(v('sum'), v('firstSelfPay')), v('charge'))],
    [
      'amount',
      when(
        and(is('kind', 'outpatient'), is('channel', 'internet')),
        pack.of('weekendDeductible', 'amount'),
        and(is('kind', 'outpatient'), is('scheme', 'resident'), v('near')),
        pack.of('noOutpatientDeductible', 'amount'),
        farStay,
        max(min(half(times(v('total'), far('ratio'))), far('max')), far('min')),
        lookUp(pack.table('deductible'), 0),
      ),
    ],
    [
      'scale',
      when(
        isNot('kind', 'inpatient'),
        10_000,
        { '>=': [v('stays'), 3] },
        when(repeated, Math.floor((second * fourth + 5000) / 10_000), fourth),
        when(repeated, second, 10_000),
      ),
    ],
    ['threshold', when(and(is('need', 'severe'), v('near')), 0, half(times(v('amount'), v('scale'))))],
    [
      'linked',
      and(
        is('kind', 'inpatient'),
        isNot('direction', 'none'),
        v('compliant'),
        isNot('allianceId', ''),
        is('allianceId', v('fromAllianceId')),
        isNot('fromId', ''),
        is('fromId', v('previousId')),
        { '<=': [v('gapDays'), pack.parameter('gapDays')] },
      ),
    ],
    ['credit', when(v('linked'), v('episode'), 0)],
    ['wanted', min(v('base'), atLeast0(less(v('threshold'), v('credit'))))],
    [
      'tierVisits',
      when(
        is('tier', 'unrated'),
        v('visitsUnrated'),
        is('tier', 'level1'),
        v('visitsLevel1'),
        is('tier', 'level2'),
        v('visitsLevel2'),
        v('visitsLevel3'),
      ),
    ],
    [
      'deductible',
      when(
        is('kind', 'outpatient'),
        min(v('wanted'), left('visitCeiling', v('visits')), left('tierCeiling', v('tierVisits'))),
        v('wanted'),
      ),
    ],
  ]
}

function basic(pack: PackNumbers): readonly Step[] {
  const points = (rule: string): number => pack.of(rule, 'points')
  const since = (day: number): Logic => ({ '>=': [v('day'), day] })
  const [winter] = pack.dated('winter.bonus')
  const [limit, earlier] = pack.dated('basic.limit')
  const twoDisease = when(
    is('kind', 'outpatientTwoDisease'),
    when(v('treatedEnrolled'), pack.of('twoDiseaseRatio', 'ratio'), pack.of('twoDiseaseElse', 'ratio')),
    0,
  )
  return [
    ['above', less(v('base'), v('deductible'))],
    ['usedCost', when(is('costMonth', v('month')), v('monthCost'), 0)],
    ['monthly', oneOf('kind', ['outpatient', 'outpatientTwoDisease'])],
    ['monthLimit', lookUp(pack.table('monthLimit'), 0)],
    ['payable', when(v('monthly'), min(v('above'), atLeast0(less(v('monthLimit'), v('usedCost')))), v('above'))],
    ['baseRatio', lookUp(pack.table('ratio'), twoDisease)],
    [
      'drop',
      when(
        and(is('place', 'cityOwned'), isNot('lowIncome', 'none'), since(pack.from('dropCity')), { '<': [v('day'), pack.to('dropCity')] }),
        points('dropCity'),
        v('away'),
        when(is('place', 'outProvince'), points('dropProvince'), points('dropOut')),
        0,
      ),
    ],
    [
      'ratio',
      max(
        0,
        min(
          10_000,
          sum(
            v('baseRatio'),
            v('drop'),
            when(and(is('kind', 'inpatient'), is('direction', 'down'), v('compliant')), points('downUplift'), 0),
            when(and(v('tcmOutpatient'), since(pack.from('tcmUplift'))), points('tcmUplift'), 0),
            when(and(is('channel', 'outreach'), is('disease', 'J45'), since(winter!.from)), winter!.value, 0),
          ),
        ),
      ),
    ],
    ['product', times(v('payable'), v('ratio'))],
    ['fullLimit', when(since(limit!.from), limit!.value, earlier!.value)],
    [
      'left',
      atLeast0(
        less(
          sum(
            v('fullLimit'),
            when(v('familyDoctor'), half(times(v('fullLimit'), pack.of('limitUplift', 'share'))), 0),
            when(is('need', 'severe'), pack.of('limitExtra', 'amount'), 0),
          ),
          v('yearPaid'),
        ),
      ),
    ],
    ['paid', min(half(v('product')), v('left'))],
    ['target', times(min(v('left'), v('payable')), 10_000)],
    [
      'limitCost',
      when(
        { '>': [v('target'), v('product')] },
        v('payable'),
        is('ratio', 0),
        0,
        quotient(sum(times(2, v('target')), v('ratio')), times(2, v('ratio'))),
      ),
    ],
    ['capExcess', less(v('above'), min(v('limitCost'), v('payable')))],
  ]
}

function serious(pack: PackNumbers): readonly Step[] {
  const own = (id: string): number => pack.parameter(`serious.${id}`)
  const relative = (ratio: number): Logic =>
    quotient(sum(times(2 * ratio, atLeast0(sum(v('baseRatio'), v('drop')))), v('baseRatio')), times(2, v('baseRatio')))
  const segment = (n: number): Step => {
    const ratio = own(`ratio${String(n)}`)
    const cut = when(is('scheme', 'resident'), atLeast0(sum(ratio, v('drop'))), is('baseRatio', 0), 0, relative(ratio))
    return [`seriousRatio${String(n)}`, when(v('reduced'), cut, ratio)]
  }
  const [step1, step2] = [own('step1'), own('step2')]
  return [
    ['unpaid', less(v('charge'), v('paid'))],
    ['seriousBase', when(v('covered'), min(atLeast0(less(v('inPolicy'), v('paid'), v('capExcess'))), v('unpaid')), 0)],
    [
      'seriousDeductible',
      min(v('seriousBase'), atLeast0(less(when(is('need', 'ordinary'), own('threshold'), own('thresholdLow')), v('seriousBorne')))),
    ],
    ['nextSeriousUsed', sum(v('seriousUsed'), v('seriousBase'))],
    ['first', sum(v('seriousUsed'), v('seriousDeductible'))],
    ['reduced', oneOf('place', ['cityOwned', 'outCityInProvince', 'outProvince'])],
    ...[1, 2, 3].map(segment),
    [
      'seriousPaid',
      min(
        half(
          sum(
            times(atLeast0(less(min(v('nextSeriousUsed'), step1), v('first'))), v('seriousRatio1')),
            times(atLeast0(less(min(v('nextSeriousUsed'), step2), max(v('first'), step1))), v('seriousRatio2')),
            times(atLeast0(less(v('nextSeriousUsed'), max(v('first'), step2))), v('seriousRatio3')),
          ),
        ),
        atLeast0(less(own('limit'), v('seriousPaidBefore'))),
      ),
    ],
  ]
}

function assistance(pack: PackNumbers): readonly Step[] {
  const own = (id: string): number => pack.parameter(`assistance.${id}`)
  const share = when(v('familyDoctor'), own('floor'), pack.floor('assistance', 0))
  return [
    ['helped', and(v('covered'), isNot('kind', 'outpatient'), isNot('lowIncome', 'none'), or(not(v('away')), v('urgentRescue')))],
    [
      'assistanceBase',
      when(v('helped'), min(atLeast0(less(v('inPolicy'), v('paid'), v('seriousPaid'))), less(v('unpaid'), v('seriousPaid'))), 0),
    ],
    [
      'assistanceDeductible',
      when(is('need', 'severe'), 0, min(v('assistanceBase'), atLeast0(less(own('threshold'), v('assistanceBorne'))))),
    ],
    [
      'assistancePaid',
      min(
        max(
          half(times(less(v('assistanceBase'), v('assistanceDeductible')), lookUp(pack.table('assistanceRatio'), 0))),
          when(is('place', 'outProvince'), half(times(v('assistanceBase'), share)), 0),
        ),
        atLeast0(less(own('limit'), v('assistancePaidBefore'))),
      ),
    ],
  ]
}

function after(): readonly Step[] {
  const visited = (slot: string, tier: string): Logic => when(is('tier', tier), sum(v(slot), v('visited')), v(slot))
  return [
    ['fund', sum(v('paid'), v('seriousPaid'), v('assistancePaid'))],
    ['personal', less(v('charge'), v('fund'))],
    ['nextYearPaid', sum(v('yearPaid'), v('paid'))],
    ['visited', when(is('kind', 'outpatient'), v('deductible'), 0)],
    ['nextVisits', sum(v('visits'), v('visited'))],
    ['nextVisitsUnrated', visited('visitsUnrated', 'unrated')],
    ['nextVisitsLevel1', visited('visitsLevel1', 'level1')],
    ['nextVisitsLevel2', visited('visitsLevel2', 'level2')],
    ['nextVisitsLevel3', visited('visitsLevel3', 'level3')],
    ['nextMonth', v('month')],
    ['nextMonthCost', when(v('monthly'), sum(v('usedCost'), v('payable')), v('usedCost'))],
    ['nextSeriousBorne', sum(v('seriousBorne'), v('seriousDeductible'))],
    ['nextSeriousPaid', sum(v('seriousPaidBefore'), v('seriousPaid'))],
    ['nextAssistanceBorne', sum(v('assistanceBorne'), v('assistanceDeductible'))],
    ['nextAssistancePaid', sum(v('assistancePaidBefore'), v('assistancePaid'))],
    ['nextEpisode', when(is('kind', 'inpatient'), sum(v('credit'), v('deductible')), v('episode'))],
  ]
}
