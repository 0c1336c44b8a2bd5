import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readJsonText } from '../../src/cli/json-text.ts'
import type { Explanation } from '../../src/explain/explanation.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import type { Settlement } from '../../src/settlement/settlement.ts'
import { lakeside } from '../support/packs.ts'
import { CLAIM, yibao, type Ran } from '../support/yibao.ts'

const LAKESIDE = fileURLToPath(new URL('../packs/lakeside.json', import.meta.url))

/** The numbers of lakeside's own scheme, some changed. */
function lakesideNumbers(changed: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { schemes } = lakeside() as { schemes: { standard: { parameters: Readonly<Record<string, unknown>> } } }
  return { ...schemes.standard.parameters, ...changed }
}

const settle = (stdin: unknown, ...more: readonly string[]): Promise<Ran> =>
  yibao(['settle', '-', '-p', LAKESIDE, ...more], { stdin: typeof stdin === 'string' ? stdin : JSON.stringify(stdin) })

/** Columns of a terminal: two for a Chinese character or full-width sign. */
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (/[\u3000-\u9fff\uff00-\uff60]/.test(char) ? 2 : 1), 0)

const lines = (text: string): readonly string[] => text.split('\n').filter(line => line !== '')

describe('yibao settle', () => {
  it('prints a settlement for people', async () => {
    const { code, out, err } = await settle(CLAIM)
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('湖畔（虚构） · 医保待遇测算')
    expect(out).toContain('方案 standard · 示例  |  规则日期 2023-06-09  |  单据 c1')
    expect(out).toContain('注意：方案“standard”中的数值为示例，不是当地公布的数值。')
    expect(out).toMatch(/\| 统筹基金 \| 5800\.00 \| +300\.00 \| 85\.00% \| 4675\.00 \|/)
    expect(out).toMatch(/\| 大病保险 \| 1125\.00 \| 未超过 15000\.00 \| +- \| +0\.00 \|/)
    expect(out).toMatch(/个人负担 +1525\.00/)
    expect(out).toContain('以上为估算，以医保经办机构的结算为准。')
  })

  it('draws the table as wide for Chinese as for English', async () => {
    for (const lang of ['zh', 'en']) {
      const { out } = await settle(CLAIM, '--lang', lang)
      const widths = new Set(
        lines(out)
          .filter(line => /^[|+]/.test(line))
          .map(line => widthOf(line)),
      )
      expect(widths.size).toBe(1)
    }
  })

  it('speaks English', async () => {
    const { out } = await settle(CLAIM, '--lang', 'en')
    expect(out).toContain('Lakeside (invented) · benefit estimate')
    expect(out).toMatch(/Person bears +1525\.00/)
    expect(out).not.toMatch(/[\u4e00-\u9fff]/)
  })

  it('styles headings on a terminal only', async () => {
    const argv = ['settle', '-', '-p', LAKESIDE]
    const stdin = JSON.stringify(CLAIM)
    expect((await yibao(argv, { stdin, styled: true })).out).toContain('\u001b[1m')
    expect((await yibao(argv, { stdin })).out).not.toContain('\u001b')
  })

  it('prints a settlement as JSON, and an array for several', async () => {
    const one = JSON.parse((await settle(CLAIM, '--json')).out) as Settlement
    expect(one).toMatchObject({ version: 1, claimId: 'c1', fund: { total: '4675.00' } })
    const several = JSON.parse((await settle([CLAIM, { ...CLAIM, id: 'c2' }], '--json')).out) as Settlement[]
    expect(several.map(one => one.claimId)).toEqual(['c1', 'c2'])
    const listOfOne = JSON.parse((await settle([CLAIM], '--json')).out) as Settlement[]
    expect(listOfOne).toHaveLength(1)
  })

  it('reads NDJSON in order, each claim alone', async () => {
    const stdin = `${JSON.stringify(CLAIM)}\n\n${JSON.stringify({ ...CLAIM, id: 'c2' })}\n`
    const { code, out } = await settle(stdin, '--json')
    const settled = JSON.parse(out) as Settlement[]
    expect(code).toBe(0)
    expect(settled.map(one => [one.claimId, one.fund.total])).toEqual([
      ['c1', '4675.00'],
      ['c2', '4675.00'],
    ])
  })

  it('reads a file, a byte order mark, and a state', async () => {
    const state = { version: 1, year: 2023, applied: 1, buckets: { year: { paid: '149000.00' } }, stays: [] }
    const files = { 'claim.json': `\uFEFF${JSON.stringify(CLAIM, null, 2)}`, 'state.json': JSON.stringify(state) }
    const { code, out } = await yibao(['settle', 'claim.json', '-p', LAKESIDE, '--state', 'state.json', '--json'], { files })
    expect(code).toBe(0)
    expect((JSON.parse(out) as Settlement).fund.layers['basic']).toBe('1000.00')
  })

  it('takes parameters of every type', async () => {
    const params = ['basic.limit=1000.00', 'gapDays=3', 'primaryTypes=[townshipCentre]', 'drop.out=-5'].flatMap(text => ['--param', text])
    const { code, out, err } = await settle(CLAIM, '--json', ...params)
    expect([code, err]).toEqual([0, ''])
    const settlement = JSON.parse(out) as Settlement
    expect(settlement.fund.layers['basic']).toBe('1000.00')
    expect(settlement.sources).toContainEqual({ id: 'basic.limit', value: '1000.00', source: 'override' })
  })
})

describe('numbers of your own', () => {
  const scheme = { version: 1, id: 'ours', source: 'published', parameters: { 'basic.limit': '1000.00' } }
  const asked = (json: unknown, ...more: readonly string[]): Promise<Ran> =>
    yibao(['settle', '-', '-p', LAKESIDE, '--scheme', 'ours.json', ...more], {
      stdin: JSON.stringify(CLAIM),
      files: { 'ours.json': JSON.stringify(json) },
    })

  it('come from a scheme file', async () => {
    const { code, out } = await asked({ ...scheme, parameters: lakesideNumbers({ 'basic.limit': '1000.00' }) }, '--json')
    expect(code).toBe(0)
    const settlement = JSON.parse(out) as Settlement
    // Standard numbers but for the limit: 4675.00 would be paid, 1000.00 is all that is left.
    expect(settlement.fund.layers['basic']).toBe('1000.00')
    expect(settlement.policy).toMatchObject({ scheme: 'ours', illustrative: false })
    expect(settlement.sources).toContainEqual({ id: 'basic.limit', value: '1000.00', source: 'published' })
  })

  it('are named one by one where the scheme file lacks them', async () => {
    const files = { 'ours.json': JSON.stringify({ version: 1, id: 'ours', source: 'published' }) }
    const stdin = readFileSync(new URL('../../examples/jining-township-stay.json', import.meta.url), 'utf8')
    const { code, err } = await yibao(['settle', '-', '-p', 'jining', '--scheme', 'ours.json'], { stdin, files })
    expect(code).toBe(2)
    expect(lines(err).length).toBeGreaterThan(1)
    expect(lines(err).filter(line => !line.includes('没有值'))).toEqual([])
  })

  it('in a scheme file with a slip are refused with the place in it', async () => {
    const { code, err } = await asked({ ...scheme, parameters: { 'basic.limt': '1' }, tabels: {} })
    expect(code).toBe(2)
    expect(err).toContain('/scheme/tabels: 没有“tabels”这个字段')
    const { err: other } = await asked({ ...scheme, parameters: { 'basic.limt': '1' } })
    expect(other).toMatch(/\/scheme\/parameters.*basic\.limt.*是否想写“basic\.limit”/)
  })

  it('given with --param stand at the head of the text and in the list of sources', async () => {
    const { out } = await yibao(['explain', '-', '-p', LAKESIDE, '--param', 'basic.limit=1000.00'], { stdin: JSON.stringify(CLAIM) })
    expect(out).toContain('自给参数：basic.limit=1000.00')
    expect(out).toMatch(/数值来源[^]*（basic\.limit）= 1000\.00：自给/)
    const { out: without } = await yibao(['explain', '-', '-p', LAKESIDE], { stdin: JSON.stringify(CLAIM) })
    expect(without).not.toContain('自给')
    expect(without).toMatch(/（basic\.limit）= 150000\.00：/)
  })

  it('can be filled into a template of the policy, which settles like the scheme it was made from', async () => {
    const { code, out } = await yibao(['parameters', '-p', LAKESIDE, '--template'])
    expect(code).toBe(0)
    const ours = JSON.parse(out) as { id: string; parameters: Record<string, unknown> }
    expect(ours).toMatchObject({ version: 1, id: 'ours', source: 'published' })
    expect(ours.parameters['basic.limit']).toMatchObject({
      values: [{ value: '150000.00', source: 'illustrative' }, { from: '2024-01-01' }],
    })
    const asIs = JSON.parse((await asked(ours, '--json')).out) as Settlement
    expect(asIs.fund).toEqual((JSON.parse((await settle(CLAIM, '--json')).out) as Settlement).fund)
    const filled = JSON.parse(
      (await asked({ ...ours, parameters: { ...ours.parameters, 'basic.limit': '1000' } }, '--json')).out,
    ) as Settlement
    expect(filled.sources).toContainEqual({ id: 'basic.limit', value: '1000', source: 'published' })
    expect(filled.fund.layers['basic']).toBe('1000.00')
  })

  it('come in a template that is taken as it is, too, where some have no value', async () => {
    const { out } = await yibao(['parameters', '-p', 'jining', '--scheme', 'none', '--template'])
    const ours = JSON.parse(out) as { parameters: Record<string, unknown> }
    expect(ours.parameters['deductiblePrimary']).toMatchObject({ note: { en: expect.any(String) } })
    const policy = openPolicy('jining', { scheme: ours as never })
    expect(policy.pack.parameters.get('deductiblePrimary')?.values).toEqual([])
  })

  it('of one code need no list', async () => {
    const { code, out } = await yibao(['parameters', '-p', 'shanwei', '--param', 'groupStayMethods=drg', '--json'])
    expect(code).toBe(0)
    const json = JSON.parse(out) as { id: string; values: object[] }[]
    expect(json.find(one => one.id === 'groupStayMethods')?.values).toEqual([{ value: ['drg'], source: 'override' }])
  })

  it('are listed with who gave them, their bounds, and those that nobody gave', async () => {
    const { code, out } = await yibao(['parameters', '-p', 'jining', '--scheme', 'none', '--param', 'basicLimit=1.00'])
    expect(code).toBe(0)
    expect(out).toMatch(/（primaryInpatientRatio）= 0\.8500：条款 jining\/1\.1/)
    expect(out).toMatch(/（basicLimit）= 1\.00：自给/)
    expect(out).toMatch(/（deductiblePrimary）：没有值/)
    const json = JSON.parse((await yibao(['parameters', '-p', 'jining', '--json'])).out) as { id: string; values: object[] }[]
    expect(json.find(one => one.id === 'primaryInpatientRatio')?.values).toEqual([{ value: '0.8500', source: 'clause' }])
  })

  it('of the year may come as the settlement before', async () => {
    const before = JSON.parse((await settle(CLAIM, '--json')).out) as Settlement
    const run = (state: unknown): Promise<Ran> =>
      yibao(['settle', '-', '-p', LAKESIDE, '--state', 's.json', '--json'], {
        stdin: JSON.stringify({ ...CLAIM, id: 'c2' }),
        files: { 's.json': JSON.stringify(state) },
      })
    expect((await run(before)).out).toBe((await run(before.state)).out)
    expect((JSON.parse((await run(before)).out) as Settlement).state.applied).toBe(2)
  })
})

describe('bad input exits with 2', () => {
  it('every issue at once, a line each, with its pointer', async () => {
    const { code, out, err } = await settle({ ...CLAIM, foo: 1, cost: { total: '1.234' }, person: { lowIncomeCategory: 'x' } })
    expect([code, out]).toEqual([2, ''])
    expect(lines(err).map(line => line.split(':')[0])).toEqual(['/foo', '/cost/total', '/person/lowIncomeCategory'].sort(byPlaceIn(err)))
    expect(err).not.toMatch(/\bat .*\.ts/)
  })

  it('what cannot be read and what is missing come together; neither is told twice', async () => {
    const { err } = await settle({ insurance: { shceme: 'resident' }, encounter: { kind: 'inpatient' }, cost: { total: '6,200.00' } })
    expect(lines(err).map(line => /^(\S+?):.*?(没有|不是|缺少)/.exec(line)?.slice(1).join(' '))).toEqual([
      // The scheme stands under a misspelt name, the total cannot be read: neither is missing.
      '/insurance/shceme 没有',
      '/cost/total 不是',
      '/encounter/location 缺少',
      '/institution/tier 缺少',
      '/institution/type 缺少',
      '/encounter/dischargeDate 缺少',
    ])
  })

  it('a claim that no rule fits, or outside the window, is told so in words', async () => {
    const minimal = fileURLToPath(new URL('../../examples/minimal-pack.json', import.meta.url))
    const run = (institution: object, encounter: object): Promise<Ran> =>
      yibao(['settle', '-', '-p', minimal, '--param', 'yearLimit=1000.00'], {
        stdin: JSON.stringify({
          ...CLAIM,
          institution: { ...CLAIM.institution, ...institution },
          encounter: { ...CLAIM.encounter, ...encounter },
        }),
      })
    const days = { admitDate: '2024-06-01', dischargeDate: '2024-06-09', settleDate: '2024-06-09' }
    expect(lines((await run({ tier: 'level3', type: 'hospital' }, days)).err)).toEqual([
      '没有规则给出“统筹基金起付标准”（basic.threshold）：没有一条规则或表中的行适用于这份单据。',
      '没有规则给出“统筹基金报销比例”（basic.baseRatio）：没有一条规则或表中的行适用于这份单据。',
    ])
    expect(lines((await run({}, {})).err)).toEqual(['政策施行期为 2024-01-01 起、… 前，2023-06-09 不在其内。'])
    expect((await run({}, { ...days, dischargeDate: '2024-05-31' })).err).toContain(
      '“encounter.dischargeDate”（2024-05-31）早于“encounter.admitDate”（2024-06-01）',
    )
  })

  it('several claims: names the claim, and settles the others', async () => {
    const { code, out, err } = await settle([CLAIM, { ...CLAIM, cost: {} }], '--json', '--lang', 'en')
    expect(code).toBe(2)
    const message = '/cost/total: Missing Total cost (cost.total), which this policy needs.'
    expect(JSON.parse(out)).toMatchObject([
      { claimId: 'c1', fund: { total: '4675.00' } },
      { index: 2, claimId: 'c1', issues: [{ code: 'missingFact', path: '/cost/total', message }] },
    ])
    expect(err).toBe('claim 2: /cost/total: Missing Total cost (cost.total), which this policy needs.\n')
  })

  it.each([
    ['{"id":"a",\n "b": 1,\n "c": tru }', '标准输入 第 3 行第 7 列：不是合法的 JSON\n'],
    ['{"id":"a"', '标准输入 第 1 行第 10 列：不是合法的 JSON\n'],
    ['', '标准输入没有单据\n'],
    ['[]', '标准输入没有单据\n'],
  ])('text %j', async (stdin, message) => {
    expect(await settle(stdin)).toEqual({ code: 2, out: '', err: message })
  })

  it('a bad line of NDJSON by its line and column', async () => {
    const { code, out, err } = await settle(`${JSON.stringify(CLAIM)}\n{"id": }\n`, '--json')
    expect([code, err]).toEqual([2, '标准输入 第 2 行第 8 列：不是合法的 JSON\n'])
    expect(JSON.parse(out)).toMatchObject([
      { claimId: 'c1' },
      { index: 2, issues: [{ code: 'badJsonLine', params: { line: 2, column: 8 }, message: err.trim() }] },
    ])
  })

  it('as JSON: the issues of one claim, with sentences', async () => {
    const { code, out } = await settle({ ...CLAIM, foo: 1 }, '--json')
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({
      index: 1,
      claimId: 'c1',
      issues: [{ code: 'unknownKey', path: '/foo', message: '/foo: 没有“foo”这个字段。' }],
    })
  })

  it('a built pack is told from a pack', async () => {
    const built = openPolicy(lakeside()).toLowered()
    const folder = mkdtempSync(join(tmpdir(), 'yibao-built-'))
    writeFileSync(join(folder, 'built.json'), JSON.stringify(built))
    const { code, err } = await yibao(['settle', '-', '-p', join(folder, 'built.json')], { stdin: JSON.stringify(CLAIM) })
    rmSync(folder, { recursive: true })
    expect([code, lines(err)]).toEqual([2, [expect.stringContaining('yibao-rules/core') as string]])
  })

  it.each([
    [['settle', '-'], /--policy/],
    [['settle', 'none.json', '-p', LAKESIDE], /none\.json/],
    [['settle', '-', '-p', LAKESIDE, '--param', 'x'], /--param “x”/],
    [['settle', '-', '-p', LAKESIDE, '--param', 'gapDay=3', '--scheme', 'zz'], /“zz”[^]*是否想写“gapDays”/],
    [['settle', '-', '-p', LAKESIDE, '--lang', 'fr'], /“fr”/],
    [['settle', '-', '-p', LAKESIDE, '--state', 'none.json'], /none\.json/],
    [['settle', '--bogus'], /--bogus/],
    [['settel'], /settle/],
    [['generate', '--claims', '0'], /--claims/],
    [['generate', '--year', 'x'], /--year/],
  ])('%j', async (argv, message) => {
    const { code, out, err } = await yibao(argv, { stdin: JSON.stringify(CLAIM) })
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })
})

describe('without a file', () => {
  it('reads standard input, unless a person sits there', async () => {
    const argv = ['settle', '-p', LAKESIDE]
    expect((await yibao(argv, { stdin: JSON.stringify(CLAIM) })).code).toBe(0)
    const { code, err } = await yibao(argv, { interactive: true })
    expect(code).toBe(2)
    expect(err).toContain('yibao settle --help')
  })
})

describe('yibao explain', () => {
  it('prints the settlement, the sentences layer by layer, and the rules', async () => {
    const { code, out } = await yibao(['explain', '-', '-p', LAKESIDE], { stdin: JSON.stringify(CLAIM) })
    expect(code).toBe(0)
    const at = (text: string): number => {
      expect(out).toContain(text)
      return out.indexOf(text)
    }
    const order = [
      '个人负担',
      '怎么算的',
      '统筹基金支付 4675.00 元 =',
      '大病保险不支付',
      '医疗救助不适用',
      '= 总费用 6200.00 元 =',
      '适用的规则',
      'ratio#1、lakeside/2',
    ].map(at)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(out).not.toContain('assistanceRatio')
  })

  it('names what a rule yielded to', async () => {
    const encounter = { kind: 'outpatient', serviceDate: '2023-06-09', settleDate: '2023-06-09', location: 'sameCounty' }
    const { out } = await yibao(['explain', '-', '-p', LAKESIDE, '--lang', 'en'], { stdin: JSON.stringify({ ...CLAIM, encounter }) })
    expect(out).toContain('- Pooled fund: standard deductible 50.00 yuan (deductible#5, lakeside/3) yielded to noOutpatientDeductible')
  })

  it('prints the explanation as JSON', async () => {
    const { out } = await yibao(['explain', '-', '-p', LAKESIDE, '--json'], { stdin: JSON.stringify(CLAIM) })
    const explanation = JSON.parse(out) as Explanation
    expect(explanation.settlement.claimId).toBe('c1')
    expect(explanation.rules.length).toBeGreaterThan(30)
  })
})

describe('yibao generate', () => {
  it('prints claims as NDJSON that settle takes', async () => {
    const { code, out } = await yibao(['generate', '--claims', '20', '--persons', '5', '--seed', '7', '--year', '2024'])
    expect(code).toBe(0)
    expect(lines(out)).toHaveLength(20)
    expect((await yibao(['generate', '--claims', '20', '--persons', '5', '--seed', '7'])).out).toBe(out)
    const settled = await settle(out, '--json')
    expect(settled.code).toBe(0)
    expect(JSON.parse(settled.out)).toHaveLength(20)
  })
})

describe('help', () => {
  it('shows itself without arguments', async () => {
    const { code, out, err } = await yibao([])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('用法：')
    expect(out).toContain('settle')
  })

  it.each([['settle'], ['explain'], ['generate']])('%s teaches by examples, in both languages', async command => {
    const zh = await yibao([command, '--help'])
    expect(zh.code).toBe(0)
    expect(zh.out).toContain(`$ yibao ${command}`)
    expect(zh.out).toContain('示例：')
    const en = await yibao([command, '--help', '--lang', 'en'])
    expect(en.out).toContain('Examples:')
    expect(en.out).not.toMatch(/[\u4e00-\u9fff]/)
  })

  it('prints the version', async () => {
    expect(await yibao(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string })
  })
})

describe('where a text stops being JSON', () => {
  it.each([
    ['{"a":1,}', 1, 8],
    ['[1 2]', 1, 4],
    ['{"a" 1}', 1, 2],
    ['{a:1}', 1, 2],
    ['[1,]', 1, 4],
    ['[\n  01\n]', 2, 4],
    ['"a\nb"', 1, 1],
    ['{}{}', 1, 3],
    ['[[1],{}', 1, 8],
    ['nul', 1, 1],
    ["{'a':1}", 1, 2],
  ])('%j', (text, line, column) => {
    expect(readJsonText(text)).toEqual({ ok: false, line, column })
  })
})

/** Orders pointers as the issues list them. */
const byPlaceIn =
  (text: string) =>
  (a: string, b: string): number =>
    text.indexOf(`${a}:`) - text.indexOf(`${b}:`)
