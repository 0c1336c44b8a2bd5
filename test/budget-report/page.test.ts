import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeBudgetHtml } from '../../src/budget-report/write-html.ts'
import type { BudgetReport } from '../../src/budget/report.ts'
import { grouped, percent } from '../../src/page/number-text.ts'
import { Browser } from '../support/chromium.ts'
import { LAYOUT_FAULTS } from '../support/layout-faults.ts'
import { coloursOf } from '../support/png.ts'
import { OVERRUN, REGION, SURPLUS } from './sample.ts'

const NAME = { zh: '湖滨市紧密型医共体总额预付办法', en: 'Lakeside prepayment for close alliances' }
const html = (report: BudgetReport, language: 'zh' | 'en'): Promise<string> => writeBudgetHtml(report, NAME, language)

/** Text on paper, bars and ribbons, and the shades at the edges of letters: a page without letters or pictures has fewer. */
const COLOURS = 100

describe('the page of a budget in a browser', { timeout: 60_000 }, () => {
  let browser: Browser
  const dir = mkdtempSync(join(tmpdir(), 'yibao-page-'))
  const fileOf = (text: string): string => {
    const file = join(dir, 'page.html')
    writeFileSync(file, text)
    return file
  }
  beforeAll(() => {
    browser = new Browser()
  })
  afterAll(async () => {
    await browser.close()
    rmSync(dir, { recursive: true })
  })

  const cases = ([1280, 390] as const).flatMap(width =>
    (['zh', 'en'] as const).flatMap(language =>
      ([OVERRUN, SURPLUS, REGION] as const).map((report, i) => ({
        width,
        language,
        report,
        what: ['an overrun', 'a surplus', 'a region of forty'][i]!,
      })),
    ),
  )
  it.each(cases)(
    'shows $what at $width pixels in $language with nothing cut off, too small or written over',
    async ({ width, language, report }) => {
      const page = await browser.open(fileOf(await html(report, language)), { width })
      expect(await page.run(LAYOUT_FAULTS)).toEqual([])
      expect(coloursOf(await page.screenshot(2000), COLOURS)).toBe(COLOURS)
      await page.close()
    },
  )

  it('is light on a light system and dark on a dark one', async () => {
    const file = fileOf(await html(OVERRUN, 'zh'))
    const papers: string[] = []
    for (const dark of [false, true]) {
      const page = await browser.open(file, { width: 1280, dark })
      papers.push(await page.run('getComputedStyle(document.body).backgroundColor'))
      await page.close()
    }
    expect(papers).toEqual(['rgb(255, 255, 255)', 'rgb(20, 24, 31)'])
  })

  it('would be seen to be at fault: a text beyond its picture, two over each other, a small one, a page too wide', async () => {
    const svg = (texts: string): string => `<svg viewBox="0 0 300 40" style="width:300px">${texts}</svg>`
    const text = (x: number, of: string, size = 12): string => `<text x="${x}" y="20" font-size="${size}">${of}</text>`
    const bad = [
      svg(text(280, 'beyond it')),
      svg(text(10, 'one text') + text(30, 'another')),
      svg(text(10, 'small', 8)),
      '<p style="width:2000px">wide</p>',
      '<div style="width:20px;overflow:hidden;white-space:nowrap">cut at its end</div>',
    ].join('')
    const page = await browser.open(fileOf(`<!doctype html><body>${bad}`), { width: 1280 })
    expect((await page.run<string[]>(LAYOUT_FAULTS)).map(fault => fault.replace(/:.*| \d+.*/s, '')).sort()).toEqual([
      'beyond its picture',
      'beyond the page',
      'cut off',
      'the page is',
      'too small in a picture',
      'written over',
    ])
    await page.close()
  })

  it('would be seen to be blank', async () => {
    const page = await browser.open(fileOf('<!doctype html><body><div style="height:400px">'), { width: 390 })
    expect(coloursOf(await page.screenshot(2000), COLOURS)).toBe(1)
    await page.close()
  })
})

describe('the page of a budget', () => {
  it.each(['zh', 'en'] as const)('holds every figure of the report, in %s', async language => {
    const page = await html(OVERRUN, language)
    const { plan, months, closing, scores, spend, ledger } = OVERRUN
    const amounts = [
      ...plan!.lines.map(line => line.amount),
      plan!.total,
      plan!.advance!.amount,
      plan!.reserve!.amount,
      ...months.flatMap(month => [month.approved, month.offset, month.paid, month.advanceLeft, ...month.members.map(one => one.approved)]),
      closing!.total,
      closing!.actual,
      closing!.overrun,
      closing!.sharedOverrun,
      ...closing!.shares.map(one => one.amount),
      ...closing!.members.map(one => one.actual),
      scores!.fund,
      scores!.score,
      scores!.pointValue!,
      ...scores!.institutions.flatMap(one => [one.score, one.standard, one.paidByOthers, one.entitled, one.used!, one.fund]),
      ...ledger.map(one => one.amount),
      ...spend!.rows.flatMap(one => [one.cost, one.paid]),
      ...spend!.outside.map(one => one.paid),
    ]
    for (const amount of amounts) expect(page).toContain(`>${grouped(amount)}<`)
    for (const { share } of closing!.shares) expect(page).toContain(`>${percent(share)}<`)
    for (const line of plan!.lines) expect(page).toContain(`>${line.working}<`)
  })

  it('says whose money it is, which policy and scheme it is by, and that neither is a last word', async () => {
    const zh = await html(OVERRUN, 'zh')
    for (const text of [
      '湖滨城区医疗集团',
      '成员 8 家，牵头 湖滨市第一人民医院',
      '政策包 lakeside（试行）· 方案 illustrative',
      '数值为示例',
      '仅供测算',
    ])
      expect(zh).toContain(text)
    expect(await html(OVERRUN, 'en')).toContain('of 8 members, led by Lakeside First People’s Hospital')
  })

  it('has a picture of the flow, of the months, of who bears it, of the members, of the scores and of the claims', async () => {
    // The flow is drawn for a screen and for a phone.
    expect((await html(OVERRUN, 'zh')).match(/<svg /g)).toHaveLength(7)
    expect((await html(REGION, 'zh')).match(/<svg /g)).toHaveLength(5)
  })

  it('names twelve members of forty in the flow, the last of them standing for the rest', async () => {
    const flow = /<div class="flow wide">[\s\S]*?<\/svg>/.exec(await html(REGION, 'en'))![0]
    expect(flow.match(/Hospital \d+/g)).toHaveLength(11)
    // 29 of 40 times 2,700,000.00.
    expect(flow).toContain('29 others')
    expect(flow).toContain('78.3m')
  })

  it('runs no script, asks no network and colours by the style of the page', async () => {
    const page = await html(OVERRUN, 'zh')
    expect(page).not.toMatch(/http:|https:|<script|<link|<img|@import|url\(|javascript:|\son\w+=/i)
    for (const picture of page.match(/<svg [\s\S]*?<\/svg>/g)!) expect(picture).not.toMatch(/#[0-9a-f]{3,6}|rgb|class=|zr\d/i)
  })

  it('is the same whenever it is written', async () => {
    expect(await html(OVERRUN, 'en')).toBe(await html(OVERRUN, 'en'))
  })

  it('shows names as text, whatever they hold', async () => {
    const evil = `<script>alert("1")</script>&'`
    const label = { zh: evil, en: evil }
    const members = OVERRUN.unit.members.map(({ id }) => ({ id, name: label }))
    const closing = { ...OVERRUN.closing!, shares: OVERRUN.closing!.shares.map(one => ({ ...one, label })) }
    const page = await writeBudgetHtml({ ...OVERRUN, closing, unit: { ...OVERRUN.unit, members, name: label } }, label, 'en')
    expect(page).not.toMatch(/<script|"1"|alert\("/)
    expect(page).toContain('&lt;script&gt;')
  })

  it('of nothing says so', async () => {
    const { version, policy, year, unit, fired, findings } = OVERRUN
    const lists = { months: [], ledger: [], assumptions: [], sources: [] }
    const nothing = { version, policy, year, unit, fired, findings, plan: null, closing: null, scores: null, ...lists }
    expect(await html(nothing, 'en')).toContain('Nothing to report')
  })
})
