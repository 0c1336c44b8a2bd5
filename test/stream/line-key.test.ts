import { describe, expect, it } from 'vitest'
import { generateClaims } from '../../src/facts/generate.ts'
import { mixSeed, randomOf } from '../../src/facts/random.ts'
import { LineKeys } from '../../src/stream/line-key.ts'
import { lineOf, named } from '../support/line-texts.ts'

const encoder = new TextEncoder()
const keys = new LineKeys()
const read = (text: string): unknown => keys.read(encoder.encode(text))

describe('the key of a line', () => {
  it('is the id of the person, the day of settlement and the id of the claim, however the line is written', () => {
    const random = randomOf(mixSeed(2, 1))
    for (const claim of generateClaims({ seed: 6, claims: 2000, persons: 100 })) {
      const whole = named(claim)
      const person = whole['person'] as { readonly id: string }
      const encounter = whole['encounter'] as { readonly settleDate: string }
      expect(read(lineOf(whole, random))).toEqual({ person: person.id, day: encounter.settleDate, claimId: whole['id'] })
    }
  })

  it.each([
    ['{"id":"c","person":{"id":"p"},"encounter":{"settleDate":"s","dischargeDate":"d"}}', 'p', 's', 'c'],
    // The first of the days that is given.
    ['{"encounter":{"admitDate":"a","serviceDate":"v","dischargeDate":"d"}}', '', 'd', ''],
    ['{"encounter":{"admitDate":"a","serviceDate":"v"}}', '', 'v', ''],
    ['{"encounter":{"admitDate":"a"}}', '', 'a', ''],
    ['{"encounter":{"settleDate":5,"admitDate":"a"}}', '', 'a', ''],
    ['{"encounter":{"settleDate":"","admitDate":"a"}}', '', '', ''],
    // Of a key that comes twice the last one stands.
    ['{"id":"c","id":"d"}', '', '', 'd'],
    ['{"person":{"id":"p"},"person":{"id":"q"}}', 'q', '', ''],
    ['{"person":{"id":"p"},"person":{}}', '', '', ''],
    ['{"person":{"id":"p","id":"q"}}', 'q', '', ''],
    ['{"person":{"id":"p"},"person":null}', '', '', ''],
    // Keys and texts with escapes.
    ['{"\\u0069d":"c"}', '', '', 'c'],
    ['{"id":"\\u0063"}', '', '', 'c'],
    ['{"person":{"id":"\\ud800"}}', '\ud800', '', ''],
    // The same names elsewhere.
    ['{"x":{"id":"c"},"cost":{"items":[{"id":"i"},{"person":{"id":"p"}}]}}', '', '', ''],
    ['{"person":{"x":{"id":"p"},"y":["id","q"]}}', '', '', ''],
    ['{"person":["id","p"]}', '', '', ''],
    ['{"x":"id","y":"person","id":"c"}', '', '', 'c'],
    ['{"person":"id","encounter":["settleDate"]}', '', '', ''],
    // Other values.
    ['{"id":1,"person":{"id":null}}', '', '', ''],
    ['{"id":["c"],"person":{"id":{"id":"p"}}}', '', '', ''],
    [' { "id" : "c" , "person" : { "id" : "p" } } ', 'p', '', 'c'],
    ['{"id":"c1","person":{"id":"é张😀"}}', 'é张😀', '', 'c1'],
    ['{}', '', '', ''],
  ])('of %s', (text, person, day, claimId) => {
    expect(read(text)).toEqual({ person, day, claimId })
  })

  it.each(['', ' ', '[]', '[{"id":"c"}]', '"id"', '5', 'null', '{"id":"c"', '{"id":"c', '{"id":"c"}}', '{"id":"c\\x"}'])(
    'is undefined for %j',
    text => {
      expect(read(text)).toBeUndefined()
    },
  )

  it('is undefined for a line that is no UTF-8', () => {
    expect(keys.read(Uint8Array.from([...encoder.encode('{"id":"'), 0xf7, 0xbf, 0xbf, 0xbf, ...encoder.encode('"}')]))).toBeUndefined()
  })

  it('is that of the bytes named, whatever stands beside them', () => {
    const bytes = encoder.encode('{"id":"a"}\n{"id":"b"}\n{"id":"c"}')
    expect([0, 11, 22].map(start => keys.read(bytes, start, start + 10)?.claimId)).toEqual(['a', 'b', 'c'])
  })
})
