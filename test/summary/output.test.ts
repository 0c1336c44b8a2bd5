import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { generateCity } from '../../src/city/generate-city.ts'
import { cityPlan } from '../../src/city/plan.ts'
import { openPack } from '../../src/full-policy.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { compact, grouped, percent } from '../../src/page/number-text.ts'
import { printSummary } from '../../src/summary/print-summary.ts'
import { summarise } from '../../src/summary/summarise.ts'
import { Summary } from '../../src/summary/summary.ts'
import { writeSummaryHtml } from '../../src/summary/write-html.ts'

type Json = Record<string, unknown>

const wenzhou = openPolicy('wenzhou')
const lines = [...generateCity(cityPlan(wenzhou.pack)!, { seed: 8, claims: 600, persons: 120 })]
const summary = summarise(wenzhou, [...lines.map(line => JSON.parse(line) as unknown), undefined]).toJson()

describe('the page of a summary', () => {
  it.each(['zh', 'en'] as const)('holds every number of the table, in %s', async language => {
    const html = await writeSummaryHtml(summary, language)
    const { total, fund, personal } = summary.sums
    for (const amount of [total, fund, personal, summary.sums.funds['basic']!.deductible]) expect(html).toContain(`>${grouped(amount)}<`)
    for (const { fund: part } of summary.by.month) expect(html).toContain(`>${grouped(part)}<`)
    expect(html).toContain(percent(summary.sums.fundShare))
    for (const { claimId } of summary.top) expect(html).toContain(claimId)
  })

  it('says which policy and scheme it is of, that both are no last word, and how many rows', async () => {
    const zh = await writeSummaryHtml(summary, 'zh')
    for (const text of [
      '政策包 wenzhou（征求意见稿）· 方案 illustrative',
      '数值为示例',
      '仅供测算',
      '结算 600 份，拒绝 1 份；120 人',
      '<html lang="zh-CN">',
    ])
      expect(zh).toContain(text)
    const en = await writeSummaryHtml(summary, 'en')
    for (const text of [
      'Pack wenzhou (draft) · scheme illustrative',
      'are illustrative',
      'simulation only',
      '600 claims settled, 1 refused; 120 persons',
    ])
      expect(en).toContain(text)
  })

  it('runs no script and asks no network', async () => {
    const html = await writeSummaryHtml(summary, 'zh')
    expect(html).not.toMatch(/http:|https:|<script|<link|<img|@import|url\(|javascript:|\son\w+=/i)
    expect(html).toContain(`default-src 'none'`)
  })

  it('has a picture beside each breakdown, without colours of its own, so that dark and light fit', async () => {
    const html = await writeSummaryHtml(summary, 'zh')
    const pictures = html.match(/<svg [\s\S]*?<\/svg>/g) ?? []
    // Funds, month, five dimensions, limits, bills, persons by two amounts.
    expect(pictures).toHaveLength(11)
    for (const picture of pictures) expect(picture).not.toMatch(/#[0-9a-f]{3,6}|rgb|class=|zr\d/i)
    expect(html).toContain('prefers-color-scheme:dark')
  })

  it('is the same whenever it is written', async () => {
    expect(await writeSummaryHtml(summary, 'en')).toBe(await writeSummaryHtml(summary, 'en'))
  })

  it('shows names as text, whatever they hold', async () => {
    const smallest = JSON.parse(readFileSync(new URL('../../examples/minimal-pack.json', import.meta.url), 'utf8')) as Json
    const evil = `<script>alert("1")</script>&'`
    const name = { zh: evil, en: evil }
    const layers = (smallest['layers'] as Json[]).map(layer => ({ ...layer, fund: name }))
    const policy = openPack({ ...smallest, name, layers }, { parameters: { yearLimit: '100000.00' } })
    const claims = [...generateCity(cityPlan(policy.pack)!, { seed: 1, claims: 30, persons: 9 })].map(line => JSON.parse(line) as Json)
    claims[0]!['id'] = evil
    const html = await writeSummaryHtml(summarise(policy, claims).toJson(), 'en')
    expect(html).not.toMatch(/<script|&'|"1"/)
    expect(html).toContain('&lt;script&gt;')
  })

  it('of nothing says so', async () => {
    expect(await writeSummaryHtml(new Summary(wenzhou).toJson(), 'en')).toContain('No claim was settled.')
    expect(printSummary(new Summary(wenzhou).toJson(), 'zh')).toContain('没有已结算的单据。')
  })
})

describe('the table of a summary', () => {
  const zh = printSummary(summary, 'zh')

  it('has the same numbers, and columns that stand below each other, Chinese or not', () => {
    expect(zh).toContain(grouped(summary.sums.total))
    const width = (text: string): number => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0)
    const table = zh.split('\n\n').find(part => part.startsWith('按就医类型'))!
    const [head = '', ...rows] = table.split('\n').slice(1)
    for (const row of rows) expect(width(row)).toBe(width(head))
    expect(rows.at(-1)).toContain('合计')
  })

  it('is in bold titles on a terminal only', () => {
    expect(zh).not.toContain('\u001b')
    expect(printSummary(summary, 'en', true)).toContain('\u001b[1mBy hospital tier\u001b[22m')
  })
})

describe('numbers for people', () => {
  it.each([
    ['0.00', '0'],
    ['999.99', '999'],
    ['9999.99', '9,999'],
    ['10000.00', '1万'],
    ['10500.00', '1.1万'],
    ['10499.99', '1万'],
    ['99999499.00', '9999.9万'],
    ['99999500.00', '1亿'],
    ['100000000.00', '1亿'],
  ])('%s is %s', (text, short) => {
    expect(compact(text, 'zh')).toBe(short)
  })

  it('are short in English, too', () => {
    expect(['999.00', '1000.00', '999949.00', '999950.00', '12345678.90'].map(text => compact(text, 'en'))).toEqual([
      '999',
      '1k',
      '999.9k',
      '1m',
      '12.3m',
    ])
  })

  it('are grouped by thousands and shown as percent', () => {
    expect([grouped('1234567.80'), grouped('-1234.50'), grouped('999')]).toEqual(['1,234,567.80', '-1,234.50', '999'])
    expect(['0.6373', '0.0001', '0.0000', '1.0000', '12.3456'].map(percent)).toEqual(['63.73%', '0.01%', '0.00%', '100.00%', '1234.56%'])
    expect(percent(null)).toBe('–')
  })
})
