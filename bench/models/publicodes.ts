import { FIELDS, type PeerClaim } from './claim.ts'
import type { PackNumbers, PackTable, TableRow } from './pack-numbers.ts'

/** A rule of publicodes: an expression, a number or mechanisms by name. */
export type PublicodesRule = string | number | Readonly<Record<string, unknown>>

type Rules = Readonly<Record<string, PublicodesRule>>

const quoted = (text: string): string => `'${text === '' ? 'absent' : text}'`
const is = (field: string, value: string): string => `${field} = ${quoted(value)}`
const isNot = (field: string, value: string): string => `${field} != ${quoted(value)}`
const and = (...all: readonly unknown[]): PublicodesRule => ({ 'toutes ces conditions': all })
const or = (...any: readonly unknown[]): PublicodesRule => ({ 'une de ces conditions': any })
const oneOf = (field: string, values: readonly string[]): PublicodesRule => or(...values.map(value => is(field, value)))
const when = (si: unknown, alors: unknown, sinon: unknown): PublicodesRule => ({ condition: { si, alors, sinon } })
const choose = (...branches: readonly (readonly [si: unknown, alors: unknown])[]) => ({
  otherwise: (sinon: unknown): PublicodesRule => ({ variations: [...branches.map(([si, alors]) => ({ si, alors })), { sinon }] }),
})
const atLeast0 = (valeur: string): PublicodesRule => ({ valeur, plancher: 0 })
/** Rounded half up: `//` divides without remainder. */
const half = (product: string): string => `(${product} + 5000) // 10000`

/** The situation of one claim. */
export function publicodesSituation(claim: PeerClaim): Record<string, string | number> {
  const value = (of: string | number | boolean): string | number =>
    typeof of === 'number' ? of : typeof of === 'boolean' ? (of ? 'oui' : 'non') : quoted(of)
  return Object.fromEntries(Object.entries(claim).map(([field, of]) => [field, value(of as string | number | boolean)]))
}

/** The lakeside pack, with a rule for each field of a claim. Minima and maxima stand in rules of their own: nested ones are refused. */
export function publicodesRules(pack: PackNumbers, fields: readonly string[]): Readonly<Record<string, PublicodesRule | null>> {
  return {
    ...Object.fromEntries(fields.map(field => [field, null])),
    ...classification(pack),
    ...deductible(pack),
    ...basic(pack),
    ...limits(pack),
    ...serious(pack),
    ...assistance(pack),
    ...after(),
  }
}

function classification(pack: PackNumbers): Rules {
  return {
    need: choose(
      [is('lowIncome', 'extremePoverty'), quoted('severe')],
      [oneOf('lowIncome', ['minimumLivingAllowance', 'povertyReturnMonitored', 'marginalLowIncome']), quoted('supported')],
    ).otherwise(quoted('ordinary')),
    primary: or(oneOf('institutionType', pack.codes('primaryTypes')), and(is('institutionType', 'villageClinic'), 'villageIntegrated')),
    place: when(and('remotePlaced', oneOf('location', ['outCityInProvince', 'outProvince'])), quoted('otherCountySameCity'), 'location'),
    near: and('primary', oneOf('place', ['sameCounty', 'otherCountySameCity'])),
    treatedTier: when(and('tcmHospital', is('tier', 'level3')), quoted('level2'), 'deductibleTier'),
    treatedEnrolled: or('enrolled', and(is('scheme', 'resident'), or('hypertension', 'diabetes'))),
    covered: oneOf('kind', pack.covers()),
    away: and('compliant = non', oneOf('place', ['outCityInProvince', 'outProvince'])),
  }
}

/** A table as nested variations, a column at a time. */
function lookUp({ columns, rows }: PackTable, otherwise: unknown): unknown {
  if (columns.length === 0) return rows[0]?.value ?? otherwise
  const [column = '', ...below] = columns
  const field = FIELDS[column] ?? column
  const values = [...new Set(rows.map(row => row.cells[0]).flatMap(cell => (cell === '*' ? [] : (cell as string | boolean))))]
  const fitting = (value?: string | boolean): unknown => {
    const left = rows.filter(({ cells: [cell] }) => fits(cell, value)).map(({ cells, ...row }) => ({ ...row, cells: cells.slice(1) }))
    return lookUp({ columns: below, rows: left }, otherwise)
  }
  if (values.length === 0) return fitting()
  if (values.includes(true) && values.includes(false)) return when(field, fitting(true), fitting(false))
  const test = (value: string | boolean): string => (typeof value === 'string' ? is(field, value) : `${field} = ${value ? 'oui' : 'non'}`)
  return choose(...values.map(value => [test(value), fitting(value)] as const)).otherwise(fitting())
}

const fits = (cell: TableRow['cells'][number] | undefined, value?: string | boolean): boolean =>
  cell === '*' || (value !== undefined && (Array.isArray(cell) ? cell.includes(value) : cell === value))

function deductible(pack: PackNumbers): Rules {
  const far = (param: string): number => pack.of('farDeductible', param)
  const [second, fourth] = [pack.of('secondStay', 'scale'), pack.of('fourthStay', 'scale')]
  const both = Math.floor((second * fourth + 5000) / 10_000)
  const farStay = and(is('kind', 'inpatient'), is('place', 'outProvince'))
  return {
    inPolicy: atLeast0('total - offCatalogue - overLimit - advanceSelfPay'),
    charge: when(and(is('disease', 'J45'), 'tcmHospital', 'pathwayDeviation = non'), pack.of('singleDisease', 'standard'), 'total'),
    sum: when('covered', atLeast0('inPolicy - irregular'), 0),
    firstSelfPay: when(and(farStay, is('scheme', 'resident')), half(`sum * ${String(pack.of('firstSelfPay', 'share'))}`), 0),
    base: { valeur: 'sum - firstSelfPay', plafond: 'charge' },
    amount: choose(
      [and(is('kind', 'outpatient'), is('channel', 'internet')), pack.of('weekendDeductible', 'amount')],
      [and(is('kind', 'outpatient'), is('scheme', 'resident'), 'near'), pack.of('noOutpatientDeductible', 'amount')],
      [farStay, { valeur: half(`total * ${String(far('ratio'))}`), plafond: far('max'), plancher: far('min') }],
    ).otherwise(lookUp(pack.table('deductible'), 0)),
    scale: choose(
      [isNot('kind', 'inpatient'), 10_000],
      ['stays >= 3', when('staysSameTier >= 1', both, fourth)],
      ['staysSameTier >= 1', second],
    ).otherwise(10_000),
    threshold: when(and(is('need', 'severe'), 'near'), 0, half('amount * scale')),
    linked: and(
      is('kind', 'inpatient'),
      isNot('direction', 'none'),
      'compliant',
      isNot('allianceId', ''),
      'allianceId = fromAllianceId',
      isNot('fromId', ''),
      'fromId = previousId',
      `gapDays <= ${String(pack.parameter('gapDays'))}`,
    ),
    credit: when('linked', 'episode', 0),
    wanted: { valeur: 'threshold - credit', plancher: 0, plafond: 'base' },
    tierVisits: choose(
      [is('tier', 'unrated'), 'visitsUnrated'],
      [is('tier', 'level1'), 'visitsLevel1'],
      [is('tier', 'level2'), 'visitsLevel2'],
    ).otherwise('visitsLevel3'),
    visitsLeft: atLeast0(`${String(pack.parameter('visitCeiling'))} - visits`),
    tierLeft: atLeast0(`${String(pack.parameter('tierCeiling'))} - tierVisits`),
    visitDeductible: { valeur: 'wanted', plafond: 'visitsLeft' },
    deductible: when(is('kind', 'outpatient'), { valeur: 'visitDeductible', plafond: 'tierLeft' }, 'wanted'),
  }
}

function basic(pack: PackNumbers): Rules {
  const points = (rule: string): number => pack.of(rule, 'points')
  const [winter] = pack.dated('winter.bonus')
  return {
    above: 'base - deductible',
    usedCost: when('costMonth = month', 'monthCost', 0),
    monthly: oneOf('kind', ['outpatient', 'outpatientTwoDisease']),
    monthLimit: { valeur: lookUp(pack.table('monthLimit'), 0) },
    monthLeft: atLeast0('monthLimit - usedCost'),
    payable: when('monthly', { valeur: 'above', plafond: 'monthLeft' }, 'above'),
    baseRatio: {
      valeur: lookUp(
        pack.table('ratio'),
        when(
          is('kind', 'outpatientTwoDisease'),
          when('treatedEnrolled', pack.of('twoDiseaseRatio', 'ratio'), pack.of('twoDiseaseElse', 'ratio')),
          0,
        ),
      ),
    },
    cut: choose(
      [
        and(
          is('place', 'cityOwned'),
          isNot('lowIncome', 'none'),
          `day >= ${String(pack.from('dropCity'))}`,
          `day < ${String(pack.to('dropCity'))}`,
        ),
        -points('dropCity'),
      ],
      ['away', when(is('place', 'outProvince'), -points('dropProvince'), -points('dropOut'))],
    ).otherwise(0),
    downUplift: when(and(is('kind', 'inpatient'), is('direction', 'down'), 'compliant'), points('downUplift'), 0),
    tcmUplift: when(and('tcmOutpatient', `day >= ${String(pack.from('tcmUplift'))}`), points('tcmUplift'), 0),
    winterBonus: when(and(is('channel', 'outreach'), is('disease', 'J45'), `day >= ${String(winter!.from)}`), winter!.value, 0),
    ratio: { valeur: 'baseRatio - cut + downUplift + tcmUplift + winterBonus', plancher: 0, plafond: 10_000 },
    product: 'payable * ratio',
    raw: half('product'),
  }
}

function limits(pack: PackNumbers): Rules {
  const [limit, earlier] = pack.dated('basic.limit')
  return {
    fullLimit: when(`day >= ${String(limit!.from)}`, limit!.value, earlier!.value),
    doctorLimit: when('familyDoctor', half(`fullLimit * ${String(pack.of('limitUplift', 'share'))}`), 0),
    extraLimit: when(is('need', 'severe'), pack.of('limitExtra', 'amount'), 0),
    left: atLeast0('fullLimit + doctorLimit + extraLimit - yearPaid'),
    paid: { valeur: 'raw', plafond: 'left' },
    payableLeft: { valeur: 'left', plafond: 'payable' },
    target: 'payableLeft * 10000',
    limitCost: choose(['target > product', 'payable'], ['ratio = 0', 0]).otherwise('(2 * target + ratio) // (2 * ratio)'),
    costMet: { valeur: 'limitCost', plafond: 'payable' },
    capExcess: 'above - costMet',
  }
}

function serious(pack: PackNumbers): Rules {
  const own = (id: string): number => pack.parameter(`serious.${id}`)
  const ratio = (n: number): PublicodesRule => {
    const full = own(`ratio${String(n)}`)
    const relative = `(${String(2 * full)} * ratioLeft + baseRatio) // (2 * baseRatio)`
    return when(
      'reduced',
      choose([is('scheme', 'resident'), atLeast0(`${String(full)} - cut`)], ['baseRatio = 0', 0]).otherwise(relative),
      full,
    )
  }
  const scale = (assiette: string): PublicodesRule => ({
    barème: {
      assiette,
      tranches: [
        { taux: 'seriousRatio1', plafond: own('step1') },
        { taux: 'seriousRatio2', plafond: own('step2') },
        { taux: 'seriousRatio3' },
      ],
    },
  })
  return {
    unpaid: 'charge - paid',
    seriousBase: when('covered', { ...(atLeast0('inPolicy - paid - capExcess') as object), plafond: 'unpaid' }, 0),
    seriousThreshold: when(is('need', 'ordinary'), own('threshold'), own('thresholdLow')),
    seriousThresholdLeft: atLeast0('seriousThreshold - seriousBorne'),
    seriousDeductible: { valeur: 'seriousBase', plafond: 'seriousThresholdLeft' },
    first: 'seriousUsed + seriousDeductible',
    nextSeriousUsed: 'seriousUsed + seriousBase',
    reduced: oneOf('place', ['cityOwned', 'outCityInProvince', 'outProvince']),
    ratioLeft: atLeast0('baseRatio - cut'),
    seriousRatio1: ratio(1),
    seriousRatio2: ratio(2),
    seriousRatio3: ratio(3),
    seriousTo: scale('nextSeriousUsed'),
    seriousFrom: scale('first'),
    seriousRaw: '(seriousTo - seriousFrom + 5000) // 10000',
    seriousLeft: atLeast0(`${String(own('limit'))} - seriousPaidBefore`),
    seriousPaid: { valeur: 'seriousRaw', plafond: 'seriousLeft' },
  }
}

function assistance(pack: PackNumbers): Rules {
  const own = (id: string): number => pack.parameter(`assistance.${id}`)
  return {
    helped: and('covered', isNot('kind', 'outpatient'), isNot('lowIncome', 'none'), or('away = non', 'urgentRescue')),
    unpaidStill: 'unpaid - seriousPaid',
    assistanceBase: when('helped', { ...(atLeast0('inPolicy - paid - seriousPaid') as object), plafond: 'unpaidStill' }, 0),
    assistanceThresholdLeft: atLeast0(`${String(own('threshold'))} - assistanceBorne`),
    assistanceDeductible: when(is('need', 'severe'), 0, { valeur: 'assistanceBase', plafond: 'assistanceThresholdLeft' }),
    assistanceRatio: { valeur: lookUp(pack.table('assistanceRatio'), 0) },
    assistanceRaw: half('(assistanceBase - assistanceDeductible) * assistanceRatio'),
    floorRatio: when('familyDoctor', own('floor'), pack.floor('assistance', 0)),
    assistanceFloor: when(is('place', 'outProvince'), half('assistanceBase * floorRatio'), 0),
    assistanceLeft: atLeast0(`${String(own('limit'))} - assistancePaidBefore`),
    // Not in one rule: a plafond comes before a plancher there.
    assistanceDue: { valeur: 'assistanceRaw', plancher: 'assistanceFloor' },
    assistancePaid: { valeur: 'assistanceDue', plafond: 'assistanceLeft' },
  }
}

function after(): Rules {
  const visited = (slot: string, tier: string): PublicodesRule => when(is('tier', tier), `${slot} + visited`, slot)
  return {
    fund: 'paid + seriousPaid + assistancePaid',
    personal: 'charge - fund',
    nextYearPaid: 'yearPaid + paid',
    visited: when(is('kind', 'outpatient'), 'deductible', 0),
    nextVisits: 'visits + visited',
    nextVisitsUnrated: visited('visitsUnrated', 'unrated'),
    nextVisitsLevel1: visited('visitsLevel1', 'level1'),
    nextVisitsLevel2: visited('visitsLevel2', 'level2'),
    nextVisitsLevel3: visited('visitsLevel3', 'level3'),
    nextMonth: 'month',
    nextMonthCost: when('monthly', 'usedCost + payable', 'usedCost'),
    nextSeriousBorne: 'seriousBorne + seriousDeductible',
    nextSeriousPaid: 'seriousPaidBefore + seriousPaid',
    nextAssistanceBorne: 'assistanceBorne + assistanceDeductible',
    nextAssistancePaid: 'assistancePaidBefore + assistancePaid',
    nextEpisode: when(is('kind', 'inpatient'), 'credit + deductible', 'episode'),
  }
}
