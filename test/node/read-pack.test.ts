import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPolicyError } from '../../src/base/issue.ts'
import { findPack, packNames, readPackFolder } from '../../src/node/read-pack.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yibao-pack-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const codes = (read: () => unknown): readonly string[] => {
  try {
    read()
  } catch (error) {
    if (isPolicyError(error)) return error.issues.map(issue => issue.code)
    throw error
  }
  return []
}

const write = (name: string, text: string): void => {
  writeFileSync(join(folder, name), text)
}

describe('a pack folder', () => {
  it('that comes with the package is found by its name', () => {
    expect(packNames()).toEqual(expect.arrayContaining(['jining', 'shandong']))
    expect(findPack('jining')).toMatchObject({ id: 'jining', adopted: [{ id: 'shandong' }] })
  })

  it('must have a pack.json that is JSON', () => {
    expect(codes(() => readPackFolder(folder))).toEqual(['unreadableFile'])
    write('pack.json', '{"id": ')
    expect(codes(() => readPackFolder(folder))).toEqual(['badJson'])
  })

  it('has no files, keys or shapes that would be passed over in silence', () => {
    write('pack.json', '{"id":"x"}')
    write('payouts.json', '{}')
    expect(codes(() => readPackFolder(folder))).toEqual(['unknownFile'])
    rmSync(join(folder, 'payouts.json'))
    write('payout.json', '{"rulez":[],"tables":{}}')
    expect(codes(() => readPackFolder(folder))).toEqual(['unknownKey', 'wrongType'])
  })

  it('that adopts in a circle, or no list, is no endless loop', () => {
    write('pack.json', JSON.stringify({ id: 'x', adopts: ['.'] }))
    expect(codes(() => readPackFolder(folder))).toEqual(['unreadableFile'])
    write('pack.json', JSON.stringify({ id: 'x', adopts: 'shandong' }))
    expect(readPackFolder(folder)).toMatchObject({ adopts: 'shandong' })
  })

  it('may adopt a pack that comes with the package; one beside it comes first', () => {
    mkdirSync(join(folder, 'ours'))
    write('ours/pack.json', JSON.stringify({ id: 'ours', adopts: ['shandong'] }))
    expect(readPackFolder(join(folder, 'ours'))).toMatchObject({ adopted: [{ id: 'shandong', status: 'issued' }] })
    mkdirSync(join(folder, 'shandong'))
    write('shandong/pack.json', JSON.stringify({ id: 'shandong', status: 'draft' }))
    expect(readPackFolder(join(folder, 'ours'))).toMatchObject({ adopted: [{ id: 'shandong', status: 'draft' }] })
  })

  it('that is not there names those that are', () => {
    expect(codes(() => findPack('jinin'))).toEqual(['unknownPack'])
  })
})
