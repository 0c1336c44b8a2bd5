import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { packNames } from '../../src/node/read-pack.ts'
import { yibao } from '../support/yibao.ts'

const LAKESIDE = fileURLToPath(new URL('../packs/lakeside.json', import.meta.url))

const folder = mkdtempSync(join(tmpdir(), 'yibao-check-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('yibao check', () => {
  it('checks every pack that comes along under each of its schemes: one published table breaks the gap of a draft', async () => {
    const { code, out, err } = await yibao(['check', '--lang', 'en'])
    expect([code, err]).toEqual([1, ''])
    expect(out.match(/errors [1-9]\d*/g)).toEqual(['errors 1'])
    expect(out).toMatch(/wenzhou · scheme published: errors 1[^]*Invariant "grassrootsGap" does not hold/)
    for (const name of packNames()) expect(out).toContain(`${name} · scheme illustrative · illustrative: errors 0, warnings 0`)
  })

  it('exits with 0 where there are warnings only', async () => {
    const { code, out } = await yibao(['check', '-p', LAKESIDE])
    expect(code).toBe(0)
    expect(out).toContain('0 项错误，2 项警示')
    expect(out).toContain('! /clauses: 政策包没有列出条款，引用无从核对。')
  })

  it('exits with 1 where there are errors, with the situation in words', async () => {
    const { code, out, err } = await yibao(['check', '-p', 'jining', '--param', 'primaryInpatientRatio=0.8499'])
    expect([code, err]).toEqual([1, ''])
    expect(out).toContain('“basic”的报销比例0.8499低于规则“primaryInpatientFloor”的下限0.8500。（条款 shandong/2.1）')
    expect(out).toMatch(/情形：.*就医类型 住院；.*险种 城乡居民/)
    expect(out).toContain('其中 basic.baseRatio = 0.8499、界限 = 0.8500')
  })

  it('prints one JSON document, with a claim to settle, and the errors on standard error', async () => {
    const { code, out, err } = await yibao([
      'check',
      '-p',
      'jining',
      '-p',
      'shandong',
      '--param',
      'primaryInpatientRatio=0.8499',
      '--json',
      '--lang',
      'en',
    ])
    expect(code).toBe(1)
    const json = JSON.parse(out) as {
      version: number
      reports: { policy: object; findings: { situations?: { claim: object; state: object }[] }[] }[]
    }
    expect(json.version).toBe(1)
    expect(json.reports.map(report => report.policy)).toMatchObject([{ id: 'jining', scheme: 'illustrative' }, { id: 'shandong' }])
    expect(json.reports[0]?.findings.slice(0, 2)).toMatchObject([{ code: 'parameterOutOfBounds' }, { code: 'ratioUnderBound' }])
    expect(err).toContain('is under the bound 0.8500 of rule "primaryInpatientFloor"')
    const situation = json.reports[0]?.findings.flatMap(one => one.situations ?? [])[0]
    const settled = await yibao(['settle', '-', '-p', 'jining', '--param', 'primaryInpatientRatio=0.8499', '--json'], {
      stdin: JSON.stringify({ ...situation?.claim, state: situation?.state }),
    })
    expect(settled.code).toBe(0)
    expect(settled.out).toContain('"ratioOutOfBounds"')
  })

  it('looks at one day where it is asked to', async () => {
    const before = await yibao(['check', '-p', 'jining', '--as-of', '2023-04-26', '--lang', 'en'])
    expect(before.code).toBe(1)
    expect(before.out).toContain('The policy is in force from 2023-04-27')
    expect((await yibao(['check', '-p', 'jining', '--as-of', '2023-04-27'])).code).toBe(0)
  })

  it('checks without a scheme where none is asked for', async () => {
    const { code, out } = await yibao(['check', '-p', 'jining', '--scheme', 'none', '--lang', 'en'])
    expect(code).toBe(0)
    expect(out).toMatch(/gives no value of \d+ parameters: .*basicLimit/)
  })

  it.each([
    ['a pack that is not there', ['-p', 'nowhere'], 'nowhere'],
    ['a scheme that is not there', ['-p', 'jining', '--scheme', 'nothing'], 'nothing'],
    ['a day that is none', ['-p', 'jining', '--as-of', '2023-02-30'], '2023-02-30'],
    ['a parameter that is none', ['-p', 'jining', '--param', 'x'], '--param'],
  ] as const)('exits with 2 for %s', async (_, args, named) => {
    const { code, err } = await yibao(['check', ...args])
    expect(code).toBe(2)
    expect(err).toContain(named)
  })

  it('exits with 2 for a pack that cannot be loaded, with every issue, and checks the others all the same', async () => {
    const file = join(folder, 'bad.json')
    const pack = { version: 1, id: 'bad', covers: ['inpatient'], layers: [{ id: 'basic', base: ['nothing', 'nowhere'] }] }
    writeFileSync(file, JSON.stringify(pack))
    const { code, out, err } = await yibao(['check', '-p', file, '-p', 'jining', '--lang', 'en'])
    expect(code).toBe(2)
    expect(err).toContain('"nothing"')
    expect(err).toContain('"nowhere"')
    expect(out).toContain('jining · scheme illustrative')
  })

  it('shows examples and exit codes in its help', async () => {
    const { code, out } = await yibao(['check', '--help', '--lang', 'en'])
    expect(code).toBe(0)
    expect(out).toContain('$ yibao check')
    expect(out).toContain('Exit codes:')
  })
})
