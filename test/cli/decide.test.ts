import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { yibao } from '../support/yibao.ts'

const root = new URL('../../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8')
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

  it('says it in English, of the way back too', async () => {
    const { out } = await yibao(
      'decide examples/luan-back-to-village.json -p luan --as-of 2024-10-01 --lang en'.split(' '),
      example('luan-back-to-village'),
    )
    expect(out).toContain('✓ Referral to village level: no referral is needed')
    expect(out).toContain('A compliant referral (by the rules of this policy).')
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
    const bad = await yibao(argv, { stdin, files: { '2027.json': '{ "year": "2027" }' } })
    expect([bad.code, bad.out]).toEqual([2, ''])
  })

  it('needs a day, and says so', async () => {
    const { code, err } = await yibao(['decide', '-', '-p', 'luan', '--lang', 'en'], { stdin: '{}' })
    expect(code).toBe(2)
    expect(err).toContain('A day to judge as of is needed')
  })
})
