import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatIssue } from '../../src/base/format-issue.ts'
import { isPolicyError } from '../../src/base/issue.ts'
import type { ColumnOptions, ColumnResult } from '../../src/columns/columns.ts'
import type { NumberColumn } from '../../src/columns/input.ts'
import { openPack } from '../../src/full-policy.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { lakeside } from '../support/packs.ts'

const policy = openPack(lakeside())
const PATHS = ['encounter.kind', 'institution.tier', 'institution.type', 'insurance.scheme', 'cost.total']
const CONSTANTS = { 'date.rules': '2024-06-01', 'date.month': 6, 'encounter.location': 'sameCounty' }

/** Codes and paths of what a call says is wrong. */
function wrong(call: () => unknown): readonly string[] {
  try {
    call()
  } catch (error) {
    if (!isPolicyError(error)) throw error
    for (const issue of error.issues)
      for (const language of ['zh', 'en'] as const) expect(formatIssue(issue, language)).not.toContain(`: ${issue.code}`)
    return error.issues.map(({ code, path, params }) =>
      `${code} ${path} ${String(params['fact'] ?? params['key'] ?? params['received'] ?? '')}`.trim(),
    )
  }
  return []
}

/** Resident stays in a township centre of level 1: kind 0, type 2, tier 1, scheme 0. */
const stays = (...totals: readonly number[]): Record<string, NumberColumn> => ({
  'encounter.kind': new Uint8Array(totals.length),
  'institution.tier': new Uint8Array(totals.length).fill(1),
  'institution.type': new Uint8Array(totals.length).fill(2),
  'insurance.scheme': new Uint8Array(totals.length),
  'cost.total': Float64Array.from(totals),
})

const shown = ({ values, guards }: ColumnResult) => ({
  ...Object.fromEntries([...values].map(([name, column]) => [name, [...column]])),
  guards: [...guards],
})

describe('the example of docs/columns.md', () => {
  it('runs, and its rows are settled as claims are', () => {
    const text = readFileSync(new URL('../../docs/columns.md', import.meta.url), 'utf8')
    const [, example = ''] = /```js\n([\s\S]*?)```/.exec(text) ?? []
    const make = new Function('openPolicy', `${example}\nreturn { columns, result }`) as (open: typeof openPolicy) => {
      columns: { assumptions: string[] }
      result: ColumnResult
    }
    const { columns, result } = make(openPolicy)
    const jining = openPolicy('jining')
    const claim = (kind: string, type: string, tier: string, total: string, offCatalogue: string) => ({
      insurance: { scheme: 'resident', enrolled: true },
      institution: { type, tier },
      encounter: { kind, dischargeDate: '2024-06-01', serviceDate: '2024-06-01', settleDate: '2024-06-01' },
      referral: { compliant: true },
      cost: { total, offCatalogue },
    })
    const settled = [
      claim('inpatient', 'townshipCentre', 'level1', '6200.00', '300.00'),
      claim('outpatient', 'hospital', 'level2', '180.00', '0.00'),
    ].map(one => jining.run(jining.prepare(one)))
    const line = (id: string): readonly unknown[] => settled.map(run => run[`l${String(jining.lines.indexOf(id))}`])
    for (const id of ['basic.ratio', 'basic.paid', 'personal']) expect([...result.values.get(id)!]).toEqual(line(id))
    expect([...result.values.get('basic.paid')!].some(fen => fen > 0)).toBe(true)
    expect([...result.guards]).toEqual([-1, -1])
    expect(columns.assumptions).toContain('person.lowIncomeCategory')
  })
})

describe.each([false, true])('columns, without generated code %s,', interpreted => {
  const make = (outputs: readonly string[], options: ColumnOptions = {}) =>
    policy.columns(PATHS, outputs, { constants: CONSTANTS, interpreted, ...options })

  it('give fen and ten-thousandths, worked by hand', () => {
    // Deductible 300.00 at level 1, ratio 85%: (1000.00 - 300.00) × 0.85 = 595.00; (6200.01 - 300.00) × 0.85 = 5015.0085, so 5015.01.
    const columns = make(['basic.deductible', 'basic.ratio', 'basic.paid', 'personal'])
    expect(shown(columns.run(stays(100000, 620001)))).toEqual({
      'basic.deductible': [30000, 30000],
      'basic.ratio': [8500, 8500],
      'basic.paid': [59500, 501501],
      personal: [40500, 118500],
      guards: [-1, -1],
    })
  })

  it('mark a row without an answer by its guard, with 0 in every result', () => {
    const before = policy.columns([...PATHS, 'date.rules'], ['total', 'basic.paid'], {
      constants: { 'date.month': 6, 'encounter.location': 'sameCounty' },
      interpreted,
    })
    const notInForce = policy.sheet.guards.findIndex(guard => guard.code === 'notInForce')
    // 18262 is 2020-01-01, the first day of the pack.
    const result = before.run({ ...stays(100000, 100000), 'date.rules': Int32Array.of(18261, 18262) })
    expect(shown(result)).toEqual({ total: [0, 100000], 'basic.paid': [0, 59500], guards: [notInForce, -1] })
  })

  it('carry slots through a year, from those given where it starts, and past a row without an answer', () => {
    const columns = policy.columns([...PATHS, 'date.rules', 'state.year.paid'], ['basic.paid', 'state.year.paid'], {
      constants: { 'date.month': 6, 'encounter.location': 'sameCounty' },
      fold: true,
      interpreted,
    })
    // 595.00 each; the second row of the first year is refused; the second year starts with 100.00.
    const result = columns.run({
      ...stays(100000, 100000, 100000, 100000),
      'date.rules': Int32Array.of(19723, 18261, 19723, 19723),
      'state.year.paid': Float64Array.of(0, 0, 0, 10000),
      'year.start': Uint8Array.of(1, 0, 0, 1),
    })
    expect([...result.values.get('state.year.paid')!]).toEqual([59500, 0, 119000, 69500])
    expect([...result.values.get('basic.paid')!]).toEqual([59500, 0, 59500, 59500])
  })

  it('take results and lengths from the caller, and leave the rows beyond alone', () => {
    const columns = make(['basic.paid'])
    const into = columns.run(stays(100000, 100000, 100000))
    const again = columns.run(stays(620001, 5, 5), { rows: 1, into })
    expect(again.values.get('basic.paid')).toBe(into.values.get('basic.paid'))
    expect([...again.values.get('basic.paid')!]).toEqual([501501, 59500, 59500])
    expect(again.rows).toBe(1)
  })

  it('give the same for rows of two regimes in any order', () => {
    const columns = policy.columns([...PATHS, 'date.rules', 'encounter.tcmOutpatient'], ['basic.ratio'], {
      constants: { 'date.month': 6, 'encounter.location': 'sameCounty' },
      interpreted,
    })
    // 5 points for outpatient TCM from 18993 (2022-01-01) on.
    const days = Int32Array.from({ length: 600 }, (_, i) => 18990 + ((i * 7) % 6))
    const given = {
      ...stays(...Array.from(days, () => 100000)),
      'date.rules': days,
      'encounter.tcmOutpatient': new Uint8Array(600).fill(1),
    }
    expect([...columns.run(given).values.get('basic.ratio')!]).toEqual(Array.from(days, day => (day >= 18993 ? 9000 : 8500)))
  })
})

describe('what columns are asked for', () => {
  it('names every unknown, doubled and unreadable name at once, with the nearest known one', () => {
    const call = () =>
      policy.columns(['cost.total', 'cost.total', 'cost.totl', 'state.year.payd'], ['basic.paid', 'basic.paid', 'basic.pad'], {
        constants: { 'cost.total': '1.00', 'person.rural': 'yes', 'date.rules': '2024-02-30', 'no.such': 1 },
      })
    expect(wrong(call)).toEqual(
      [
        'askedTwice /inputs/1 cost.total',
        'unknownInput /inputs/2 cost.totl',
        'unknownInput /inputs/3 state.year.payd',
        'askedTwice /outputs/1 basic.paid',
        'unknownOutput /outputs/2 basic.pad',
        'columnAndConstant /constants/cost.total cost.total',
        'wrongType /constants/person.rural boolean',
        'notADay /constants/date.rules 2024-02-30',
        'unknownInput /constants/no.such no.such',
      ].map(line => line.replace(' boolean', ' string')),
    )
  })

  it('lists all required facts that are neither named nor constant, and only those that the results depend on', () => {
    expect(wrong(() => policy.columns([], ['basic.paid']))).toEqual(
      ['cost.total', 'date.rules', 'encounter.kind', 'encounter.location', 'institution.tier', 'institution.type', 'insurance.scheme'].map(
        path => `missingFact /inputs ${path}`,
      ),
    )
  })

  it('asks for the month of the benefit year once a month has sums of its own', () => {
    expect(
      wrong(() =>
        policy.columns([...PATHS, 'state.month.index', 'state.month.cost'], ['basic.paid'], {
          constants: { 'date.rules': '2024-06-01', 'encounter.location': 'sameCounty' },
        }),
      ),
    ).toEqual(['missingFact /inputs date.month'])
  })

  it('leaves a named input out that no result depends on', () => {
    const columns = policy.columns([...PATHS, 'person.rural'], ['basic.paid'], { constants: CONSTANTS })
    expect(columns.inputs.map(({ name }) => name)).toEqual([...PATHS].sort())
  })
})

describe('what columns are given', () => {
  const columns = policy.columns(PATHS, ['basic.paid'], { constants: CONSTANTS })

  it.each<[string, Record<string, unknown>, readonly string[]]>([
    ['a column that is missing', { 'cost.total': undefined }, ['missingField /cost.total cost.total']],
    ['one that is no typed array', { 'cost.total': [1, 2] }, ['wrongType /cost.total array']],
    ['one that is too short', { 'institution.tier': Uint8Array.of(1) }, ['columnLength /institution.tier 1']],
    ['a name that was not asked for', { 'cost.tota': Float64Array.of(1, 2) }, ['unknownInput /cost.tota cost.tota']],
    [
      'half a fen, and a code beyond the list',
      { 'cost.total': Float64Array.of(1, 0.5), 'encounter.kind': Uint8Array.of(10, 0) },
      ['outOfRange /cost.total/1 0.5', 'outOfRange /encounter.kind/0 10'],
    ],
    ['NaN', { 'cost.total': Float64Array.of(NaN, 1) }, ['outOfRange /cost.total/0 NaN']],
    ['a negative amount', { 'cost.total': Int32Array.of(1, -1) }, ['outOfRange /cost.total/1 -1']],
  ])('is refused: %s', (_, change, issues) => {
    const given = { ...stays(100000, 100000), ...change } as Record<string, NumberColumn>
    expect(wrong(() => columns.run(given))).toEqual(issues)
  })

  it('is taken at the very ends of its bounds', () => {
    // 10^11 fen is the most that a claim may name; encounter.kind has ten codes.
    expect(wrong(() => columns.run({ ...stays(0, 1e11), 'encounter.kind': Uint8Array.of(9, 0) }))).toEqual([])
  })

  it('must have its items in order and within the items there are', () => {
    const items = policy.columns([...PATHS, 'item.amount', 'item.catalogueClass', 'item.selfPayShare'], ['inPolicy'], {
      constants: CONSTANTS,
    })
    const given = (starts: readonly number[]) => ({
      ...stays(0, 0),
      'item.amount': Float64Array.of(100, 200, 300),
      'item.catalogueClass': Uint8Array.of(0, 0, 2),
      'item.selfPayShare': new Uint16Array(3),
      'item.start': Int32Array.from(starts),
    })
    // 1.00 + 2.00 of class A; 3.00 of class C is off the catalogue.
    expect([...items.run(given([0, 2, 3])).values.get('inPolicy')!]).toEqual([300, 0])
    expect(wrong(() => items.run(given([0, 3, 2]), { rows: 2 }))).toEqual(['itemStarts /item.start/1'])
    expect(wrong(() => items.run(given([-1, 2, 3])))).toEqual(['itemStarts /item.start/0'])
  })
})
