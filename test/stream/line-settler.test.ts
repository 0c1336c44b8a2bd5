import { describe, expect, it } from 'vitest'
import { generateClaims } from '../../src/facts/generate.ts'
import { mixSeed, randomOf } from '../../src/facts/random.ts'
import { LineSettler } from '../../src/stream/line-settler.ts'
import { LineFold, plainPolicy, pushed } from '../support/line-fold.ts'
import { lineOf, named } from '../support/line-texts.ts'
import { lakeside, PACKS } from '../support/packs.ts'

const encoder = new TextEncoder()

function sameStates(settler: LineSettler, fold: LineFold): void {
  expect(fold.states.size).toBeGreaterThan(100)
  for (const [key, state] of fold.states) {
    const end = key.indexOf(' ')
    const got = settler.state(key.slice(end + 1), Number(key.slice(0, end)))
    if (JSON.stringify(got) !== JSON.stringify(state)) expect(got).toEqual(state)
  }
}

describe.each(PACKS)('lines under $name', ({ json, scheme }) => {
  const { plain, lines } = plainPolicy(json, scheme)

  it('give what parsing and settling gives, row by row and slot by slot, however they are written', { timeout: 600_000 }, () => {
    const settler = new LineSettler(plain, { lines })
    const fold = new LineFold(plain, lines)
    const random = randomOf(mixSeed(8, 1))
    const seen = { settled: 0, withoutEscapes: 0, left: 0 }
    for (const claim of generateClaims({ seed: 41, claims: 10_000, persons: 2000 })) {
      const line = lineOf(named(claim), random)
      const expected = fold.push(line)
      const before = settler.slow
      const got = pushed(settler, encoder.encode(line))
      if (JSON.stringify(got) !== JSON.stringify(expected)) expect({ line, ...got }).toEqual({ line, ...expected })
      if (expected.row === undefined) continue
      seen.settled++
      if (line.includes('\\')) continue
      seen.withoutEscapes++
      seen.left += settler.slow - before
    }
    expect(seen.settled).toBeGreaterThan(9000)
    expect(seen.withoutEscapes).toBeGreaterThan(5500)
    // What is not written with escapes is next to never left to the plain path.
    expect(seen.left / seen.withoutEscapes).toBeLessThan(0.001)
    sameStates(settler, fold)
  })
})

describe('a settler of lines', () => {
  const { plain } = plainPolicy(lakeside(), 'standard')
  const lines = ['basic.paid', 'basic.ratio', 'personal']
  const stay = {
    id: 'c1',
    person: { id: 'p1' },
    insurance: { scheme: 'resident' },
    institution: { id: 'h1', type: 'townshipCentre', tier: 'level1', adminLevel: 'township' },
    encounter: {
      kind: 'inpatient',
      admitDate: '2023-06-01',
      dischargeDate: '2023-06-09',
      settleDate: '2023-06-09',
      location: 'sameCounty',
    },
    cost: { total: '6200.00', offCatalogue: '300.00', advanceSelfPay: '100.00' },
  }
  const row = (settler: LineSettler, text: string): string => JSON.stringify(pushed(settler, encoder.encode(text)))

  it('leads a row with its number where it is given one, on either path', () => {
    for (const interpreted of [false, true]) {
      const settler = new LineSettler(plain, { lines: ['personal'], interpreted })
      const bytes = (id: string): Uint8Array => encoder.encode(`x\n${JSON.stringify({ ...stay, id })}\n`)
      expect(settler.push(bytes('c1'), 2, bytes('c1').length - 1, 17)).toBeUndefined()
      expect(settler.push(bytes('c2'), 2, bytes('c2').length - 1, 2_000_000_000)).toBeUndefined()
      const text = new TextDecoder().decode(settler.rows.bytes.subarray(0, settler.rows.length))
      expect(text.split('\n').map(one => one.slice(0, 40))).toEqual([
        expect.stringMatching(/^\{"row":17,"claimId":"c1","personal":"/),
        expect.stringMatching(/^\{"row":2000000000,"claimId":"c2","pers/),
        '',
      ])
      expect(settler.slow).toBe(interpreted ? 2 : 0)
    }
  })

  it('gives the same without generated code', () => {
    const fast = new LineSettler(plain, { lines })
    const slow = new LineSettler(plain, { lines, interpreted: true })
    for (const claim of generateClaims({ seed: 5, claims: 300, persons: 40 }))
      expect(row(slow, JSON.stringify(claim))).toBe(row(fast, JSON.stringify(claim)))
    expect(slow.slow).toBe(300)
    expect(fast.slow).toBeLessThan(30)
  })

  it('refuses a line without a person, in vain or beside its other faults', () => {
    const settler = new LineSettler(plain, { lines })
    expect(row(settler, JSON.stringify({ ...stay, person: {} }))).toContain('"noPerson\\')
    const both = row(settler, JSON.stringify({ ...stay, person: {}, cost: { total: '1.005' } }))
    expect(both).toContain('tooManyDecimals')
    expect(both).toContain('noPerson')
    // A person who is no object is told once.
    expect(row(settler, JSON.stringify({ ...stay, person: 7 }))).not.toContain('noPerson')
  })

  it('refuses what is no UTF-8 and what is no JSON, and goes on', () => {
    const settler = new LineSettler(plain, { lines })
    const codes = (bytes: Uint8Array): unknown => settler.push(bytes)?.map(issue => issue.code)
    expect(codes(Uint8Array.from([123, 34, 0xff, 34, 58, 49, 125]))).toEqual(['rowNotUtf8'])
    expect(codes(encoder.encode('\uFEFF{}'))).toEqual(['rowNotJson'])
    expect(codes(encoder.encode(''))).toEqual(['rowNotJson'])
    expect(codes(encoder.encode('{} {}'))).toEqual(['rowNotJson'])
    expect(codes(encoder.encode(JSON.stringify(stay)))).toBeUndefined()
  })

  it('leaves what a claim of another person, or of another benefit year, has used', () => {
    const settler = new LineSettler(plain, { lines })
    const dated = (id: string, person: string, day: string): string =>
      JSON.stringify({
        ...stay,
        id,
        person: { id: person },
        encounter: { ...stay.encounter, admitDate: day, dischargeDate: day, settleDate: day },
      })
    const first = row(settler, dated('a', 'p1', '2023-12-31'))
    expect(row(settler, dated('a', 'p2', '2023-12-31'))).toBe(first)
    expect(settler.state('p1', 2023)?.applied).toBe(1)
    expect(settler.state('p1', 2024)).toBeUndefined()
    row(settler, dated('b', 'p1', '2024-01-01'))
    expect(settler.state('p1', 2023)?.stays).toHaveLength(1)
    expect(settler.state('p1', 2024)?.stays).toHaveLength(1)
    settler.forget()
    expect(settler.state('p1', 2023)).toBeUndefined()
    expect(row(settler, dated('a', 'p1', '2023-12-31'))).toBe(first)
  })

  it('takes the state that the first claim of a year brings, and refuses it in a later one', () => {
    const settler = new LineSettler(plain, { lines })
    const state = plain.settle(stay).state
    expect(row(settler, JSON.stringify({ ...stay, id: 'c2', state }))).toContain('row')
    expect(settler.state('p1', 2023)?.applied).toBe(2)
    expect(row(settler, JSON.stringify({ ...stay, id: 'c3', state }))).toContain('stateAndClaim')
    expect(settler.state('p1', 2023)?.applied).toBe(2)
  })

  it('settles a line longer than the fast path takes', () => {
    const settler = new LineSettler(plain, { lines })
    const text = JSON.stringify(stay)
    const expected = row(new LineSettler(plain, { lines }), text)
    expect(row(settler, text.replace(':', `:${' '.repeat(1 << 19)}`))).toBe(expected)
    expect(settler.slow).toBe(1)
  })

  it.each([
    ['a part with less in it', '"cost":{"total":"6200.00","offCatalogue":"300.00"},"cost":{"total":"6200.00"}'],
    ['an amount', '"cost":{"total":"6200.00","total":"6300.00"}'],
    ['items before totals', '"cost":{"items":[{"id":"i","amount":"5.00","catalogueClass":"A"}]},"cost":{"total":"7.00"}'],
    ['a key of an item', '"cost":{"items":[{"id":"i","irregular":true,"amount":"5.00","catalogueClass":"A","irregular":false}]}'],
    ['a fact that rules set', '"institution":{"isPrimary":false,"isPrimary":true},"cost":{"total":"7.00"}'],
    [
      'an identity',
      '"person":{"id":"p1","identities":[{"category":"none","from":"2020-01-01","to":"2020-02-01","from":"2021-01-01"}]},"cost":{"total":"1.00"}',
    ],
  ])('takes the last of a key that comes twice: %s', (_, twice) => {
    const settler = new LineSettler(plain, { lines })
    const fold = new LineFold(plain, lines)
    const start = JSON.stringify({ ...stay, cost: undefined }).slice(0, -1)
    const text = `${twice.startsWith('"institution"') ? start.replace('"type"', '"isPrimary":false,"type"') : start},${twice}}`
    expect(pushed(settler, encoder.encode(text))).toEqual(fold.push(text))
    expect(settler.slow).toBe(1)
  })

  it('refuses a line that the policy has not', () => {
    expect(() => new LineSettler(plain, { lines: ['nothing'] })).toThrow(RangeError)
  })
})
