import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { yibao } from '../support/yibao.ts'

const DOCS = readFileSync(new URL('../../docs/batch.md', import.meta.url), 'utf8')

const blocks = (language: string): readonly string[] =>
  [...DOCS.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(match => match[1] ?? '')

it.each(['node', 'duckdb'])('docs/batch.md shows what its example gives with the engine %s', async engine => {
  const dir = mkdtempSync(join(tmpdir(), 'yibao-docs-'))
  try {
    const [claims = '', results = ''] = blocks('csv')
    const [input, output] = [join(dir, 'claims.csv'), join(dir, 'results.csv')]
    writeFileSync(input, claims)
    const words = (blocks('sh')[0] ?? '').trim().replace('claims.csv', input).replace('results.csv', output).split(' ').slice(1)
    const { code, err } = await yibao([...words, '--workers', '1', '--engine', engine])
    expect([code, err]).toEqual([0, expect.any(String)])
    expect(readFileSync(output, 'utf8')).toBe(results)
  } finally {
    rmSync(dir, { recursive: true })
  }
})
