import { describe, expect, it } from 'vitest'
import type { SummaryJson } from '../../src/summary/report.ts'
import type { Host } from '../../src/cli/host.ts'
import { run } from '../../src/cli/program.ts'
import { yibao } from '../support/yibao.ts'

const lines = (text: string): readonly string[] => text.split('\n').filter(line => line !== '')

const generate = (...more: readonly string[]) =>
  yibao(['generate', '-p', 'luan', '--claims', '60', '--persons', '12', '--seed', '7', ...more])

describe('yibao generate --policy', () => {
  it('prints claims of the city of the policy, the same for the same seed', async () => {
    const { code, out, err } = await generate()
    expect([code, err]).toEqual([0, ''])
    expect(lines(out)).toHaveLength(60)
    const claims = lines(out).map(line => JSON.parse(line) as { insurance: { poolCity: string } })
    expect(new Set(claims.map(claim => claim.insurance.poolCity))).toEqual(new Set(['341500']))
    expect((await generate()).out).toBe(out)
    expect((await generate('--seed', '8')).out).not.toBe(out)
  })

  it('prints those of a year asked for, and says where the policy is not in force', async () => {
    expect((await generate('--year', '2026')).out).toContain('"2026-')
    const { code, out, err } = await generate('--year', '2023', '--lang', 'en')
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('not in force in the benefit year 2023 (window 2024-08-14 to …)')
  })

  it('wants persons for that many claims', async () => {
    const { code, err } = await yibao(['generate', '-p', 'luan', '--claims', '1001', '--persons', '1'])
    expect(code).toBe(2)
    expect(err).toContain('1001 份单据至少要有 2 人')
    expect((await yibao(['generate', '-p', 'luan', '--claims', '1000', '--persons', '1'])).code).toBe(0)
  })

  it('waits for whoever reads: no more than one block is under way', async () => {
    let [open, most] = [0, 0]
    const host: Host = {
      out: async () => {
        open += 1
        most = Math.max(most, open)
        await new Promise(resolve => setImmediate(resolve))
        open -= 1
      },
      err: () => undefined,
      writeFile: () => false,
      readStdin: () => Promise.resolve(''),
      readFile: () => undefined,
      interactive: false,
      watched: false,
      styled: false,
    }
    expect(await run(['generate', '-p', 'luan', '--claims', '1000', '--persons', '200'], host)).toBe(0)
    expect(most).toBe(1)
  })
})

describe('yibao summary', () => {
  it('sums up a city as a table and as JSON that agree', async () => {
    const { out: stdin } = await generate()
    const table = await yibao(['summary', '-', '-p', 'luan'], { stdin })
    expect([table.code, table.err]).toEqual([0, ''])
    expect(table.out).toContain('结算 60 份，拒绝 0 份；12 人')
    const json = await yibao(['summary', '-', '-p', 'luan', '--json'], { stdin })
    const summary = JSON.parse(json.out) as SummaryJson
    expect(summary.rows).toEqual({ settled: 60, rejected: 0, refused: {} })
    expect(table.out.replaceAll(',', '')).toContain(summary.sums.total)
  })

  it('counts rows that are no claims and goes on', async () => {
    const { out } = await generate()
    const stdin = `${out}{"id":\n{"id":"x"}\n`
    const { code, out: text } = await yibao(['summary', '-', '-p', 'luan', '--lang', 'en'], { stdin })
    expect(code).toBe(0)
    expect(text).toContain('60 claims settled, 2 refused')
    expect(text).toMatch(/badJsonLine +1/)
  })

  it('says where the page cannot be written', async () => {
    const { out: stdin } = await generate()
    const { code, err } = await yibao(['summary', '-', '-p', 'luan', '--html', '/nowhere/x.html', '--lang', 'en'], { stdin })
    expect(code).toBe(2)
    expect(err).toContain('cannot write the file "/nowhere/x.html"')
  })

  it('needs a policy', async () => {
    const { code, err } = await yibao(['summary', '-'], { stdin: '{}' })
    expect(code).toBe(2)
    expect(err).toContain('--policy')
  })
})
