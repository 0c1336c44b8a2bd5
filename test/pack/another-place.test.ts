import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPolicy } from '../../src/node/open-policy.ts'
import type { Settlement } from '../../src/settlement/settlement.ts'
import { yibao } from '../support/yibao.ts'

/**
 * A place that is not ours, as its own author would write it: JSON only, in a folder. Its own three classes of hospital, four layers, a monthly
 * limit, a deductible that is a share of the cost, and a large-sum layer that takes what lies above the basic limit.
 */
const PACK = {
  version: 1,
  id: 'harbour',
  name: { zh: '海港（虚构）', en: 'Harbour (invented)' },
  covers: ['inpatient', 'outpatient'],
  derived: [{ id: 'derived.class', type: 'enum', codes: ['island', 'coast', 'mainland'] }],
  buckets: [
    { id: 'basic', period: 'year' },
    { id: 'monthly', period: 'month' },
    { id: 'large', period: 'year' },
    { id: 'supplement', period: 'year' },
  ],
}
const fact = (name: string, operator: string, value: unknown) => ({ fact: name, operator, value })
const ELIGIBILITY = {
  version: 1,
  rules: [
    {
      id: 'coast',
      conditions: { all: [fact('institution.adminLevel', 'in', ['county', 'city'])] },
      event: { type: 'classify', params: { fact: 'derived.class', value: 'coast' } },
    },
    {
      id: 'mainland',
      conditions: { all: [fact('institution.adminLevel', 'in', ['province', 'national'])] },
      event: { type: 'classify', params: { fact: 'derived.class', value: 'mainland' } },
    },
  ],
}
const PAYOUT = {
  version: 1,
  tables: [
    {
      id: 'ratio',
      columns: ['encounter.kind', 'derived.class'],
      event: 'setRatio',
      sets: 'ratio',
      rows: [
        ['inpatient', 'island', '0.9'],
        ['inpatient', 'coast', '0.8'],
        ['inpatient', 'mainland', '0.6'],
        ['outpatient', '*', '0.5'],
      ],
    },
    {
      id: 'largeRatio',
      columns: ['insurance.scheme'],
      event: 'setRatio',
      params: { layer: 'large' },
      sets: 'ratio',
      rows: [['*', { parameter: 'largeRatio' }]],
    },
    {
      id: 'supplementRatio',
      columns: ['insurance.civilServant'],
      event: 'setRatio',
      params: { layer: 'supplement' },
      sets: 'ratio',
      rows: [
        [true, '0.5'],
        [false, '0'],
      ],
    },
  ],
  rules: [
    {
      id: 'share',
      conditions: { all: [fact('encounter.kind', 'equal', 'inpatient')] },
      event: { type: 'setDeductible', params: { shareOf: 'total', ratio: '0.05', min: '100', max: '2000' } },
    },
    {
      id: 'none',
      conditions: { all: [fact('encounter.kind', 'equal', 'outpatient')] },
      event: { type: 'setDeductible', params: { amount: 0 } },
    },
  ],
}
const LAYERS = {
  version: 1,
  layers: [
    {
      id: 'basic',
      base: ['inPolicy'],
      limits: [
        { id: 'year', bucket: 'basic', counts: 'payment', amount: { parameter: 'basicLimit' } },
        { id: 'month', bucket: 'monthly', counts: 'cost', amount: '400.00', when: fact('encounter.kind', 'equal', 'outpatient') },
      ],
    },
    {
      id: 'large',
      when: fact('encounter.kind', 'equal', 'inpatient'),
      base: ['basic.capExcess'],
      limits: [{ bucket: 'large', counts: 'payment', amount: '300000' }],
    },
    {
      id: 'supplement',
      base: ['inPolicy', '-basic.paid', '-large.paid'],
      limits: [{ bucket: 'supplement', counts: 'payment', amount: '5000' }],
    },
    {
      id: 'relief',
      when: fact('person.lowIncomeCategory', 'notEqual', 'none'),
      base: ['inPolicy', '-basic.paid', '-large.paid', '-supplement.paid'],
      segments: [{ ratio: '0.7' }],
    },
  ],
}
const PARAMETERS = {
  version: 1,
  parameters: [
    { id: 'basicLimit', type: 'money' },
    { id: 'largeRatio', type: 'ratio' },
  ],
}
const SCHEME = { version: 1, id: 'local', source: 'published', parameters: { basicLimit: '50000', largeRatio: '0.9' } }

const stay = (adminLevel: string, total: string, parts: object = {}) => ({
  id: 's1',
  person: { id: 'p1' },
  insurance: { scheme: 'employee', civilServant: true },
  institution: { type: 'hospital', tier: 'level3', adminLevel },
  encounter: { kind: 'inpatient', admitDate: '2025-03-01', dischargeDate: '2025-03-09' },
  cost: { total },
  ...parts,
})

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yibao-harbour-'))
  mkdirSync(join(folder, 'schemes'))
  const files = { pack: PACK, eligibility: ELIGIBILITY, payout: PAYOUT, layers: LAYERS, parameters: PARAMETERS, 'schemes/local': SCHEME }
  for (const [name, json] of Object.entries(files)) writeFileSync(join(folder, `${name}.json`), JSON.stringify(json))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const layers = (settlement: Settlement) => settlement.fund.layers

describe('a place that is not ours, in JSON only', () => {
  it('settles by path: a share of the cost as deductible, and its own classes', () => {
    // 5% of 20000 = 1000; (20000 − 1000) × 0.8 = 15200; the rest 4800: half of it 2400 by the supplement
    const settlement = openPolicy(folder, { scheme: 'local' }).settle(stay('county', '20000.00'))
    expect(layers(settlement)).toEqual({ basic: '15200.00', large: '0.00', supplement: '2400.00', relief: '0.00' })
    expect(settlement.policy).toMatchObject({ id: 'harbour', scheme: 'local', status: 'issued', illustrative: false })
    expect(settlement.sources).toContainEqual({ id: 'basicLimit', value: '50000', source: 'published' })
  })

  it('gives what lies above the basic limit to the large-sum layer', () => {
    // island: deductible 2000 at most; 98000 × 0.9 = 88200, limit 50000 met at 55555.56; excess 42444.44 × 0.9 = 38200.00 (38199.996)
    // supplement: (100000 − 50000 − 38200) × 0.5 = 5900, at most 5000; relief of the poor: (100000 − 50000 − 38200 − 5000) × 0.7 = 4760
    const poor = { person: { id: 'p1', lowIncomeCategory: 'minimumLivingAllowance' } }
    const settlement = openPolicy(folder, { scheme: 'local' }).settle(stay('township', '100000.00', poor))
    expect(layers(settlement)).toEqual({ basic: '50000.00', large: '38200.00', supplement: '5000.00', relief: '4760.00' })
  })

  it('counts visits to the monthly limit and begins anew in the next month', () => {
    const visit = (serviceDate: string) => stay('county', '300.00', { encounter: { kind: 'outpatient', serviceDate } })
    const policy = openPolicy(folder, { scheme: 'local' })
    const first = policy.settle(visit('2025-03-10'))
    // 300 × 0.5; then 400 − 300 = 100 left × 0.5; April: 300 again
    const second = policy.settle(visit('2025-03-31'), first.state)
    const third = policy.settle(visit('2025-04-01'), second.state)
    expect([first, second, third].map(one => layers(one)['basic'])).toEqual(['150.00', '50.00', '150.00'])
  })

  it('settles the same as an object, and by the command line', async () => {
    const object = {
      ...PACK,
      rules: [...ELIGIBILITY.rules, ...PAYOUT.rules],
      tables: PAYOUT.tables,
      layers: LAYERS.layers,
      parameters: PARAMETERS.parameters,
      schemes: { local: SCHEME },
    }
    const claim = stay('county', '20000.00')
    const byPath = openPolicy(folder, { scheme: 'local' }).settle(claim)
    expect(openPolicy(object, { scheme: 'local' }).settle(claim)).toEqual(byPath)
    const { code, out } = await yibao(['settle', '-', '--policy', folder, '--scheme', 'local', '--json'], { stdin: JSON.stringify(claim) })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(byPath)))
  })

  it('asks for every number its author left open, at once', () => {
    const result = openPolicy(folder).trySettle(stay('township', '100000.00'))
    expect(result.ok ? [] : result.issues.map(issue => issue.params['parameter'])).toEqual(['basicLimit', 'largeRatio'])
  })
})

it('settles by the smallest pack, as docs/pack-format.md says, and refuses without the number that nobody gave', () => {
  const read = (file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(new URL(`../../examples/${file}`, import.meta.url), 'utf8')) as Record<string, unknown>
  const claim = read('jining-township-stay.json')
  const encounter = { kind: 'inpatient', admitDate: '2024-06-01', dischargeDate: '2024-06-09', settleDate: '2024-06-09' }
  const settled = openPolicy(read('minimal-pack.json'), { parameters: { yearLimit: '100000.00' } }).settle({ ...claim, encounter })
  // (6200 − 300 − 100 − 200) × 0.85
  expect(settled.fund.total).toBe('4760.00')
  const refused = openPolicy(read('minimal-pack.json')).trySettle({ ...claim, encounter })
  expect(refused.ok ? [] : refused.issues.map(issue => [issue.code, issue.params['parameter'], issue.clause])).toEqual([
    ['missingParameter', 'yearLimit', 'harbourtown/3'],
  ])
})
