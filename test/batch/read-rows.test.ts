import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ColumnMap } from '../../src/batch/job.ts'
import { csvReader } from '../../src/batch/read-csv.ts'
import { inputChunks } from '../../src/batch/read-input.ts'
import { MAX_ROW, readLines } from '../../src/batch/read-lines.ts'
import { chunksOf, Collected } from './support.ts'

async function lines(text: Buffer | string, size = 1000): Promise<readonly string[]> {
  const sink = new Collected()
  await readLines(chunksOf(text, size), sink)
  return sink.rows
}

async function csv(text: Buffer | string, map?: ColumnMap, size = 1000): Promise<readonly string[]> {
  const sink = new Collected()
  await csvReader(map)(chunksOf(text, size), sink)
  return sink.rows
}

describe('lines of NDJSON', () => {
  it('are the same rows in chunks of any size, numbered as lines, blank ones passed over', async () => {
    for (const size of [1, 2, 3, 5, 1000])
      expect(await lines('{"a":1}\n\n  \t\n{"b":"中"}\r\n\r\n{"c":3}', size)).toEqual(['1: {"a":1}', '4: {"b":"中"}\r', '6: {"c":3}'])
  })

  it('end with or without a line end', async () => {
    expect(await lines('1\n2')).toEqual(['1: 1', '2: 2'])
    expect(await lines('1\n2\n')).toEqual(['1: 1', '2: 2'])
    expect(await lines('')).toEqual([])
  })

  it('are taken at the greatest length and refused one byte longer, and the next one is read', async () => {
    const long = (length: number): string => `"${'x'.repeat(length - 2)}"`
    expect((await lines(`${long(MAX_ROW)}\n1\n`, 65536)).map(row => row.slice(0, 4))).toEqual(['1: "', '2: 1'])
    expect(await lines(`${long(MAX_ROW + 1)}\n1\n`, 65536)).toEqual(['1! rowTooLong', '2: 1'])
    expect(await lines(`1\n${long(MAX_ROW + 1)}`, 65536)).toEqual(['1: 1', '2! rowTooLong'])
  })
})

describe('the chunks of an input', () => {
  it('leave out a byte order mark at the beginning only, and tell how many bytes were read', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'yibao-read-'))
    try {
      for (const [text, expected] of [
        ['\uFEFF1\n\uFEFF2', '1\n\uFEFF2'],
        ['\uFEFF', ''],
        ['1', '1'],
        ['', ''],
      ] as const) {
        writeFileSync(join(dir, 'in'), text)
        let read = 0
        const parts: Buffer[] = []
        for await (const chunk of inputChunks(join(dir, 'in'), bytes => (read = bytes))) parts.push(chunk)
        expect([Buffer.concat(parts).toString(), read]).toEqual([expected, Buffer.byteLength(text)])
      }
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})

describe('records of CSV', () => {
  it('are claims by the paths of their columns, in chunks of any size; an empty cell is a field left out', async () => {
    const text =
      'id,person.id,person.rural,person.conditions,cost.total,cost.items,person.remotePlacementCount\r\n' +
      'c1,"p,""1""",true,diabetes; hypertension,12.50,"[{""amount"":""12.50""}]",2\r\n' +
      '\r\n' +
      'c2,中,maybe,,,not json,\n'
    const expected = [
      '1: {"id":"c1","person":{"id":"p,\\"1\\"","rural":true,"conditions":["diabetes","hypertension"],"remotePlacementCount":2},"cost":{"total":"12.50","items":[{"amount":"12.50"}]}}',
      '2: {"id":"c2","person":{"id":"中","rural":"maybe"},"cost":{"items":"not json"}}',
    ]
    for (const size of [1, 7, 1000]) expect(await csv(text, undefined, size)).toEqual(expected)
  })

  it('take columns by a map and leave others alone', async () => {
    expect(await csv('卡号,备注,单据\np1,x,c1\n', { 'person.id': '卡号', id: '单据' })).toEqual(['1: {"person":{"id":"p1"},"id":"c1"}'])
  })

  it('are refused one by one: too few columns, too many, not UTF-8, a quote that is not closed', async () => {
    const text = Buffer.concat([
      Buffer.from('id,person.id\nc1\nc2,p2,x\nc3,'),
      Buffer.from([0xd6, 0xd0]),
      Buffer.from('\nc4,p4\n"c5,p5\nc6,p6\n'),
    ])
    expect(await csv(text)).toEqual([
      '1! rowColumns',
      '2! rowColumns',
      '3! rowNotUtf8',
      '4: {"id":"c4","person":{"id":"p4"}}',
      '5! rowNotCsv',
    ])
  })

  it('keep a stray quote, and the record after it', async () => {
    expect(await csv('id,person.id\na"b,p1\n"c"d,p2\n"e",p3\n')).toEqual([
      '1: {"id":"a\\"b","person":{"id":"p1"}}',
      '2: {"id":"\\"c\\"d","person":{"id":"p2"}}',
      '3: {"id":"e","person":{"id":"p3"}}',
    ])
  })

  it('stop where a record is so long that the next one cannot be found', async () => {
    await expect(csv(`id,person.id\nc1,p1\n"c2,${'x'.repeat(MAX_ROW)}\nc3,p3\n`, undefined, 65536)).rejects.toMatchObject({
      code: 'recordTooLong',
      params: { row: '2' },
    })
  })

  it('need columns that are facts, each once, and those of the map', async () => {
    await expect(csv('id,person.idd,foo\nc1,p1,x\n')).rejects.toMatchObject({
      code: 'unknownColumns',
      params: { names: 'person.idd (person.id?), foo' },
    })
    await expect(csv('id,id\nc1,p1\n')).rejects.toMatchObject({ code: 'duplicateColumns', params: { names: 'id' } })
    await expect(csv('a,b\n1,2\n', { id: 'a', 'person.id': 'c' })).rejects.toMatchObject({ code: 'missingColumns' })
    await expect(csv('a,b\n1,2\n', { idd: 'a' })).rejects.toMatchObject({ code: 'unknownFacts', params: { names: 'idd (id?)' } })
    await expect(csv('history.stays\n1\n')).rejects.toMatchObject({ code: 'unknownColumns' })
    await expect(csv('')).rejects.toMatchObject({ code: 'noHeader' })
  })
})
