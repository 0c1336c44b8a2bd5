import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PUBLISHED_DAYS } from '../../src/base/published-days.ts'
import { factSpec } from '../../src/facts/catalogue.ts'
import type { Decision } from '../../src/referral/decision.ts'
import { yibao } from '../support/yibao.ts'

const root = new URL('../../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8')
/** A case of which nothing is found. */
const CASE = read('examples/luan-village-to-province.json')
const example = (name: string) => ({ files: { [`examples/${name}.json`]: read(`examples/${name}.json`) } })

describe('yibao decide', () => {
  it('prints what docs/decide.md shows', async () => {
    const command = 'decide examples/luan-village-to-province.json -p luan --as-of 2024-10-01'
    expect(read('docs/decide.md')).toContain(`yibao ${command}`)
    const { out, code } = await yibao(command.split(' '), example('luan-village-to-province'))
    const shown = /```\n(✗[\s\S]*?)```/.exec(read('docs/decide.md'))?.[1] ?? 'nothing'
    expect(out).toContain(shown)
    expect(code).toBe(0)
  })

  it('prints what docs/decide.zh-CN.md shows, which has the commands and parts of the English page', async () => {
    const [zh, en] = [read('docs/decide.zh-CN.md'), read('docs/decide.md')]
    const { out } = await yibao(
      'decide examples/luan-village-to-province.json -p luan --as-of 2024-10-01'.split(' '),
      example('luan-village-to-province'),
    )
    expect(out).toContain(/```\n(✗[\s\S]*?)```/.exec(zh)?.[1] ?? 'nothing')
    const commands = (text: string): readonly string[] => [...text.matchAll(/^yibao [^#\n]*/gm)].map(([line]) => line.trim())
    expect(commands(zh)).toEqual(commands(en))
    const headings = (text: string): number => [...text.matchAll(/^## /gm)].length
    expect(headings(zh)).toBe(headings(en))
    const codes = (text: string): readonly string[] =>
      [...new Set([...text.matchAll(/`(?!yibao|npx)([\w./-]+)`/g)].map(([, code]) => code ?? ''))].sort()
    expect(codes(en).filter(code => !zh.includes(code))).toEqual([])
  })

  it('says what was taken by default, once each, in both languages', async () => {
    const argv = 'decide examples/luan-village-to-province.json -p luan --as-of 2024-10-01'.split(' ')
    const json = JSON.parse((await yibao([...argv, '--json'], example('luan-village-to-province'))).out) as Decision
    for (const [language, start] of [
      ['zh', '按默认（案例没有写）：'],
      ['en', 'Assumed (the case does not say): '],
    ] as const) {
      const { out } = await yibao([...argv, '--lang', language], example('luan-village-to-province'))
      const [line = ''] = out.split('\n').filter(one => one.startsWith(start))
      const groups = line.slice(start.length).split(language === 'zh' ? '；' : '; ')
      const facts = groups.flatMap(group => group.replace(/^.*?(——|: )/, '').split(language === 'zh' ? '、' : ', '))
      const labels = json.assumptions.map(({ fact }) => factSpec(fact)?.label[language] ?? fact)
      expect(labels.length).toBeGreaterThan(10)
      expect([...facts].sort()).toEqual([...new Set(labels)].sort())
    }
  })

  it('says it in English, of the way back too', async () => {
    const { out } = await yibao(
      'decide examples/luan-back-to-village.json -p luan --as-of 2024-10-01 --lang en'.split(' '),
      example('luan-back-to-village'),
    )
    expect(out).toContain('✓ Referral to village level: no referral is needed')
    expect(out).toContain('A compliant referral (by the rules of this policy).')
  })

  it('says why a right is not granted, and nothing of a first contact of which the case is silent', async () => {
    const way = JSON.parse(read('examples/luan-back-to-village.json')) as {
      referral: object
      chain: readonly object[]
      institution: object
    }
    const argv = 'decide - -p luan --as-of 2024-10-01'.split(' ')
    const bad = { ...way, chain: [{ from: { adminLevel: 'village' }, to: { adminLevel: 'county' }, filedVia: 'smartPlatform' }] }
    const refused = await yibao(argv, { stdin: JSON.stringify(bad) })
    expect(refused.out).toContain('已在基层首诊。')
    expect(refused.out).toContain('住院免押金，先诊疗后付费（luan/6.4）：不具备（按规定转诊：否）')
    const silent = await yibao(argv, {
      stdin: JSON.stringify({
        ...way,
        referral: { compliant: true },
        chain: [{ from: { adminLevel: 'county' }, to: { adminLevel: 'city' } }],
      }),
    })
    expect(silent.out).toContain('是否基层首诊：案例没有写。')
    expect(silent.out).not.toContain('没有基层首诊')
  })

  it('tells an emergency by whose parameter it is exempt, and of no whitelist', async () => {
    const one = JSON.parse(CASE) as { encounter: object }
    const stdin = JSON.stringify({ ...one, encounter: { ...one.encounter, caseFlags: ['urgentRescue'] } })
    const { out } = await yibao('decide - -p luan --as-of 2024-10-01'.split(' '), { stdin })
    expect(out).toContain('急诊抢救，不受逐级限制')
    expect(out).toContain('参数 emergencyExempt = true')
    expect(out).not.toContain('属白名单直转')
  })

  it('gives the decision as JSON', async () => {
    const { out } = await yibao(
      'decide examples/luan-village-to-province.json -p luan --as-of 2024-10-01 --json'.split(' '),
      example('luan-village-to-province'),
    )
    expect((JSON.parse(out) as { referral: { status: string } }).referral.status).toBe('refused')
  })

  it('adds a year of the calendar from a file, and says which file is none', async () => {
    const stdin = JSON.stringify({ events: [{ kind: 'settlementApplication', date: '2026-12-20' }] })
    const argv = 'decide - -p shandong --as-of 2027-01-05 --calendar 2027.json --lang en'.split(' ')
    const without = await yibao(argv.slice(0, 6).concat('--lang', 'en'), { stdin })
    expect(without.out).toContain('undetermined: the working calendar ends on 2026-12-31')
    const { out } = await yibao(argv, { stdin, files: { '2027.json': '{ "year": 2027, "off": "0101", "on": "" }' } })
    // 21-31 December 2026: 9 working days; January 2027: 20 without the 1st, to Friday the 29th; the 30th is Monday 1 February.
    expect(out).toContain('due 2027-02-01, open')
    const bad = await yibao(argv, { stdin, files: { '2027.json': '[{ "year": "2027", "off": "", "on": "" }, 3]' } })
    expect([bad.code, bad.out]).toEqual([2, ''])
    expect(bad.err).toContain('working calendar "2027.json": /0/year: The year is a whole number')
    expect(bad.err).toContain('working calendar "2027.json": /1: A year of the working calendar reads {"year": 2027, "off":')
  })

  it('says in Chinese, too, where a calendar is wrong and how it is written', async () => {
    const argv = 'decide - -p shandong --as-of 2027-01-05 --calendar c.json'.split(' ')
    const { err } = await yibao(argv, { stdin: '{}', files: { 'c.json': '{ "year": 2027, "off": "0230", "on": 4 }' } })
    expect(err).toContain('工作日历“c.json”: /off: “0230”不是2027年的日子，应写作MMDD')
    expect(err).toContain('工作日历“c.json”: /on: “on”应为文本')
    const gap = await yibao(argv, { stdin: '{}', files: { 'c.json': '{ "year": 2028, "off": "", "on": "" }' } })
    expect([gap.code, gap.err]).toEqual([2, '工作日历“c.json”: 工作日历缺少2027年；各年须相连，至少一年。\n'])
  })

  it('says which published year a calendar replaces, and in how many days; the same year again says nothing', async () => {
    const published = PUBLISHED_DAYS.find(({ year }) => year === 2024)
    const argv = 'decide - -p luan --as-of 2024-10-01 --calendar c.json --lang en'.split(' ')
    const same = await yibao(argv, { stdin: CASE, files: { 'c.json': JSON.stringify(published) } })
    expect([same.code, same.err]).toEqual([0, ''])
    const changed = { ...published, off: (published?.off ?? '').replace('0101 0212 ', '') }
    const { code, err } = await yibao(argv, { stdin: CASE, files: { 'c.json': JSON.stringify([changed]) } })
    expect([code, err]).toEqual([0, 'Note: working calendar "c.json" replaces the published year 2024; 2 days differ.\n'])
  })

  it('needs a day, and says so', async () => {
    const { code, err } = await yibao(['decide', '-', '-p', 'luan', '--lang', 'en'], { stdin: '{}' })
    expect(code).toBe(2)
    expect(err).toContain('A day to judge as of is needed')
  })

  it('lists the events of a policy, what for, by which clause, and what is read of them', async () => {
    const { code, out, err } = await yibao('decide -p luan --events'.split(' '))
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('  notifyTownship（读取 date、completedOn、done、count）\n')
    expect(out).toContain('      由此起算：乡镇（街道）接到通报后3日内劝其出院（luan/3.8）\n')
    expect(out).toContain('  noDeposit：住院免押金，先诊疗后付费（luan/6.4）\n')
    const en = await yibao('decide -p wenzhou --events --lang en'.split(' '))
    expect(en.out).not.toMatch(/[\u4e00-\u9fff]/)
    expect(en.out).toContain('price.itemCategory may be:\n  interventional:')
    const json = JSON.parse((await yibao('decide -p wenzhou --events --json'.split(' '))).out) as Record<
      string,
      readonly { kind: string }[]
    >
    expect(Object.keys(json)).toEqual(['version', 'policy', 'events', 'rights', 'itemCategories'])
    expect(json['events']?.map(({ kind }) => kind)).toContain('priceAdjustment')
  })

  it('exits with 1 where there are findings, and lists the events known beside one that is not', async () => {
    const stdin = JSON.stringify({ ...(JSON.parse(CASE) as object), events: [{ kind: 'notifyTownshp', date: '2024-10-01' }] })
    const argv = 'decide - -p luan --as-of 2024-10-08 --lang en'.split(' ')
    const { code, out, err } = await yibao(argv, { stdin })
    expect([code, err]).toEqual([1, 'Findings: 1; see the decision.\n'])
    expect(out).toContain('The policy speaks of no event "notifyTownshp"')
    expect(out).toContain(
      'Events that the policy knows: appraisalPlan, followUpDrugSupply, notifyTownship, persuadeToLeave, pilotInAppraisal, verifyIdentity (yibao decide -p luan --events)',
    )
    const json = await yibao([...argv, '--json'], { stdin })
    expect([json.code, (JSON.parse(json.out) as Decision).findings.length]).toEqual([1, 1])
    expect(json.err).toMatch(/^Findings: 1; see the decision\.\nEvents that the policy knows: appraisalPlan, /)
    const none = await yibao(argv, { stdin: CASE })
    expect([none.code, none.err]).toEqual([0, ''])
    expect(none.out).not.toContain('Events that the policy knows')
  })

  it('says in its help what its exit codes mean', async () => {
    expect((await yibao(['decide', '--help'])).out).toContain('1 有提示（findings')
    expect((await yibao(['decide', '--help', '--lang', 'en'])).out).toContain('refused, overdue and the like are answers')
  })

  it('reads standard input where no file is named, but not from a terminal', async () => {
    const argv = 'decide -p luan --as-of 2024-10-08'.split(' ')
    expect((await yibao(argv, { stdin: CASE })).code).toBe(0)
    const { code, err } = await yibao(argv, { interactive: true })
    expect([code, err]).toEqual([2, '请给出案例文件，或用 - 从标准输入读取；示例见 yibao example\n'])
  })
})
