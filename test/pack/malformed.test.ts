import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { formatIssue } from '../../src/base/format-issue.ts'
import { isPolicyError, type Issue } from '../../src/base/issue.ts'
import { MESSAGES } from '../../src/base/messages.ts'
import type { Host } from '../../src/cli/host.ts'
import { run } from '../../src/cli/program.ts'
import { openPack } from '../../src/full-policy.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { lakeside } from '../support/packs.ts'

type Json = Record<string, unknown>
type Case = readonly [name: string, edit: (input: Json) => unknown, ...expected: readonly string[]]

const LAKESIDE = fileURLToPath(new URL('../packs/lakeside.json', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'yibao-malformed-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const ordinary = (): Json => ({
  id: 'c1',
  person: { id: 'p1', lowIncomeCategory: 'none' },
  insurance: { scheme: 'resident', enrolled: true },
  institution: { id: 'h1', type: 'townshipCentre', tier: 'level1', adminLevel: 'township' },
  encounter: { kind: 'inpatient', admitDate: '2023-06-01', dischargeDate: '2023-06-09', settleDate: '2023-06-09', location: 'sameCounty' },
  referral: { direction: 'none' },
  cost: { total: '6200.00', offCatalogue: '300.00', advanceSelfPay: '100.00' },
})

/** Sets the value at a pointer; undefined takes it away. */
function put(input: Json, path: string, value: unknown): void {
  const keys = path.split('/')
  const last = keys.pop()!
  const holder = keys.reduce<Json>((at, key) => (at[key] ??= {}) as Json, input)
  if (value === undefined) Reflect.deleteProperty(holder, last)
  else Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true })
}

const set =
  (path: string, value: unknown) =>
  (input: Json): void => {
    put(input, path, value)
  }

const many =
  (...changes: readonly (readonly [string, unknown])[]) =>
  (input: Json): void => {
    for (const [path, value] of changes) put(input, path, value)
  }

const state = (more: Json = {}): Json => ({ version: 1, year: 2023, applied: 1, buckets: {}, stays: [], ...more })
const stay = (more: Json = {}): Json => ({ stayId: 's', admitDate: '2023-01-01', dischargeDate: '2023-01-05', ...more })
const nested = (depth: number): unknown => (depth === 0 ? {} : { not: nested(depth - 1) })
const always = (leaf: unknown): unknown => ({ all: [leaf] })
const tier = (more: Json): unknown => ({ fact: 'institution.tier', operator: 'equal', value: 'level1', ...more })

const CLAIMS: readonly Case[] = [
  ['a list for an object', set('person', []), 'wrongType /person'],
  ['a number for a code', set('institution/tier', 1), 'wrongType /institution/tier'],
  ['a word for a flag', set('insurance/enrolled', 'yes'), 'wrongType /insurance/enrolled'],
  ['an unknown key, nearly right', set('institution/teir', 'level1'), 'unknownKey /institution/teir ~tier'],
  ['an unknown key at the top', set('insurence', {}), 'unknownKey /insurence ~insurance'],
  ['a fact at the wrong place', set('scheme', 'resident'), 'unknownKey /scheme ~insurance.scheme'],
  ['an unknown code, nearly right', set('institution/type', 'townshipCenter'), 'unknownCode /institution/type ~townshipCentre'],
  ['an unknown code', set('encounter/kind', 'spa'), 'unknownCode /encounter/kind'],
  ['a third decimal', set('cost/total', '6200.005'), 'tooManyDecimals /cost/total'],
  ['a third decimal that is zero', set('cost/total', '6200.000'), 'tooManyDecimals /cost/total'],
  ['a binary fraction', set('cost/offCatalogue', 0.1 + 0.2), 'tooManyDecimals /cost/offCatalogue'],
  ['a negative amount', set('cost/total', '-1.00'), 'outOfRange /cost/total'],
  ['a negative number', set('cost/overLimit', -0.01), 'outOfRange /cost/overLimit'],
  ['an exponent', set('cost/total', '6.2e3'), 'notADecimal /cost/total'],
  ['a huge number', set('cost/total', 1e308), 'notADecimal /cost/total'],
  ['a huge amount', set('cost/total', '9'.repeat(30)), 'outOfRange /cost/total'],
  ['an amount of a million digits', set('cost/total', '9'.repeat(1e6)), 'outOfRange /cost/total'],
  ['a thousands separator', set('cost/total', '6,200.00'), 'notADecimal /cost/total'],
  ['full-width digits', set('cost/total', '６２００'), 'notADecimal /cost/total'],
  ['a currency sign', set('cost/total', '¥6200'), 'notADecimal /cost/total'],
  [
    'discharge before admission',
    many(['encounter/dischargeDate', '2023-05-31'], ['encounter/settleDate', '2023-06-09']),
    'daysOutOfOrder /encounter/dischargeDate',
  ],
  ['30 February', set('encounter/admitDate', '2023-02-30'), 'notADay /encounter/admitDate'],
  ['29 February of a common year', set('encounter/admitDate', '2023-02-29'), 'notADay /encounter/admitDate'],
  ['a day with a time', set('encounter/admitDate', '2023-06-01T08:00:00'), 'notADay /encounter/admitDate'],
  ['a day with slashes', set('encounter/admitDate', '2023/06/01'), 'notADay /encounter/admitDate'],
  ['an area of five digits', set('insurance/poolCity', '99010'), 'notAnArea /insurance/poolCity'],
  ['parts over the total', set('cost/offCatalogue', '6100.01'), 'partsExceedTotal /cost/total'],
  ['an in-policy cost that does not agree', set('cost/inPolicy', '1.00'), 'inPolicyDiffers /cost/inPolicy'],
  [
    'a village clinic of level 3',
    many(['institution/type', 'villageClinic'], ['institution/tier', 'level3']),
    'factConstraint /institution/tier',
  ],
  ['a missing total', set('cost/total', undefined), 'missingFact /cost/total'],
  [
    'items and totals',
    set('cost/items', []),
    'itemsAndTotals /cost/offCatalogue',
    'itemsAndTotals /cost/advanceSelfPay',
    'itemsTotalDiffers /cost/total',
  ],
  [
    'the same item twice',
    set('cost', { items: ['1', '2'].map(amount => ({ id: 'i', amount, catalogueClass: 'A' })) }),
    'duplicateId /cost/items/1/id',
  ],
  ['2,001 items', set('cost', { items: new Array(2001).fill({}) }), 'tooLarge /cost/items'],
  ['__proto__', set('__proto__', { polluted: true }), 'unknownKey /__proto__'],
  ['__proto__ further down', set('person/__proto__', { polluted: true }), 'unknownKey /person/__proto__'],
  ['constructor', set('cost/constructor', { prototype: { polluted: true } }), 'unknownKey /cost/constructor'],
  ['toString as a code', set('encounter/kind', 'toString'), 'unknownCode /encounter/kind'],
  ['another version', set('version', 2), 'unknownVersion /version'],
  ['facts of the history', set('history', { stays: 1 }), 'fromState /history'],
  [
    'nesting of 10,000 levels',
    claim => put(claim, 'state', nested(5000)),
    'tooDeep /state/not/not/not/not/not/not/not/not/not/not/not/not',
  ],
  ['a reference to itself', claim => put(claim, 'state', claim), 'tooDeep /state/state'],
  ['a key that reverses the text after it', set('person/\u202Egnp', 1), 'unknownKey /person/\u202Egnp'],
  ['a state of another year', set('state', state({ year: 2022 })), 'wrongYear /state/year'],
  ['a state without a year', set('state', { stays: [] }), 'missingField /state/year'],
  ['a state of another version', set('state', state({ version: 3 })), 'unknownVersion /state/version'],
  ['an unknown bucket', set('state', state({ buckets: { yaer: {} } })), 'unknownKey /state/buckets/yaer ~year'],
  [
    'a bucket of __proto__',
    set('state', state({ buckets: JSON.parse('{"__proto__":{"paid":"1"}}') })),
    'unknownKey /state/buckets/__proto__',
  ],
  ['a sum with a third decimal', set('state', state({ buckets: { year: { paid: '1.005' } } })), 'tooManyDecimals /state/buckets/year/paid'],
  ['a stay on 31 June', set('state', state({ stays: [stay({ dischargeDate: '2023-06-31' })] })), 'notADay /state/stays/0/dischargeDate'],
  ['a number for the stay of a state', set('state', state({ stayId: 5 })), 'wrongType /state/stayId'],
  ['a stay of a state with too long a name', set('state', state({ stayId: 's'.repeat(201) })), 'tooLarge /state/stayId'],
  ['a stay with an unknown key', set('state', state({ stays: [stay({ teir: 'level1' })] })), 'unknownKey /state/stays/0/teir ~tier'],
  [
    'a stay that ends before it begins',
    set('state', state({ stays: [stay({ admitDate: '2023-02-01' })] })),
    'daysOutOfOrder /state/stays/0/dischargeDate',
  ],
  [
    'several at once',
    many(['institution/tier', 'level9'], ['cost/total', '1.005'], ['encounter/admitDate', 'soon'], ['xyzzy', 1]),
    'unknownCode /institution/tier ~level1',
    'notADay /encounter/admitDate',
    'tooManyDecimals /cost/total',
    'unknownKey /xyzzy',
  ],
]

const CONDITIONS = 'rules/0/conditions'
const PACKS: readonly Case[] = [
  ['an unknown key, nearly right', set('layer', []), 'unknownKey /layer ~layers'],
  ['another version', set('version', '1'), 'unknownVersion /version'],
  ['no id', set('id', undefined), 'missingField /id'],
  ['an id that is none', set('id', '1 x'), 'notAnId /id'],
  ['a name with a number', set('name', { zh: 1, en: 'x' }), 'wrongType /name/zh'],
  ['an unknown status', set('status', 'isued'), 'unknownCode /status ~issued'],
  ['an empty any', set(CONDITIONS, { any: [] }), `emptyList /${CONDITIONS}/any`],
  ['an empty all far down', set(CONDITIONS, { any: [{ not: { all: [] } }] }), `emptyList /${CONDITIONS}/any/0/not/all`],
  ['any and all at once', set(CONDITIONS, { any: [tier({})], all: [tier({})] }), `mixedCondition /${CONDITIONS}`],
  ['any and a fact at once', set(CONDITIONS, { any: [], ...(tier({}) as Json) }), `mixedCondition /${CONDITIONS}`],
  ['an empty condition', set(CONDITIONS, always({})), `emptyCondition /${CONDITIONS}/all/0`],
  ['a misspelt any', set(CONDITIONS, { ani: [] }), `unknownKey /${CONDITIONS}/ani ~any`],
  ['a condition that is a text', set(CONDITIONS, always('true')), `wrongType /${CONDITIONS}/all/0`],
  [
    'a leaf without value',
    set(CONDITIONS, always({ fact: 'institution.tier', operator: 'equal' })),
    `missingField /${CONDITIONS}/all/0/value`,
  ],
  [
    'an unknown operator',
    set(CONDITIONS, { not: always(tier({ operator: 'equals' })) }),
    `unknownCode /${CONDITIONS}/not/all/0/operator ~equal`,
  ],
  ['a null value', set(CONDITIONS, always(tier({ value: null }))), `wrongType /${CONDITIONS}/all/0/value`],
  ['a JSONPath filter', set(CONDITIONS, always(tier({ path: '$..[?(@.constructor)]' }))), `badPath /${CONDITIONS}/all/0/path`],
  ['an unknown fact', set(CONDITIONS, always(tier({ fact: 'institution.teir' }))), 'unknownFact /rules/0/conditions ~institution.tier'],
  [
    'a wrong rule beside wrong references',
    many(['rules/0/conditions', { any: [] }], ['rules/1/event/type', 'clasify'], ['layers/1/base', ['nothing']], ['tables/0', null]),
    'emptyList /rules/0/conditions/any',
    'wrongType /tables/0',
    'unknownEffect /rules/1/event ~classify',
    'unknownLine /layers/1/base/0',
  ],
  ['a rule that is null', set('rules/1', null), 'wrongType /rules/1'],
  ['a rule on 30 February', set('rules/0/from', '2024-02-30'), 'notADay /rules/0/from'],
  ['an unknown param', set('rules/0/event/params/fatc', 'x'), 'unknownKey /rules/0/event/params/fatc ~fact'],
  [
    'a deductible that is a share without ratio',
    pack =>
      (pack['rules'] as Json[]).push({ id: 'x', conditions: tier({}), event: { type: 'setDeductible', params: { shareOf: 'total' } } }),
    'missingParam /rules/35/event',
  ],
  ['a whole number beyond all bounds', set('parameters/0/value', 2 ** 53 - 1), 'outOfRange /parameters/0'],
  ['a key of 5,000 letters', set(`rules/0/event/params/${'x'.repeat(5000)}`, 1), `textTooLong /rules/0/event/params/${'x'.repeat(64)}…`],
  ['an amount with a third decimal', set('layers/1/segments/0/to', '1.005'), 'tooManyDecimals /layers/1/segments/0/to'],
  ['a ratio over 1', set('layers/1/segments/0/ratio', '1.5'), 'outOfRange /layers/1/segments/0/ratio'],
  ['a ratio that is a text', set('layers/1/segments/0/ratio', 'half'), 'notADecimal /layers/1/segments/0/ratio'],
  [
    'a misspelt reference',
    set('layers/1/segments/0/ratio', { parametr: 'x' }),
    'missingField /layers/1/segments/0/ratio/parameter',
    'unknownKey /layers/1/segments/0/ratio/parametr ~parameter',
  ],
  ['a ratio that is a list', set('layers/1/segments/0/ratio', []), 'wrongType /layers/1/segments/0/ratio'],
  ['no months', set('benefitYear', { firstDay: '13-01' }), 'notAMonthDay /benefitYear/firstDay'],
  ['too many kinds', set('covers', new Array(41).fill('inpatient')), 'tooMany /covers'],
  ['a long text', set('name/zh', '医'.repeat(501)), 'textTooLong /name/zh'],
  ['a million rules', set('rules', new Array(1e6).fill({})), 'tooLarge /rules'],
  ['a list of ten million', set('documents', new Array(1e7)), 'tooLarge /documents'],
  ['nesting of 5,000 levels', set(CONDITIONS, nested(5000)), `tooDeep /rules/0/conditions${'/not'.repeat(21)}`],
  ['a reference to itself', pack => put(pack, 'rules/0/event', pack), 'tooDeep /rules/0/event'],
  ['__proto__', set('__proto__', { polluted: true }), 'unknownKey /__proto__'],
  [
    '__proto__ in a scheme',
    set('schemes/standard/parameters', JSON.parse('{"__proto__":"1"}')),
    'unknownKey /schemes/standard/parameters/__proto__',
  ],
  ['constructor in params', set('rules/0/event/params/constructor', {}), 'unknownKey /rules/0/event/params/constructor'],
  ['a function', set('release', () => 1), 'wrongType /release'],
  ['a bigint', set('parameters/0/value', 1n), 'wrongType /parameters/0/value'],
  [
    'a getter that throws',
    pack =>
      Object.defineProperty(pack, 'release', {
        enumerable: true,
        get: () => {
          throw new Error('the caller')
        },
      }),
    'unreadable /release',
  ],
  ['the same rule twice', pack => (pack['rules'] as Json[]).push({ ...(pack['rules'] as Json[])[0] }), 'duplicateId'],
  ['the same parameter twice', pack => (pack['parameters'] as Json[]).push({ ...(pack['parameters'] as Json[])[0] }), 'duplicateId'],
  [
    'several at once',
    many(['status', 1], [CONDITIONS, { any: [] }], ['layers/0/base', []]),
    'wrongType /status',
    'emptyList /layers/0/base',
    `emptyList /${CONDITIONS}/any`,
  ],
]

const named = ([name, edit, ...expected]: Case) => ({ name, edit, expected })

const shown = (issue: Issue): string => {
  const suggestion = issue.params['suggestion']
  return `${issue.code} ${issue.path}${suggestion === undefined || suggestion === '' ? '' : ` ~${String(suggestion)}`}`
}

/** The issues are those, and each speaks both languages in our own words. */
function expectIssues(issues: readonly Issue[], expected: readonly string[]): void {
  if (expected.length === 1 && expected[0]?.includes(' ') === false) expect(issues.map(issue => issue.code)).toEqual(expected)
  else expect(issues.map(shown).sort()).toEqual([...expected].sort())
  for (const issue of issues) {
    expect(MESSAGES[issue.code], issue.code).toBeDefined()
    const [zh, en] = [formatIssue(issue, 'zh'), formatIssue(issue, 'en')]
    expect(zh).toMatch(/[\u4e00-\u9fff]/)
    expect(en).toMatch(/[A-Za-z]{3}/)
    for (const text of [zh, en]) {
      expect(text).not.toMatch(/\{[a-z]\w*\}|\bInvalid\b|Unrecognized|Too (big|small)|undefined|\bat .*:\d+:\d+/)
      expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
      expect(text.length).toBeLessThan(1500)
    }
  }
}

function issuesOf(work: () => unknown): readonly Issue[] {
  try {
    work()
  } catch (error) {
    if (isPolicyError(error)) return error.issues
    throw error
  }
  return []
}

async function yibao(
  argv: readonly string[],
  stdin: string,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let [out, err] = ['', '']
  const host = {
    out: (text: string) => {
      out += text
      return Promise.resolve()
    },
    err: (text: string) => {
      err += text
    },
    readStdin: () => Promise.resolve(stdin),
    readFile: () => undefined,
    interactive: false,
    styled: false,
  } as unknown as Host
  const code = await run(argv, host)
  return { code, out, err }
}

/** The input as JSON text, if JSON can say what is wrong with it. */
function asText(input: unknown): string | undefined {
  try {
    const text = JSON.stringify(input)
    return text.length < 1e6 ? text : undefined
  } catch {
    return undefined
  }
}

const policy = openPack(lakeside())
const inherited = Reflect.ownKeys(Object.prototype).join()

describe('a malformed claim', () => {
  it.each(CLAIMS.map(named))('$name', async ({ edit, expected }) => {
    const claim = ordinary()
    edit(claim)
    const result = policy.trySettle(claim)
    expectIssues(result.ok ? [] : result.issues, expected)
    const text = asText(claim)
    if (text === undefined) return
    for (const lang of ['zh', 'en']) {
      const { code, out, err } = await yibao(['settle', '-', '-p', LAKESIDE, '--lang', lang], text)
      expect([code, out]).toEqual([2, ''])
      expect(err.trim().split('\n')).toHaveLength(expected.length)
      expect(err).not.toMatch(/\bat .*:\d+:\d+|Error/)
    }
  })

  it('has its state refused as the second argument too', () => {
    const results = [
      null,
      1,
      'x',
      [],
      state({ year: 'x' }),
      Object.defineProperty({}, 'year', { enumerable: true, get: () => JSON.parse('{') as unknown }),
    ].map(given => policy.trySettle(ordinary(), given as YearStateJson))
    expect(results.map(result => (result.ok ? '' : result.issues.map(shown).join()))).toEqual([
      'wrongType /state',
      'wrongType /state',
      'wrongType /state',
      'wrongType /state',
      'wrongType /state/year',
      'unreadable /state/year',
    ])
  })

  it('pollutes nothing', () => {
    expect(Reflect.ownKeys(Object.prototype).join()).toBe(inherited)
    expect(({} as Json)['polluted']).toBeUndefined()
  })
})

describe('a malformed pack', () => {
  it.each(PACKS.map(named))('$name', async ({ name, edit, expected }) => {
    const pack = lakeside()
    edit(pack)
    expectIssues(
      issuesOf(() => openPack(pack)),
      expected,
    )
    const text = asText(pack)
    if (text === undefined || name === 'a function') return
    const file = join(folder, 'pack.json')
    writeFileSync(file, text)
    const { code, out, err } = await yibao(['settle', '-', '-p', file, '--lang', 'en'], JSON.stringify(ordinary()))
    expect([code, out]).toEqual([2, ''])
    expect(err.trim().split('\n')).toHaveLength(expected.length)
  })

  it('of a million rules or a list of ten million is refused at once', () => {
    const packs = [new Array(1e6).fill({}), new Array(1e7).fill(0)].map(rules => ({ ...lakeside(), rules }))
    const start = performance.now()
    for (const pack of packs)
      expectIssues(
        issuesOf(() => openPack(pack)),
        ['tooLarge /rules'],
      )
    expect(performance.now() - start).toBeLessThan(500)
  })

  it('that refers to one list again and again is too large, not a matter of patience', () => {
    let list: unknown = [1]
    for (let i = 0; i < 15; i++) list = new Array(10).fill(list)
    const issues = issuesOf(() => openPack({ ...lakeside(), note: list }))
    expect(issues.map(issue => issue.code)).toEqual(['tooLarge'])
  })

  it('with conflicting effects is told where a claim meets them', () => {
    const pack = lakeside()
    const everywhere = { fact: 'cost.total', operator: 'greaterThan', value: '0' }
    for (const [id, share] of [
      ['one', '0.1'],
      ['two', '0.2'],
    ])
      (pack['rules'] as Json[]).push({ id, conditions: everywhere, event: { type: 'setFirstSelfPay', params: { share } } })
    const result = openPack(pack).trySettle(ordinary())
    expect(result.ok ? [] : result.issues.map(issue => [issue.code, issue.params['rules']])).toEqual([['conflict', 'one, two']])
  })

  it('with a bucket or layer named like what every object inherits settles as any other', () => {
    const pack = JSON.parse(JSON.stringify(lakeside()).replaceAll('"serious"', '"toString"').replaceAll('serious.', 'toString.')) as Json
    const settlement = openPack(pack).settle(ordinary())
    expect(Object.hasOwn(settlement.state.buckets, 'toString')).toBe(true)
    expect(Reflect.ownKeys(Object.prototype.toString)).toEqual(['length', 'name'])
    expect(Reflect.ownKeys(Object.prototype).join()).toBe(inherited)
  })

  it.each([
    [{ scheme: 3 }, 'wrongType /scheme'],
    [{ scheme: [] }, 'wrongType /scheme'],
    [{ scheme: { version: 1, id: 'x', source: 'published', tables: 1 } }, 'wrongType /scheme/tables'],
    [
      { scheme: JSON.parse('{"version":1,"id":"x","source":"published","parameters":{"__proto__":"1"}}') },
      'unknownKey /scheme/parameters/__proto__',
    ],
    [{ scheme: 'toString' }, 'unknownScheme '],
    [{ scheme: 'standart' }, 'unknownScheme  ~standard'],
    [{ parameters: [] }, 'wrongType /parameters'],
    [{ parameters: { 'serious.ratio': '0.5' } }, 'unknownParameter /parameters/serious.ratio ~serious.ratio1'],
    [{ parameters: { 'serious.ratio1': '1.5' } }, 'outOfRange /parameters/serious.ratio1'],
    [{ parameters: { 'serious.ratio1': { value: '0.5' } } }, 'wrongType /parameters/serious.ratio1'],
    [{ parameters: { gapDays: '15 days' } }, 'wrongParameterValue /parameters/gapDays'],
    [{ parameters: { primaryTypes: ['villageClinik'] } }, 'unknownCode /parameters/primaryTypes ~villageClinic'],
    [{ parameters: JSON.parse('{"__proto__":1}') as unknown }, 'unknownKey /parameters/__proto__'],
  ])('opened with %j', (options, expected) => {
    expectIssues(
      issuesOf(() => openPack(lakeside(), options as object)),
      [expected],
    )
  })
})

it('more than sixty malformed inputs are listed here', () => {
  expect(CLAIMS.length + PACKS.length).toBeGreaterThan(60)
})
