import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteCodes, hashOf } from '../../src/accelerated/bytes/byte-codes.ts'
import { bytesOf, textOf, wideLength } from '../../src/accelerated/bytes/byte-text.ts'
import { ByteValues } from '../../src/accelerated/bytes/byte-values.ts'
import { compact } from '../../src/accelerated/bytes/compact.ts'
import { matchText } from '../../src/accelerated/bytes/match-text.ts'
import { BAD, isText, parseArea, parseCivilDay, parseCount, parseMoney, parseShare } from '../../src/accelerated/parse.ts'
import { itemCodes } from '../../src/accelerated/items.ts'
import { lineText } from '../../src/accelerated/bytes/line-text.ts'
import { readerPlan } from '../../src/accelerated/reader-plan.ts'
import { compileText } from '../../src/expression/readings/compile.ts'
import { MAX_FEN } from '../../src/facts/spec.ts'
import { openPack } from '../../src/full-policy.ts'
import { recordInputs } from '../../src/settlement/prepare.ts'
import { lakeside } from '../support/packs.ts'

const encoder = new TextEncoder()
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

/** What a reader makes of a JSON value that stands before a comma, after another text. */
function read(json: string, reader: (values: ByteValues) => number | string): number | string {
  const bytes = new Uint8Array(2048)
  bytes.set(encoder.encode(`"a":${json},0`))
  return reader(new ByteValues(bytes))
}

/** Values of JSON, as they are written: ordinary ones, and those that differ from them by little. */
const VALUES = [
  ...[
    '0',
    '5',
    '12',
    '0.1',
    '0.10',
    '12.34',
    '12.345',
    '1.00',
    '01',
    '00.10',
    '.5',
    '5.',
    '1e3',
    '1E2',
    '-1',
    '-0',
    '+1',
    '1_0',
    '123456789',
    '1234567890',
  ],
  ...[
    '999999999.99',
    '1000000000.00',
    '1000000000.01',
    '0.0000',
    '0.0001',
    '0.00001',
    '0.9999',
    '1.0',
    '1.0000',
    '1.0001',
    '10000',
    '1000',
    '1001',
    '1001.0',
  ],
  ...['true', 'null', '[]', '{}', '', ' 1', '1 '],
]
const TEXTS = [
  ...VALUES,
  ...[
    '2024-02-29',
    '2023-02-29',
    '1970-01-01',
    '1970-01-02',
    '2199-12-31',
    '2200-01-01',
    '2024-00-10',
    '2024-13-10',
    '2024-04-31',
    '2024-04-30',
  ],
  ...['2024-12-00', '2024-12-32', '2100-02-29', '2000-02-29', '2024/01/01', '2024-1-001', '20240-1-01', 'é024-01-01', '2024-01- 1'],
  ...['990100', '099010', '100000', '99010', '9901000', '99010x', 'x99010', '９９０１００'],
  ...[
    'a',
    'x'.repeat(200),
    'x'.repeat(201),
    'é'.repeat(200),
    'é'.repeat(201),
    '😀'.repeat(100),
    '😀'.repeat(101),
    '张三',
    '\u007f',
    '\u2028',
  ],
]
const JSONS = [...VALUES, ...TEXTS.map(text => JSON.stringify(text)), '"\\u0061"', '"a\\"b"', '"a', '"\u0001"', '"a"b']

describe('values read from bytes are those read from what JSON.parse gives, or left', () => {
  const readers: readonly (readonly [string, (values: ByteValues) => number, (value: unknown) => number])[] = [
    ['amounts', v => v.money(4, MAX_FEN), value => parseMoney(value, MAX_FEN)],
    ['small amounts', v => v.money(4, 10000), value => parseMoney(value, 10000)],
    ['shares', v => v.share(4), parseShare],
    ['counts', v => v.count(4, 1, 1000), value => parseCount(value, 1, 1000)],
    ['days', v => v.day(4), parseCivilDay],
    ['areas', v => v.area(4), parseArea],
    ['lengths of texts', v => (v.skip(4) === BAD ? BAD : 1), value => (isText(value) ? 1 : BAD)],
  ]

  it.each(readers)('%s', (name, ofBytes, ofValue) => {
    let taken = 0
    for (const json of JSONS) {
      const got = read(json, ofBytes)
      if (got === BAD) continue
      taken++
      // What follows the value is looked at by who reads the object: here a number may end in the midst of something.
      const end = read(
        json,
        v => (ofBytes(v), name === 'days' ? 16 : name === 'areas' ? 12 : name === 'lengths of texts' ? v.skip(4) : v.at),
      ) as number
      const ends = encoder.encode(`"a":${json},0`)[end] === 44 && end - 4 === encoder.encode(json).length
      if (!ends) continue
      expect({ json, got }).toEqual({ json, got: parsed(json) === undefined ? BAD : ofValue(parsed(json)?.value) })
    }
    expect(taken).toBeGreaterThan(1)
  })

  it.each([
    ['"12.34"', 1234],
    ['12.34', 1234],
    ['12.3', 1230],
    ['"12"', 1200],
    ['0', 0],
    ['"0.00"', 0],
    ['"999999999.99"', 99999999999],
  ])('the amount %s is taken', (json, fen) => {
    expect(read(json, v => v.money(4, MAX_FEN))).toBe(fen)
  })

  it('amounts of every length, written as texts and as numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), fc.boolean(), (fen, isNumber) => {
        const text = `${String(Math.floor(fen / 100))}.${String(fen % 100).padStart(2, '0')}`
        expect(read(isNumber ? text : `"${text}"`, v => v.money(4, MAX_FEN))).toBe(fen)
      }),
    )
  })

  it('texts, the same one again and others of the same place', () => {
    const values = new ByteValues(new Uint8Array(1024))
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 50 }), texts => {
        for (const text of [...texts, ...texts, 'é', '\u00c3\u00a9']) {
          const json = JSON.stringify(text)
          values.bytes.fill(0)
          values.bytes.set(encoder.encode(json))
          if (!json.includes('\\')) expect(values.text(0)).toBe(text)
        }
      }),
    )
  })
})

describe('bytes and texts', () => {
  it('are turned into each other as by TextEncoder and TextDecoder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), text => {
        const bytes = bytesOf(text)
        expect(bytes).toEqual(encoder.encode(text))
        expect(textOf(bytes, 0, bytes.length)).toBe(text)
      }),
    )
  })

  it('keep two lone surrogates apart, which TextEncoder does not', () => {
    expect(bytesOf('\ud800')).toEqual(Uint8Array.from([0xed, 0xa0, 0x80]))
    expect(bytesOf('\ud801')).not.toEqual(bytesOf('\ud800'))
  })

  it('are UTF-8 where TextDecoder says so', () => {
    const byte = fc.constantFrom(
      0x7f,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc0,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xe1,
      0xed,
      0xee,
      0xef,
      0xf0,
      0xf1,
      0xf3,
      0xf4,
      0xf5,
      0xff,
    )
    fc.assert(
      fc.property(fc.array(byte, { minLength: 1, maxLength: 6 }), list => {
        const bytes = Uint8Array.from(list)
        let at = 0
        while (at < bytes.length) {
          const size = bytes[at]! < 128 ? 1 : wideLength(bytes, at)
          if (size === 0 || at + size > bytes.length) break
          at += size
        }
        let isUtf8 = true
        try {
          strict.decode(bytes)
        } catch {
          isUtf8 = false
        }
        expect(at === bytes.length).toBe(isUtf8)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('a match of texts', () => {
  const alphabet = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'E', '0'), minLength: 1, maxLength: 9 })

  it('finds each of them and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(alphabet, { minLength: 1, maxLength: 40 }), fc.array(alphabet, { maxLength: 20 }), (names, others) => {
        const text = matchText(names.map((name, i) => ({ text: `"${name}"`, body: `return ${String(i)}` })))
        const bytes = new Uint8Array(64)
        const find = compileText(`return function (p) {\n${text}return -1\n}`, {
          B: bytes,
          V: new DataView(bytes.buffer),
        }) as (p: number) => number
        for (const name of [...names, ...others]) {
          // What stands beyond a text differs from one time to the next.
          bytes.fill(name.length * 37)
          bytes.set(encoder.encode(`"${name}"`), 3)
          expect(find(3)).toBe(names.indexOf(name))
          bytes[3 + name.length] = 255
          expect(find(3)).toBe(-1)
        }
      }),
    )
  })

  it('is refused where one text begins another, and for what is not ASCII', () => {
    const cases = (...texts: readonly string[]): string => matchText(texts.map(text => ({ text, body: '' })))
    expect(() => cases('abcd', 'abcdef')).toThrow(RangeError)
    expect(() => cases('é')).toThrow(RangeError)
  })
})

describe('compacting', () => {
  const compacted = (text: string): string | undefined => {
    const bytes = encoder.encode(text)
    const length = compact(bytes, bytes.length)
    return length < 0 ? undefined : new TextDecoder().decode(bytes.subarray(0, length))
  }

  it('takes the blanks out of JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(' ', '\t', '\r\n  '), (json, blank) => {
        const value = JSON.parse(json) as unknown
        const spaced = `${blank}${JSON.stringify(value, null, 2).replaceAll('\n', blank)}${blank}`
        if (json.includes('\\')) return
        expect(compacted(spaced)).toBe(JSON.stringify(value))
      }),
    )
  })

  it('makes no JSON of what is none, and none of another value', () => {
    const piece = fc.constantFrom(
      ' ',
      '\t',
      '\n',
      '1',
      '2',
      '-',
      'true',
      'tr',
      'ue',
      '"a"',
      '"',
      '"b c"',
      '\\',
      ',',
      ':',
      '{',
      '}',
      '[',
      ']',
      '.',
    )
    let both = 0
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), pieces => {
        const text = pieces.join('')
        const packed = compacted(text)
        const after = packed === undefined ? undefined : parsed(packed)
        if (after === undefined) return
        both++
        expect({ text, value: parsed(text)?.value }).toEqual({ text, value: after.value })
      }),
      { numRuns: 20_000 },
    )
    expect(both).toBeGreaterThan(100)
  })

  it.each(['1 2', '"a" "b"', 'tr ue', '{} {}', '[1 2]', '- 1'])('leaves %s', text => {
    expect(compacted(text)).toBeUndefined()
  })
})

describe('codes looked up as bytes', () => {
  it('are those of a map', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 30 }), fc.array(fc.string()), (known, others) => {
        const codes = new ByteCodes(new Map(known.map((text, i) => [text, i + 1])))
        for (const text of [...known, ...others]) {
          const bytes = bytesOf(text)
          const room = Uint8Array.from([7, ...bytes, 7])
          expect(codes.get(room, 1, bytes.length + 1, hashOf(bytes))).toBe(known.indexOf(text) + 1)
        }
      }),
    )
  })
})

describe('the text of a reader of lines', () => {
  const textFor = (pack: unknown): string => {
    const { sheet, pack: loaded } = openPack(pack, { scheme: 'standard' })
    const plan = readerPlan(sheet, loaded)
    return lineText(plan, itemCodes(recordInputs(sheet).itemFacts), 3, sheet.slots.length).text
  }

  it('holds nothing of what a pack says: with other names of diseases and rules it is the same', () => {
    const json = JSON.stringify(lakeside())
    const text = textFor(JSON.parse(json))
    expect(json).toContain('J45')
    expect(textFor(JSON.parse(json.replaceAll('J45', 'q);alert(1)//').replaceAll('"lakeside', '"seaside')))).toBe(text)
    expect(text).toContain('insurance_scheme')
  })
})
