import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Host } from '../../src/cli/host.ts'
import { JsonList } from '../../src/cli/json-list.ts'

async function pieces(values: readonly unknown[]): Promise<readonly string[]> {
  const told: string[] = []
  const list = new JsonList({ out: (text: string) => Promise.resolve(void told.push(text)) } as unknown as Host)
  for (const value of values) await list.add(value)
  await list.end()
  return told
}

describe('a list in JSON that is written as it comes', () => {
  it('is what JSON.stringify makes of it whole, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), async values => {
        expect((await pieces(values)).join('')).toBe(`${JSON.stringify(values, null, 2)}\n`)
      }),
    )
  })

  it('is never one text, if it is long', async () => {
    // 300 values of 10,000 characters: 3 MB in pieces of 1 MB.
    const values = Array.from({ length: 300 }, () => 'x'.repeat(10_000))
    const told = await pieces(values)
    expect(told.join('')).toBe(`${JSON.stringify(values, null, 2)}\n`)
    expect(told.length).toBeGreaterThan(2)
  })
})
