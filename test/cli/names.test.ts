import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { yibao } from '../support/yibao.ts'

const examples = new URL('../../examples/', import.meta.url)

describe('yibao facts', () => {
  it('lists facts with their meaning, codes, and what holds if absent', async () => {
    const { code, out, err } = await yibao(['facts', 'referral.'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /\| referral\.whitelist +\| 转诊白名单命中 +\| 代码集合 +\| county 县内转诊白名单 +\| 无 +\|\n\| +\| +\| +\| city 市级转诊白名单/,
    )
    expect(out).not.toContain('| encounter.')
  })

  it('says it in English', async () => {
    const { out } = await yibao(['facts', '--lang', 'en'])
    expect(out).not.toMatch(/[\u4e00-\u9fff]/)
    expect(out).toMatch(/\| urgentRescue \(Urgent rescue\) +\|/)
    expect(out).toMatch(/\| institution\.tier +\|[^|]*\|[^|]*\|[^|]*\| required where a rule reads it/)
  })

  it('leaves out what a policy does not read, and says who reads the rest', async () => {
    const { out } = await yibao(['facts', '-p', 'luan'])
    expect(out).toMatch(/\| referral\.whitelist .*\| 判断 +\|/)
    expect(out).toMatch(/\| insurance\.scheme .*\| 结算、判断 +\|/)
    expect(out).not.toContain('person.employment')
  })

  it('gives them as JSON', async () => {
    const facts = JSON.parse((await yibao(['facts', 'encounter.caseFlags', '-p', 'luan', '--json'])).out) as readonly Record<
      string,
      unknown
    >[]
    expect(facts.map(({ fact, readBy }) => [fact, readBy])).toEqual([['encounter.caseFlags', ['settle', 'decide']]])
    expect(facts[0]?.['values']).toContainEqual({ code: 'urgentRescue', label: { zh: '急诊抢救', en: 'Urgent rescue' } })
  })

  it('of which none begins so are an error that suggests one', async () => {
    expect(await yibao(['facts', 'whitelist', '--lang', 'en'])).toEqual({
      code: 2,
      out: '',
      err: 'No fact begins with "whitelist". Did you mean "referral.whitelist"?\n',
    })
    expect((await yibao(['facts', 'person.employment', '-p', 'luan'])).err).toBe('政策“luan”不读以“person.employment”开头的事实。\n')
  })
})

describe('yibao example', () => {
  const names = readdirSync(examples, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.json'))
    .map(file => file.replace('.json', '').replaceAll('\\', '/'))

  it('lists every example, each with a command to try it', async () => {
    const { code, out } = await yibao(['example'])
    expect(code).toBe(0)
    expect(names.length).toBeGreaterThan(3)
    for (const name of names) expect(out).toContain(`  yibao example ${name} `)
    expect(out).toContain('  yibao example shanwei-year/year-1-overrun | yibao budget close - -p shanwei\n')
  })

  it('has commands that work', async () => {
    const { out } = await yibao(['example'])
    const piped = out.split('\n').filter(line => line.includes(' | '))
    expect(piped).toHaveLength(10)
    for (const line of piped) {
      const [first = '', second = ''] = line.split(' | ')
      const example = await yibao(first.trim().split(' ').slice(1))
      expect((await yibao(second.split(' ').slice(1), { stdin: example.out })).code, line).toBe(0)
    }
  })

  it('writes an example as it stands', async () => {
    for (const name of names) expect((await yibao(['example', name])).out).toBe(readFileSync(new URL(`${name}.json`, examples), 'utf8'))
  })

  it('that there is not is an error that lists those there are', async () => {
    const { code, out, err } = await yibao(['example', '../package', '--lang', 'en'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('There is no example "../package"; there are: dip-year, ')
  })
})

describe('help', () => {
  it.each([['facts'], ['example'], ['indicators'], ['decide']])('%s teaches by examples, in both languages', async command => {
    const zh = await yibao([command, '--help'])
    expect([zh.code, zh.err]).toEqual([0, ''])
    expect(zh.out).toContain(`$ yibao ${command}`)
    expect(zh.out).toContain('退出码：')
    expect((await yibao([command, '--help', '--lang', 'en'])).out).not.toMatch(/[\u4e00-\u9fff]/)
  })
})
