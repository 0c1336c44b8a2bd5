import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it, vi } from 'vitest'
import { CLAIM, yibao } from '../support/yibao.ts'

vi.mock('@duckdb/node-api', () => {
  throw new Error('Cannot find package')
})

const LAKESIDE = fileURLToPath(new URL('../packs/lakeside.json', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'yibao-missing-'))
afterAll(() => {
  rmSync(dir, { recursive: true })
})

it.each([
  ['--engine', 'duckdb'],
  ['--from', 'parquet'],
  ['--to', 'parquet'],
])('without the optional peer %s %s ends with what to install, exit code 3, no result', async (option, value) => {
  const [input, out] = [join(dir, 'in'), join(dir, `out${value}`)]
  writeFileSync(input, `${JSON.stringify(CLAIM)}\n`)
  const { code, err } = await yibao(['batch', input, '-o', out, '-p', LAKESIDE, '--workers', '1', option, value, '--lang', 'en'])
  expect(code).toBe(3)
  expect(err).toContain('The optional peer @duckdb/node-api is needed: npm i @duckdb/node-api\n')
  expect(existsSync(out)).toBe(false)
})
