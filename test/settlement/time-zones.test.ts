import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'yibao-zones-'))
const bundle = join(folder, 'digest.mjs')

beforeAll(async () => {
  const entry = fileURLToPath(new URL('../support/digest.ts', import.meta.url))
  await build({ entryPoints: [entry], outfile: bundle, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' })
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

it('gives the same bytes under four time zones and locales', () => {
  const zones = [
    ['UTC', 'C'],
    ['Asia/Shanghai', 'zh_CN.UTF-8'],
    ['America/Los_Angeles', 'en_US.UTF-8'],
    ['Pacific/Kiritimati', 'tr_TR.UTF-8'],
  ]
  const packs = ['../packs/lakeside.json', '../../rules/jining'].map(path => fileURLToPath(new URL(path, import.meta.url)))
  const digests = zones.map(([TZ, LC_ALL]) =>
    execFileSync(process.execPath, [bundle, ...packs], { env: { ...process.env, TZ, LC_ALL }, encoding: 'utf8' }),
  )
  expect(digests[0]).toMatch(/^[0-9a-f]{64} 2000\n$/)
  expect(new Set(digests).size).toBe(1)
})
