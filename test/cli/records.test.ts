import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { CLAIM, yibao } from '../support/yibao.ts'

const LAKESIDE = fileURLToPath(new URL('../packs/lakeside.json', import.meta.url))

const folders: string[] = []
function written(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-cli-'))
  folders.push(folder)
  for (const [name, value] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), JSON.stringify(value))
  }
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

const fixture = (paid: string, parts: Readonly<Record<string, unknown>> = {}): unknown => ({
  version: 1,
  name: `a stay is paid ${paid}`,
  clause: ['lakeside/2', 'lakeside/10'],
  claim: CLAIM,
  expect: { 'basic.paid': paid },
  workings: { 'basic.paid': '(6200 - 300 - 100 - 300) * 0.85' },
  ...parts,
})

describe('yibao test', () => {
  it('exits with 0 where all pass, and sums up by place and clause', async () => {
    const folder = written({ 'a.json': fixture('4675.00') })
    const { code, out, err } = await yibao(['test', folder, '-p', LAKESIDE, '--lang', 'en'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/1 fixtures, 1 passed, 0 failed, 0 cannot be run\n {2}lakeside\/2 +1\/1 passed\n {2}lakeside\/10 +1\/1 passed\n/)
  })

  it('exits with 1 where some fail, with all that is wrong in the report', async () => {
    const folder = written({ 'a.json': fixture('4675.00'), 'b.json': fixture('4675.01') })
    const { code, out, err } = await yibao(['test', folder, '-p', LAKESIDE])
    expect([code, err]).toEqual([1, ''])
    expect(out).toContain(`✗ a stay is paid 4675.01（${join(folder, 'b.json')}）`)
    expect(out).toContain('/workings/basic.paid: basic.paid 的算式')
    expect(out).toContain('/expect/basic.paid: basic.paid 应为 4675.01，实为 4675.00。统筹基金支付 4675.00 元')
    expect(out).toContain('合计：2 个样例，1 通过，1 不符，0 无法运行')
  })

  it('prints JSON, with the rules that were seen', async () => {
    const folder = written({ 'a.json': fixture('4675.00'), 'b.json': fixture('1.00') })
    const { code, out } = await yibao(['test', folder, '-p', LAKESIDE, '--json', '--coverage'])
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      count: 2,
      passed: 1,
      failed: 1,
      places: [
        {
          fixtures: [
            { status: 'passed', issues: [] },
            { status: 'failed', issues: [{ code: 'workingsDiffer' }, { code: 'lineDiffers' }] },
          ],
        },
      ],
    })
    const { places } = JSON.parse(out) as { places: { rules: { rule: string; fired: number; notFired: number }[] }[] }
    expect(places[0]?.rules).toContainEqual({ rule: 'ratio#1', fired: 2, notFired: 0 })
  })

  it('tells which rules the fixtures saw', async () => {
    const clinic = { ...CLAIM, institution: { ...CLAIM.institution, type: 'hospital', tier: 'level3', adminLevel: 'city' } }
    const folder = written({
      'a.json': fixture('4675.00'),
      'b.json': fixture('0.00', { claim: clinic, workings: undefined }),
    })
    const { out } = await yibao(['test', folder, '-p', LAKESIDE, '--coverage', '--lang', 'en'])
    expect(out).toMatch(/Rules of .*: \d+, [1-9]\d* of them seen firing and not firing/)
    expect(out).toMatch(/never fired: .*noOutpatientDeductible/)
    expect(out).not.toMatch(/never fired: .*\bratio#1\b/)
    expect(out).toMatch(/table rows: \d+, [1-9]\d* of them hit/)
    expect(out).toMatch(/boundaries: [1-9]\d*, 0 of them seen on both sides\n {4}window: date.rules >= 20\d\d-\d\d-\d\d, not seen at 20/)
  })

  it('exits with 2 where a fixture cannot be run, and runs the others', async () => {
    const folder = written({
      'a.json': fixture('4675.00'),
      'b.json': fixture('4675.00', { expect: { 'basic.piad': '1.00' }, workings: {} }),
    })
    const { code, out, err } = await yibao(['test', folder, '-p', LAKESIDE, '--lang', 'en'])
    expect(code).toBe(2)
    expect(out).toContain('2 fixtures, 1 passed, 0 failed, 1 cannot be run')
    expect(err).toBe(`${join(folder, 'b.json')}: /expect/basic.piad: This policy has no line "basic.piad". Did you mean "basic.paid"?\n`)
  })

  it.each([
    [['test', '/nowhere/at/all'], /nowhere/],
    [['test', '-p', 'no-such-pack'], /no-such-pack/],
    [['test', '--bogus'], /--bogus/],
  ])('%j is bad input', async (argv, message) => {
    const { code, out, err } = await yibao(argv)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })
})

const clauses = [
  { id: 'pond/1', locator: '第一条', text: { zh: '按八成支付。', en: 'Pays 80%.' }, kind: 'payout', disposition: 'executable' },
  { id: 'pond/2', text: { zh: '适当提高。', en: 'Raise as fit.' }, kind: 'payout', disposition: 'directional' },
  { id: 'pond/3', reason: { zh: '标题。', en: 'A heading.' }, kind: 'organisation', disposition: 'notComputable' },
  { id: 'pond/4', later: 'budget', encodedBy: ['window'] },
]
const pond = (more: readonly unknown[] = [], clause = 'pond/1'): unknown => ({
  version: 1,
  id: 'pond',
  window: { from: '2023-01-01' },
  clauses: [...clauses, ...more],
  rules: [{ id: 'eighty', clause, conditions: {}, event: {} }],
  parameters: [{ id: 'raise', type: 'ratio', clause: 'pond/2' }],
})

describe('yibao coverage', () => {
  it('lists every clause with what encodes it or why nothing does', async () => {
    const { code, out, err } = await yibao(['coverage', join(written({ 'p.json': pond() }), 'p.json'), '--lang', 'en'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe(
      [
        '  pond/1  encoded     rule eighty',
        '  pond/2  parameter   parameter raise',
        '  pond/3  registered  A heading.',
        '  pond/4  encoded     pack window',
        'pond: 4 clauses; 2 encoded, 1 parameterised, 1 registered, 0 unaccounted',
        '',
      ].join('\n'),
    )
  })

  it('prints the counts of each pack as JSON', async () => {
    const { code, out } = await yibao(['coverage', join(written({ 'p.json': pond() }), 'p.json'), '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual([{ pack: 'pond', clauses: 4, encoded: 2, parameterised: 1, registered: 1, unaccounted: 0 }])
  })

  it('exits with 1 where a clause is unaccounted or a citation cites nothing', async () => {
    const file = join(written({ 'p.json': pond([{ id: 'pond/5' }], 'pond/11') }), 'p.json')
    const { code, out, err } = await yibao(['coverage', file, '--lang', 'en'])
    expect(code).toBe(1)
    expect(out).toMatch(/pond\/5 {2}UNACCOUNTED\n/)
    expect(err.split('\n').filter(line => line !== '')).toEqual([
      '/rules/0: In pack "pond", rule eighty cites the clause "pond/11", which no pack registers. Did you mean "pond/1"?',
      'Clause "pond/1" is neither encoded nor registered with a reason.',
      'Clause "pond/5" is neither encoded nor registered with a reason.',
    ])
  })

  it('lists the packs of this package where none is named', async () => {
    const { out } = await yibao(['coverage', '--json'])
    const packs = (JSON.parse(out) as { pack: string; clauses: number }[]).map(one => one.pack)
    expect(packs.length).toBeGreaterThan(0)
    expect(packs).toEqual([...packs].sort())
  })

  it.each([
    [['coverage', 'no-such-pack'], /no-such-pack/],
    [['coverage', LAKESIDE, '--lang', 'fr'], /fr/],
  ])('%j is bad input', async (argv, message) => {
    const { code, err } = await yibao(argv)
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })

  it('refuses clause records that are none', async () => {
    const { code, err } = await yibao(['coverage', join(written({ 'p.json': pond([{ id: 'pond/5', kind: 'payment' }]) }), 'p.json')])
    expect(code).toBe(2)
    expect(err).toContain('/clauses/4/kind')
  })
})

describe('yibao clause', () => {
  const file = (): string => join(written({ 'p.json': pond() }), 'p.json')

  it('shows a clause in both languages with what encodes it', async () => {
    const { code, out } = await yibao(['clause', 'pond/1', '-p', file(), '--lang', 'en'])
    expect(code).toBe(0)
    expect(out).toBe(
      [
        'pond/1',
        'Where: 第一条',
        '按八成支付。',
        'Pays 80%.',
        '',
        'Status: encoded  |  Kind: payout  |  Disposition: executable',
        'Encoded by:',
        '  - rule eighty (/rules/0)',
        '',
      ].join('\n'),
    )
  })

  it('or the reason why nothing does', async () => {
    const { out } = await yibao(['clause', 'pond/3', '-p', file()])
    expect(out).toContain('状态：已登记  |  类别：组织保障  |  可算性：不可计算\n理由：标题。\n没有编码。\n')
  })

  it('prints JSON', async () => {
    const { out } = await yibao(['clause', 'pond/2', '-p', file(), '--json'])
    expect(JSON.parse(out)).toMatchObject({
      id: 'pond/2',
      pack: 'pond',
      status: 'parameterised',
      citations: [{ kind: 'parameter', id: 'raise' }],
    })
  })

  it('suggests the nearest id for one that is not there', async () => {
    const { code, out, err } = await yibao(['clause', 'pondd/4', '-p', file(), '--lang', 'en'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toBe('There is no clause "pondd/4". Did you mean "pond/4"?\n')
  })
})

describe('help', () => {
  it.each([['test'], ['clause'], ['coverage']])('%s teaches by examples, in both languages', async command => {
    const zh = await yibao([command, '--help'])
    expect([zh.code, zh.err]).toEqual([0, ''])
    expect(zh.out).toContain('$ yibao')
    expect(zh.out).toContain('1 有发现')
    const en = await yibao([command, '--help', '--lang', 'en'])
    expect(en.out).not.toMatch(/[\u4e00-\u9fff]/)
  })
})
