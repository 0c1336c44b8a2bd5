import { FIELDS, OUTPUTS } from './claim.ts'
import type { PackNumbers, TableRow } from './pack-numbers.ts'

/** A step of a decision: a key and the expression of what it is. */
type Step = readonly [key: string, expression: string]

/** A table of a decision: a key, the fields it reads, its rows, the first that fits counts; where none does, the value is 0. */
interface Table {
  readonly key: string
  readonly fields: readonly string[]
  readonly rows: readonly TableRow[]
}

interface Node {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly content?: object
}

function graph(middle: readonly Node[]): object {
  const nodes: readonly Node[] = [
    { id: 'request', name: 'request', type: 'inputNode' },
    ...middle,
    { id: 'response', name: 'response', type: 'outputNode' },
  ]
  const edges = nodes.slice(1).map((node, i) => ({ id: `edge${String(i)}`, type: 'edge', sourceId: nodes[i]!.id, targetId: node.id }))
  return { nodes, edges }
}

/** Within a node, an earlier step is `$.key`. */
function expressionNode(id: string, list: readonly Step[], passThrough: boolean): Node {
  const keys = new Set<string>()
  const expressions = list.map(([key, expression]) => {
    const value = expression.replace(/'[^']*'|[A-Za-z]\w*/g, word => (keys.has(word) ? `$.${word}` : word))
    keys.add(key)
    return { id: `${id}.${key}`, key, value }
  })
  return { id, name: id, type: 'expressionNode', content: { expressions, passThrough } }
}

/** A cell that takes any value has to be the empty text. */
function tableNode({ key, fields, rows }: Table): Node {
  const cell = (value: TableRow['cells'][number]): string =>
    value === '*' ? '' : typeof value === 'boolean' ? String(value) : typeof value === 'string' ? text(value) : value.map(text).join(', ')
  const all = [...rows, { cells: fields.map(() => '*'), value: 0 }]
  return {
    id: key,
    name: key,
    type: 'decisionTableNode',
    content: {
      hitPolicy: 'first',
      passThrough: true,
      inputs: fields.map((field, i) => ({ id: `in${String(i)}`, name: field, field })),
      outputs: [{ id: 'out', name: key, field: key }],
      rules: all.map((row, n) => ({
        _id: `${key}${String(n)}`,
        ...Object.fromEntries(row.cells.map((value, i) => [`in${String(i)}`, cell(value)])),
        out: String(row.value),
      })),
    },
  }
}

function conditional({ fields, rows }: Table): string {
  const test = (value: TableRow['cells'][number], field: string): string[] => {
    if (value === '*') return []
    if (typeof value === 'boolean') return [value ? field : `not ${field}`]
    return [typeof value === 'string' ? `${field} == ${text(value)}` : `${field} in ${list(value)}`]
  }
  const chain = rows.map(
    ({ cells, value }) => `${cells.flatMap((cell, i) => test(cell, fields[i]!)).join(' and ') || 'true'} ? ${String(value)} : `,
  )
  return `${chain.join('')}0`
}

const text = (value: string): string => `'${value}'`
const list = (values: readonly string[]): string => `[${values.map(text).join(', ')}]`
const half = (product: string): string => `floor((${product} + 5000) / 10000)`
const atLeast0 = (value: string): string => `max([0, ${value}])`

/** Claims are classified, then looked up in four decision tables, then settled: a graph as its editor would draw it. */
export function zenTables(pack: PackNumbers): object {
  return graph([
    expressionNode('classify', classification(pack), true),
    ...tables(pack).map(tableNode),
    expressionNode('settle', payout(pack), true),
    answer(),
  ])
}

/** The same in two nodes, tables as chains of conditions: each node copies what it passes on. */
export function zenExpressions(pack: PackNumbers): object {
  const lookups = tables(pack).map((table): Step => [table.key, conditional(table)])
  return graph([expressionNode('settle', [...classification(pack), ...lookups, ...payout(pack)], false), answer()])
}

const payout = (pack: PackNumbers): readonly Step[] => [
  ...basicBase(pack),
  ...basic(pack),
  ...serious(pack),
  ...assistance(pack),
  ...outputs(),
]

const answer = (): Node =>
  expressionNode(
    'answer',
    OUTPUTS.map(key => [key, key]),
    false,
  )

function classification(pack: PackNumbers): readonly Step[] {
  return [
    [
      'need',
      `lowIncome == 'extremePoverty' ? 'severe' : lowIncome in ['minimumLivingAllowance', 'povertyReturnMonitored', 'marginalLowIncome'] ? 'supported' : 'ordinary'`,
    ],
    ['primary', `institutionType in ${list(pack.codes('primaryTypes'))} or (institutionType == 'villageClinic' and villageIntegrated)`],
    ['place', `remotePlaced and location in ['outCityInProvince', 'outProvince'] ? 'otherCountySameCity' : location`],
    ['near', `primary and place in ['sameCounty', 'otherCountySameCity']`],
    ['treatedTier', `tcmHospital and tier == 'level3' ? 'level2' : deductibleTier`],
    ['treatedEnrolled', `enrolled or (scheme == 'resident' and (hypertension or diabetes))`],
    ['covered', `kind in ${list(pack.covers())}`],
    ['away', `place in ['outCityInProvince', 'outProvince'] and not compliant`],
  ]
}

/** Rows of other rules stand before those of the table that they override. */
function tables(pack: PackNumbers): readonly Table[] {
  const named = (key: string, id: string): Table => {
    const { columns, rows } = pack.table(id)
    return { key, fields: columns.map(column => FIELDS[column]!), rows }
  }
  const deductible = named('setDeductible', 'deductible')
  const ratio = named('baseRatio', 'ratio')
  return [
    {
      key: 'setDeductible',
      fields: [...deductible.fields, 'channel', 'scheme', 'near'],
      rows: [
        { cells: ['outpatient', '*', 'internet', '*', '*'], value: pack.of('weekendDeductible', 'amount') },
        { cells: ['outpatient', '*', '*', 'resident', true], value: pack.of('noOutpatientDeductible', 'amount') },
        ...deductible.rows.map(({ cells, value }) => ({ cells: [...cells, '*', '*', '*'], value })),
      ],
    },
    {
      key: 'baseRatio',
      fields: [...ratio.fields, 'treatedEnrolled'],
      rows: [
        ...ratio.rows.map(({ cells, value }) => ({ cells: [...cells, '*'], value })),
        { cells: ['*', 'outpatientTwoDisease', '*', '*', true], value: pack.of('twoDiseaseRatio', 'ratio') },
        { cells: ['*', 'outpatientTwoDisease', '*', '*', false], value: pack.of('twoDiseaseElse', 'ratio') },
      ],
    },
    named('assistanceRatio', 'assistanceRatio'),
    named('monthLimit', 'monthLimit'),
  ]
}

function basicBase(pack: PackNumbers): readonly Step[] {
  const far = (param: string): string => String(pack.of('farDeductible', param))
  const [second, fourth] = [pack.of('secondStay', 'scale'), pack.of('fourthStay', 'scale')]
  const both = Math.floor((second * fourth + 5000) / 10000)
  return [
    ['inPolicy', atLeast0('total - offCatalogue - overLimit - advanceSelfPay')],
    ['charge', `disease == 'J45' and tcmHospital and not pathwayDeviation ? ${String(pack.of('singleDisease', 'standard'))} : total`],
    ['sum', `covered ? ${atLeast0('inPolicy - irregular')} : 0`],
    [
      'firstSelfPay',
      `kind == 'inpatient' and scheme == 'resident' and place == 'outProvince' ? ${half(`sum * ${String(pack.of('firstSelfPay', 'share'))}`)} : 0`,
    ],
    ['base', `min([sum - firstSelfPay, charge])`],
    [
      'amount',
      `kind == 'inpatient' and place == 'outProvince' ? max([min([${half(`total * ${far('ratio')}`)}, ${far('max')}]), ${far('min')}]) : setDeductible`,
    ],
    [
      'scale',
      `kind != 'inpatient' ? 10000 : stays >= 3 ? (staysSameTier >= 1 ? ${String(both)} : ${String(fourth)}) : staysSameTier >= 1 ? ${String(second)} : 10000`,
    ],
    ['threshold', `need == 'severe' and near ? 0 : ${half('amount * scale')}`],
    [
      'linked',
      `kind == 'inpatient' and direction != 'none' and compliant and allianceId != '' and allianceId == fromAllianceId and fromId != '' and fromId == previousId and gapDays <= ${String(pack.parameter('gapDays'))}`,
    ],
    ['credit', `linked ? episode : 0`],
    ['wanted', `min([base, ${atLeast0('threshold - credit')}])`],
    ['tierVisits', `tier == 'unrated' ? visitsUnrated : tier == 'level1' ? visitsLevel1 : tier == 'level2' ? visitsLevel2 : visitsLevel3`],
    [
      'deductible',
      `kind == 'outpatient' ? min([wanted, ${atLeast0(`${String(pack.parameter('visitCeiling'))} - visits`)}, ${atLeast0(`${String(pack.parameter('tierCeiling'))} - tierVisits`)}]) : wanted`,
    ],
  ]
}

function basic(pack: PackNumbers): readonly Step[] {
  const points = (rule: string): string => String(pack.of(rule, 'points'))
  const [winter] = pack.dated('winter.bonus')
  const [limit, earlier] = pack.dated('basic.limit')
  return [
    ['above', 'base - deductible'],
    ['usedCost', 'costMonth == month ? monthCost : 0'],
    ['monthly', `kind in ['outpatient', 'outpatientTwoDisease']`],
    ['payable', `monthly ? min([above, ${atLeast0('monthLimit - usedCost')}]) : above`],
    [
      'drop',
      `place == 'cityOwned' ? (lowIncome != 'none' and day >= ${String(pack.from('dropCity'))} and day < ${String(pack.to('dropCity'))} ? ${points('dropCity')} : 0) : away ? (place == 'outProvince' ? ${points('dropProvince')} : ${points('dropOut')}) : 0`,
    ],
    ['uplift', `kind == 'inpatient' and direction == 'down' and compliant ? ${points('downUplift')} : 0`],
    ['tcmUplift', `tcmOutpatient and day >= ${String(pack.from('tcmUplift'))} ? ${points('tcmUplift')} : 0`],
    ['winter', `channel == 'outreach' and disease == 'J45' and day >= ${String(winter!.from)} ? ${String(winter!.value)} : 0`],
    ['ratio', `max([0, min([10000, baseRatio + drop + uplift + tcmUplift + winter])])`],
    ['product', 'payable * ratio'],
    ['raw', half('product')],
    ['fullLimit', `day >= ${String(limit!.from)} ? ${String(limit!.value)} : ${String(earlier!.value)}`],
    ['doctorLimit', `familyDoctor ? ${half(`fullLimit * ${String(pack.of('limitUplift', 'share'))}`)} : 0`],
    ['extraLimit', `need == 'severe' ? ${String(pack.of('limitExtra', 'amount'))} : 0`],
    ['left', atLeast0('fullLimit + doctorLimit + extraLimit - yearPaid')],
    ['paid', 'min([raw, left])'],
    ['target', 'min([left, payable]) * 10000'],
    ['limitCost', `target > product ? payable : ratio == 0 ? 0 : floor((2 * target + ratio) / (2 * ratio))`],
    ['capExcess', 'above - min([limitCost, payable])'],
  ]
}

function serious(pack: PackNumbers): readonly Step[] {
  const own = (id: string): string => String(pack.parameter(`serious.${id}`))
  const segment = (n: number): Step => {
    const ratio = own(`ratio${String(n)}`)
    const relative = `floor((2 * ${ratio} * ${atLeast0('baseRatio - cut')} + baseRatio) / (2 * baseRatio))`
    return [
      `seriousRatio${String(n)}`,
      `reduced ? (scheme == 'resident' ? ${atLeast0(`${ratio} - cut`)} : baseRatio == 0 ? 0 : ${relative}) : ${ratio}`,
    ]
  }
  return [
    ['unpaid', 'charge - paid'],
    ['seriousBase', `covered ? min([${atLeast0('inPolicy - paid - capExcess')}, unpaid]) : 0`],
    ['seriousThreshold', `need == 'ordinary' ? ${own('threshold')} : ${own('thresholdLow')}`],
    ['seriousDeductible', `min([seriousBase, ${atLeast0('seriousThreshold - seriousBorne')}])`],
    ['a', 'seriousUsed + seriousDeductible'],
    ['b', 'seriousUsed + seriousBase'],
    ['cut', '0 - drop'],
    ['reduced', `place in ['cityOwned', 'outCityInProvince', 'outProvince']`],
    ...[1, 2, 3].map(segment),
    ['portion1', atLeast0(`min([b, ${own('step1')}]) - a`)],
    ['portion2', atLeast0(`min([b, ${own('step2')}]) - max([a, ${own('step1')}])`)],
    ['portion3', atLeast0(`b - max([a, ${own('step2')}])`)],
    ['seriousRaw', half('portion1 * seriousRatio1 + portion2 * seriousRatio2 + portion3 * seriousRatio3')],
    ['seriousPaid', `min([seriousRaw, ${atLeast0(`${own('limit')} - seriousPaidBefore`)}])`],
  ]
}

function assistance(pack: PackNumbers): readonly Step[] {
  const own = (id: string): string => String(pack.parameter(`assistance.${id}`))
  return [
    ['helped', `covered and kind != 'outpatient' and lowIncome != 'none' and (not away or urgentRescue)`],
    ['assistanceBase', `helped ? min([${atLeast0('inPolicy - paid - seriousPaid')}, unpaid - seriousPaid]) : 0`],
    ['assistanceDeductible', `need == 'severe' ? 0 : min([assistanceBase, ${atLeast0(`${own('threshold')} - assistanceBorne`)}])`],
    ['assistanceRaw', half('(assistanceBase - assistanceDeductible) * assistanceRatio')],
    [
      'assistanceFloor',
      `place == 'outProvince' ? ${half(`assistanceBase * (familyDoctor ? ${own('floor')} : ${String(pack.floor('assistance', 0))})`)} : 0`,
    ],
    ['assistancePaid', `min([max([assistanceRaw, assistanceFloor]), ${atLeast0(`${own('limit')} - assistancePaidBefore`)}])`],
  ]
}

function outputs(): readonly Step[] {
  const visited = (slot: string, tier: string): Step => [
    `next${slot[0]!.toUpperCase()}${slot.slice(1)}`,
    `${slot} + (tier == '${tier}' ? visited : 0)`,
  ]
  return [
    ['total', 'total'],
    ['fund', 'paid + seriousPaid + assistancePaid'],
    ['personal', 'charge - fund'],
    ['nextYearPaid', 'yearPaid + paid'],
    ['visited', `kind == 'outpatient' ? deductible : 0`],
    ['nextVisits', 'visits + visited'],
    visited('visitsUnrated', 'unrated'),
    visited('visitsLevel1', 'level1'),
    visited('visitsLevel2', 'level2'),
    visited('visitsLevel3', 'level3'),
    ['nextMonth', 'month'],
    ['nextMonthCost', 'usedCost + (monthly ? payable : 0)'],
    ['nextSeriousUsed', 'seriousUsed + seriousBase'],
    ['nextSeriousBorne', 'seriousBorne + seriousDeductible'],
    ['nextSeriousPaid', 'seriousPaidBefore + seriousPaid'],
    ['nextAssistanceBorne', 'assistanceBorne + assistanceDeductible'],
    ['nextAssistancePaid', 'assistancePaidBefore + assistancePaid'],
    ['nextEpisode', `kind == 'inpatient' ? credit + deductible : episode`],
  ]
}
