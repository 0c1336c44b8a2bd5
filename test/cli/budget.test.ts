import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleCli, type CliBundle } from '../support/cli-process.ts'
import { yibao } from '../support/yibao.ts'

type Json = Record<string, unknown>

/** T = (95 + 100 + 105) ÷ 3 × 1.05 = 105 million; 108 million spent: 3 million over, in year 1 shared 5 : 22 : 73. */
const YEAR = {
  version: 1,
  budget: {
    year: 2021,
    yearIndex: 1,
    history: [
      { year: 2018, amount: '95000000.00' },
      { year: 2019, amount: '100000000.00' },
      { year: 2020, amount: '105000000.00' },
    ],
    contributionGrowth: '0.0500',
    assessmentPassed: true,
    actual: [
      { member: 'h1', amount: '80000000.00' },
      { member: 'h2', amount: '28000000.00' },
    ],
    monthlyApproved: ['2021-01', '2021-02'].map(month => ({ month, member: 'h1', amount: '9000000.00' })),
  },
  members: [
    { id: 'h1', name: '第一医院', allianceRole: 'lead', county: '441502' },
    { id: 'h2', allianceRole: 'member', county: '441502' },
  ],
}
const files = { 'year.json': JSON.stringify(YEAR) }
const run = (argv: readonly string[], more: Record<string, string> = {}) => yibao(['budget', ...argv], { files: { ...files, ...more } })
const without = (...keys: readonly string[]): Json => ({
  ...YEAR,
  budget: Object.fromEntries(Object.entries(YEAR.budget).filter(([key]) => !keys.includes(key))),
})

describe('yibao budget plan', () => {
  it('prints the total line by line with its arithmetic and clause', async () => {
    const { code, out, err } = await run(['plan', 'year.json', '-p', 'shanwei'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('2021 年度基金预算与清算')
    expect(out).toContain('方案“illustrative”中的数值为示例')
    expect(out).toMatch(/100,000,000\.00 {2}\(95000000\.00 \+ 100000000\.00 \+ 105000000\.00\) ÷ 3 {2}shanwei\/3\.1\.1\.2/)
    expect(out).toMatch(/预付总额合计 +105,000,000\.00/)
    expect(out).toMatch(/8,750,000\.00 {2}105000000\.00 ÷ 12 +shanwei\/3\.1\.1\.3/)
    expect(out).not.toContain('年终清算')
  })

  it('takes parameter values and says the same in English', async () => {
    const { code, out } = await run(['plan', 'year.json', '-p', 'shanwei', '--param', 'budgetAggregator=[latest]', '--lang', 'en'])
    // The latest year alone: 105,000,000.00 × 1.05.
    expect(code).toBe(0)
    expect(out).toMatch(/Prepaid total +110,250,000\.00/)
    expect(out).toContain('given by you')
  })

  it('prints the report as JSON, of several years a list', async () => {
    const one = await run(['plan', 'year.json', '-p', 'shanwei', '--json'])
    expect(JSON.parse(one.out)).toMatchObject({ version: 1, year: 2021, plan: { total: '105000000.00' } })
    const lines = `${JSON.stringify(YEAR)}\n${JSON.stringify(without('history'))}\n`
    const two = await yibao(['budget', 'plan', '-', '-p', 'shanwei', '--json', '--lang', 'en'], { stdin: lines })
    expect(two.code).toBe(2)
    expect(JSON.parse(two.out)).toMatchObject([{ plan: { total: '105000000.00' } }, { index: 2, issues: [{ path: '/budget/total' }] }])
    expect(two.err).toContain('claim 2 (line 2): /budget/total')
  })

  it('names every problem of a year with its place, in the language asked for', async () => {
    const bad = {
      ...YEAR,
      budget: { ...YEAR.budget, contributionGrowth: '0.05001', histroy: [] },
      members: [...YEAR.members, { id: 'h1' }],
    }
    const zh = await run(['plan', 'bad.json', '-p', 'shanwei'], { 'bad.json': JSON.stringify(bad) })
    expect({ code: zh.code, out: zh.out }).toEqual({ code: 2, out: '' })
    for (const place of ['/members/2/id: 成员“h1”列出两次', '/budget/contributionGrowth', '/budget/histroy'])
      expect(zh.err).toContain(place)
    const en = await run(['plan', 'bad.json', '-p', 'shanwei', '--lang', 'en'], { 'bad.json': JSON.stringify(bad) })
    expect(en.err).toContain('/members/2/id: Member "h1" is listed twice.')
  })
})

describe('yibao budget month', () => {
  it('prints approved, offset, paid and what is left of the advance', async () => {
    const { code, out } = await run(['month', 'year.json', '-p', 'shanwei', '--lang', 'en'])
    expect(code).toBe(0)
    expect(out).toMatch(/2021-02 +9,000,000\.00 +0\.00 +9,000,000\.00 +8,750,000\.00/)
    expect(out).toMatch(/Total +18,000,000\.00/)
    expect(out).not.toContain('Closing of the year')
  })

  it('prints one month alone, and says which there are where it is none of them', async () => {
    const one = await run(['month', 'year.json', '-p', 'shanwei', '--month', '2021-02', '--json'])
    expect((JSON.parse(one.out) as { months: Json[]; ledger: Json[] }).months.map(({ month }) => month)).toEqual(['2021-02'])
    expect((JSON.parse(one.out) as { ledger: Json[] }).ledger.map(({ on }) => on)).toEqual(['2021-02'])
    const none = await run(['month', 'year.json', '-p', 'shanwei', '--month', '2021-03', '--lang', 'en'])
    expect(none).toEqual({ code: 2, out: '', err: 'the year has nothing approved in 2021-03; it has: 2021-01, 2021-02\n' })
    const wrong = await run(['month', 'year.json', '-p', 'shanwei', '--month', '2021-13'])
    expect(wrong).toEqual({ code: 2, out: '', err: '--month 应写作 YYYY-MM，实为“2021-13”\n' })
  })
})

describe('yibao budget close', () => {
  it('prints the closing, who bears the overrun, the members and the ledger', async () => {
    const { code, out } = await run(['close', 'year.json', '-p', 'shanwei'])
    expect(code).toBe(0)
    for (const amount of ['108,000,000.00', '3,000,000.00']) expect(out).toContain(amount)
    expect(out).toMatch(/集团 +5\.00% +150,000\.00 +shanwei\/3\.1\.2\.7/)
    expect(out).toMatch(/财政部门 +22\.00% +660,000\.00/)
    expect(out).toMatch(/73\.00% +2,190,000\.00/)
    expect(out).toMatch(/第一医院 +18,000,000\.00 +80,000,000\.00/)
    expect(out).toContain('往来台账')
    expect(out).toMatch(/纳入分担的超支（默认全部） +3,000,000\.00/)
    expect(out).toMatch(/合理超支 +3,000,000\.00/)
    expect(out).toMatch(/预付款怎样核销 +最后一个月收回/)
    expect(out).not.toMatch(/budget\.|lastMonth|offsetMode|alliance|residentsAtMembers/)
  })

  it('says that a surplus stays in the fund because the assessment failed', async () => {
    const given = (assessmentPassed: boolean): string =>
      JSON.stringify({ ...YEAR, budget: { ...YEAR.budget, assessmentPassed, actual: [{ member: 'h1', amount: '1.00' }] } })
    const failed = await run(['close', 'a.json', '-p', 'shanwei'], { 'a.json': given(false) })
    expect(failed.out).toContain('考核不合格：没有分配，留在基金')
    expect((await run(['close', 'a.json', '-p', 'shanwei'], { 'a.json': given(true) })).out).not.toContain('考核不合格')
  })

  it('says which months a closing lacks, and all that is wrong and missing at once', async () => {
    const months = Array.from({ length: 12 }, (_, i) => `2021-${String(i + 1).padStart(2, '0')}`).filter(month => month !== '2021-06')
    const budget = {
      ...(without('actual')['budget'] as Json),
      monthlyApproved: months.map(month => ({ month, member: 'h1', amount: '1.00' })),
    }
    const gap = await run(['close', 'gap.json', '-p', 'shanwei'], { 'gap.json': JSON.stringify({ ...YEAR, budget }) })
    expect(gap.code).toBe(2)
    expect(gap.err).toContain(
      '算不出年终清算：缺少全年实际发生额（budget.actual），或这些月份的月度审核额（budget.monthlyApproved）：2021-06',
    )
    const three = {
      ...YEAR,
      budget: { ...budget, history: YEAR.budget.history.slice(1), monthlyApproved: [{ month: '2021-01', member: 'h1', amount: '-1.00' }] },
      members: [...YEAR.members, { id: 'h1' }],
    }
    const { err } = await run(['close', 'three.json', '-p', 'shanwei', '--lang', 'en'], { 'three.json': JSON.stringify(three) })
    for (const place of ['/members/2/id', '/budget/monthlyApproved/0/amount', '/budget/history: What the fund paid is missing for: 2018'])
      expect(err).toContain(place)
    expect(err.trim().split('\n')).toHaveLength(3)
  })

  it('says what a closing lacks', async () => {
    const { code, err } = await run(['close', 'plan.json', '-p', 'shanwei', '--lang', 'en'], {
      'plan.json': JSON.stringify(without('actual', 'monthlyApproved')),
    })
    expect(code).toBe(2)
    expect(err).toContain('/budget/actual')
  })

  it('cannot make one page of two years', async () => {
    const list = JSON.stringify([YEAR, YEAR])
    const { code, err } = await run(['close', 'list.json', '-p', 'shanwei', '--html', 'x.html', '--lang', 'en'], { 'list.json': list })
    expect({ code, err }).toEqual({ code: 2, err: '--html takes one year; the input has 2\n' })
  })

  it('says so where it cannot write the page', async () => {
    const { code, err } = await run(['close', 'year.json', '-p', 'shanwei', '--html', 'x.html', '--lang', 'en'])
    expect({ code, err }).toEqual({ code: 2, err: 'cannot write the file "x.html".\n' })
  })
})

describe('the help of yibao budget', () => {
  it.each(['plan', 'month', 'close'])('of %s teaches: what a year looks like, examples, exit codes, in both languages', async part => {
    const zh = await yibao(['budget', part, '--help'])
    expect(zh.code).toBe(0)
    for (const text of ['"yearIndex": 1', `$ yibao budget ${part} year.json`, '退出码']) expect(zh.out).toContain(text)
    const en = await yibao(['budget', part, '--help', '--lang', 'en'])
    for (const text of ['plan needs history or total', 'Exit codes', '-p, --policy <pack>']) expect(en.out).toContain(text)
  })

  it('is among the commands', async () => {
    expect((await yibao(['--help', '--lang', 'en'])).out).toContain('budget')
  })
})

const claim = (id: string, at: string, encounter: Json = {}): Json => ({
  id,
  person: { id: `p-${id}` },
  insurance: { scheme: 'resident', poolCity: '441500', county: '441502' },
  institution: { id: at, type: 'townshipCentre', tier: 'level1', adminLevel: 'township', city: '441500', county: '441502' },
  encounter: { kind: 'inpatient', admitDate: '2021-03-01', dischargeDate: '2021-03-09', settleDate: '2021-03-09', ...encounter },
  cost: { total: '3000.00' },
})
const ndjson = (rows: readonly unknown[]): string => rows.map(one => `${JSON.stringify(one)}\n`).join('')
const row = (line: number, claimId: string, paid: string): Json => ({
  row: line,
  claimId,
  'basic.paid': paid,
  fund: paid,
  personal: '0.00',
})

describe('yibao budget close --claims', () => {
  const dir = mkdtempSync(join(tmpdir(), 'yibao-budget-'))
  const file = (name: string, text: string): string => {
    writeFileSync(join(dir, name), text)
    return join(dir, name)
  }
  const year = { ...without('actual', 'monthlyApproved', 'history', 'contributionGrowth'), version: 1 }
  const open = { ...year, budget: { ...(year as unknown as typeof YEAR).budget, total: '1000.00' } }
  const close = async (claims: readonly unknown[] | string, settled: readonly unknown[] | string, ...more: readonly string[]) => {
    const text = (rows: readonly unknown[] | string): string => (typeof rows === 'string' ? rows : ndjson(rows))
    return run(
      [
        'close',
        'open.json',
        '-p',
        'shanwei',
        '--claims',
        file('c.ndjson', text(claims)),
        '--settlements',
        file('r.ndjson', text(settled)),
        '--lang',
        'en',
        ...more,
      ],
      { 'open.json': JSON.stringify(open) },
    )
  }
  afterAll(() => {
    rmSync(dir, { recursive: true })
  })
  const claims = [claim('a', 'h1'), claim('b', 'h2'), claim('c', 'h1', { settleDate: '2022-01-01' })]

  it('counts the claims of the year and says what did not count', async () => {
    const { code, out, err } = await close(claims, [row(1, 'a', '700.00'), row(2, 'b', '400.00'), row(3, 'c', '50.00')])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/Actual +1,100\.00/)
    expect(out).toMatch(/Overrun +100\.00/)
    expect(out).toContain('1 cases are of another year and do not count (the fund paid 50.00).')
  })

  it('prints what was counted as JSON', async () => {
    const { out } = await close(claims, [row(1, 'a', '700.00'), row(2, 'b', '400.00'), row(3, 'c', '50.00')], '--json')
    expect(JSON.parse(out)).toMatchObject({ closing: { actual: '1100.00' }, spend: { cases: 2, paid: '1100.00', refused: 0 } })
  })

  it('takes a claim without a row, or with issues in its place, for refused, and exits with 1', async () => {
    const gap = await close(claims, [row(1, 'a', '700.00'), row(3, 'c', '50.00')])
    expect(gap.code).toBe(1)
    expect(gap.err).toMatch(
      /^The closing is not whole: 1 claims were refused, 0 stays have no final part\n\S*c\.ndjson, line 2, claim "b": it has no settlement\n$/,
    )
    expect(gap.out).toContain('1 claims were refused and not settled.')
    const issues = [row(1, 'a', '700.00'), { row: 2, claimId: 'b', issues: [{ code: 'x', path: '' }] }, row(3, 'c', '50.00')]
    expect((await close(claims, issues)).err).toBe(gap.err)
  })

  it('names a claim that is there twice, with the line of the first', async () => {
    const { code, err } = await close([...claims, claim('a', 'h1')], [row(1, 'a', '1.00'), row(2, 'b', '2.00'), row(3, 'c', '4.00')])
    expect(code).toBe(1)
    expect(err).toContain('c.ndjson, line 4, claim "a": it has the id of the claim in line 1')
  })

  it('takes settlements that end before the claims do for broken off, and last claims that cannot be settled for refused', async () => {
    const cut = await close(claims, [row(1, 'a', '1.00'), row(2, 'b', '2.00')])
    expect({ code: cut.code, out: cut.out }).toEqual({ code: 2, out: '' })
    expect(cut.err).toMatch(/r\.ndjson, line 2: the settlements end here: claims of \S+c\.ndjson from line 3 have none/)
    const costless = { ...claim('d', 'h1'), cost: {} }
    const refused = await close([...claims, costless], [row(1, 'a', '1.00'), row(2, 'b', '2.00'), row(3, 'c', '4.00')])
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('line 4, claim "d": /cost')
  })

  it('takes whole settlements, which name no row, by the ids of their claims', async () => {
    const whole = (claimId: string, paid: string): Json => ({
      claimId,
      fund: { total: paid, layers: { basic: paid } },
      personal: { total: '0.00' },
    })
    const { code, out } = await close(claims, [whole('a', '700.00'), whole('c', '50.00')], '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ closing: { actual: '700.00' }, spend: { refused: 1 } })
  })

  it('reads last lines without an end, blank lines and lines of Windows', async () => {
    const text = ndjson(claims).replaceAll('\n', '\r\n').replace('\r\n', '\r\n\r\n').trimEnd()
    const { code, out } = await close(text, [row(1, 'a', '1.00'), row(3, 'b', '2.00'), row(4, 'c', '4.00')], '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ closing: { actual: '3.00' } })
  })

  it.each([
    [
      'of another claim',
      [row(1, 'a', '1.00'), row(2, 'x', '1.00')],
      'r.ndjson, line 2: /claimId: Claim "b" and settlement "x" are not of one another.',
    ],
    ['out of order', [row(2, 'b', '1.00'), row(1, 'a', '1.00')], 'r.ndjson, line 2: row 1 is out of order'],
    ['beyond the claims', [row(1, 'a', '1.00'), row(9, 'z', '1.00')], 'r.ndjson, line 2: settlement "z" has no claim in'],
    ['no JSON', '{"row":1,\n', 'r.ndjson, line 1: no settlement'],
    ['without its amount', [{ row: 1, claimId: 'a' }], 'r.ndjson, line 1: /basic.paid: The settlement has no "basic.paid"'],
  ])('refuses settlements %s, with the line', async (_, settled, message) => {
    const { code, out, err } = await close(claims, settled)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })

  it('says what it cannot read', async () => {
    const missing = await run([
      'close',
      'year.json',
      '-p',
      'shanwei',
      '--claims',
      'gone.ndjson',
      '--settlements',
      'x.ndjson',
      '--lang',
      'en',
    ])
    expect(missing.code).toBe(2)
    const given = await close([], [], '--param', 'scopeOfSpend=[members]')
    expect(given.code).toBe(0)
    const csv = await run(['close', 'year.json', '-p', 'shanwei', '--claims', 'c.csv', '--lang', 'en'])
    expect(csv.err).toBe('"c.csv" is no NDJSON: --claims and --settlements read NDJSON only\n')
    expect((await run(['close', 'year.json', '-p', 'shanwei', '--settlements', 'r.ndjson', '--lang', 'en'])).err).toBe(
      '--settlements goes with --claims\n',
    )
  })

  describe('as a program', () => {
    let cli: CliBundle
    beforeAll(async () => {
      cli = await bundleCli()
    })
    afterAll(() => {
      cli.remove()
    })

    it('settles the claims itself where no settlements are given, to the same closing as by a batch, and writes the page', async () => {
      // A claim may tell its cost by items alone: 20.00 + 11.64 = 31.64.
      const items = ['20.00', '11.64'].map((amount, i) => ({ id: `i${String(i)}`, catalogueClass: 'A', amount }))
      const itemised = { ...claim('d', 'h2'), cost: { items } }
      const input = file('claims.ndjson', ndjson([...claims, itemised]))
      const yearFile = file('open.json', JSON.stringify(open))
      const results = join(dir, 'results.ndjson')
      const policy = ['-p', join(process.cwd(), 'rules/shanwei')]
      expect((await cli.run(['batch', input, '-o', results, ...policy, '--workers', '1'])).code).toBe(0)
      const page = join(dir, 'closing.html')
      const [own, given] = [
        await cli.run(['budget', 'close', yearFile, ...policy, '--claims', input, '--json', '--html', page]),
        await cli.run(['budget', 'close', yearFile, ...policy, '--claims', input, '--settlements', results, '--json']),
      ]
      expect(own.code).toBe(0)
      expect(own.out).toBe(given.out)
      expect(own.err).toContain(`网页已写入 ${page}`)
      expect(own.err).toContain('示例，不是当地公布的数值')
      expect((JSON.parse(own.out) as { spend: Json }).spend).toMatchObject({ cases: 3 })
      const costs = (JSON.parse(own.out) as { spend: { rows: readonly { member: string; cost: string }[] } }).spend.rows
      expect(costs.map(({ member, cost }) => [member, cost])).toEqual([
        ['h1', '3000.00'],
        ['h2', '3031.64'],
      ])
      const twice = file('twice.ndjson', ndjson([...claims, claim('a', 'h1')]))
      const refused = await cli.run(['budget', 'close', yearFile, ...policy, '--claims', twice, '--json'])
      expect(refused.code).toBe(1)
      expect(refused.err).toMatch(/twice\.ndjson 第 4 行，单据“a”：与第 1 行的单据编号重复/)
      expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<svg /)
    })
  })
})
