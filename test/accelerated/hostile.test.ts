import { describe, expect, it } from 'vitest'
import { FACTS } from '../../src/facts/catalogue.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { mixSeed, randomOf } from '../../src/facts/random.ts'
import { copyOf, mutate } from '../fuzz/mutate.ts'
import { PACKS } from '../support/packs.ts'
import { plainText, settlersOf, type Settlers } from '../support/settlers.ts'

type Json = Record<string, unknown>

const RUNS = Number(process.env['FUZZ'] ?? 30_000) / 3

const inherited = (): string =>
  [Object.prototype, Array.prototype, Function.prototype, String.prototype].map(one => Reflect.ownKeys(one).map(String).join()).join(';')

const BEFORE = inherited()

class Part {
  readonly id = 'p1'
}

/** Values that a claim may not have, or only in some places; made anew each time. */
const ODD: readonly (readonly [name: string, make: () => unknown])[] = [
  ['null', () => null],
  ['undefined', () => undefined],
  ['true', () => true],
  ['a boxed flag', () => Object(true)],
  ['a boxed text', () => Object('level1')],
  ['a boxed number', () => Object(1)],
  ['0', () => 0],
  ['-0', () => -0],
  ['-1', () => -1],
  ['12.34', () => 12.34],
  ['1e21', () => 1e21],
  ['1e-7', () => 1e-7],
  ['a binary fraction', () => 0.1 + 0.2],
  ['NaN', () => NaN],
  ['Infinity', () => Infinity],
  ['a bigint', () => 10n],
  ['a symbol', () => Symbol('x')],
  ['an exponent', () => '1e3'],
  ['a leading blank', () => ' 1'],
  ['a trailing blank', () => '1.00 '],
  ['a full-width digit', () => '１'],
  ['full-width digits with a point', () => '１２.３４'],
  ['0.10', () => '0.10'],
  ['00.10', () => '00.10'],
  ['a leading zero', () => '01.00'],
  ['no digit before the point', () => '.50'],
  ['no digit after the point', () => '5.'],
  ['one decimal', () => '5.1'],
  ['no decimal', () => '5'],
  ['three decimals', () => '5.123'],
  ['minus zero as a text', () => '-0.00'],
  ['a sign', () => '+1.00'],
  ['a group separator', () => '1,000.00'],
  ['an underscore', () => '1_0.00'],
  ['hexadecimal', () => '0x1.00'],
  ['the largest amount', () => '1000000000.00'],
  ['one fen more than the largest amount', () => '1000000000.01'],
  ['33 characters', () => `1${'0'.repeat(29)}.00`],
  ['a lone surrogate', () => '\uD800'],
  ['200 characters', () => 'x'.repeat(200)],
  ['201 characters', () => 'x'.repeat(201)],
  ['an empty text', () => ''],
  ['a leap day', () => '2024-02-29'],
  ['no leap day', () => '2023-02-29'],
  ['day 0', () => '1970-01-01'],
  ['the first day', () => '1970-01-02'],
  ['the last day', () => '2199-12-31'],
  ['a day too late', () => '2200-01-01'],
  ['month 0', () => '2024-00-10'],
  ['month 13', () => '2024-13-10'],
  ['31 April', () => '2024-04-31'],
  ['a day with a blank', () => '2024-01- 1'],
  ['a slashed day', () => '2024/01/01'],
  ['six digits', () => '990100'],
  ['six digits from 0', () => '099010'],
  ['seven digits', () => '9901000'],
  ['toString', () => 'toString'],
  ['__proto__', () => '__proto__'],
  ['none', () => 'none'],
  ['level1', () => 'level1'],
  ['an empty list', () => []],
  ['a list of null', () => [null]],
  ['a sparse list', () => new Array(3)],
  ['a long list', () => Array.from({ length: 201 }, (_, i) => String(i))],
  ['a list that is an object', () => Object.setPrototypeOf([], Object.prototype) as unknown],
  ['a list of codes twice', () => ['hypertension', 'hypertension', 'other']],
  ['an empty object', () => ({})],
  ['an object without prototype', () => Object.create(null) as unknown],
  ['an instance of a class', () => new Part()],
  ['an object that inherits', () => Object.create({ id: 'x' }) as unknown],
  ['a key __proto__', () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown],
  ['a key constructor', () => JSON.parse('{"constructor":{"prototype":{"polluted":true}}}') as unknown],
  ['a key of undefined', () => ({ id: undefined })],
  ['an unknown key of undefined', () => ({ unknown: undefined })],
  ['a key that is not enumerated', () => Object.defineProperty({}, 'id', { value: 'x', enumerable: false })],
  ['a getter', () => Object.defineProperty({}, 'id', { get: () => 'x', enumerable: true })],
  [
    'a getter that throws',
    () =>
      Object.defineProperty({}, 'id', {
        enumerable: true,
        get: () => {
          throw new Error('a getter of the caller')
        },
      }),
  ],
  ['a proxy', () => new Proxy({}, {})],
  [
    'a proxy that throws',
    () =>
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('a trap of the caller')
          },
        },
      ),
  ],
  [
    'a revoked proxy',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      return proxy
    },
  ],
]

/** Undefined, or how the settler differs from the plain path. */
function difference({ plain, fast }: Settlers, claim: unknown, state: unknown): string | undefined {
  let got
  try {
    got = fast(claim, state)
  } catch (error) {
    return `threw ${String(error)}`
  }
  if (got === undefined) return undefined
  const text = plainText(plain, claim, state)
  return JSON.stringify(got) === text ? undefined : `${JSON.stringify(got).slice(0, 300)} instead of ${text.slice(0, 300)}`
}

/** Every place of JSON data, as the keys that lead there. */
function* places(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    yield [...path, key]
    yield* places(part, [...path, key])
  }
}

function replaced(input: unknown, path: readonly string[], value: unknown): unknown {
  const copy = copyOf(input) as Json
  let holder = copy
  for (const key of path.slice(0, -1)) holder = (holder[key] ??= {}) as Json
  Object.defineProperty(holder, path.at(-1) ?? '', { value, writable: true, enumerable: true, configurable: true })
  return copy
}

describe.each(PACKS)('the settler of $name', ({ json, scheme }) => {
  const both = settlersOf(json, { scheme })
  const { plain, fast } = both
  const cases = [...generateClaims({ seed: 5, claims: 600, persons: 40 })].flatMap(claim => {
    const result = plain.trySettle(claim)
    return result.ok ? [{ claim, state: JSON.parse(JSON.stringify(result.settlement.state)) as Json }] : []
  })

  it('is silent or right on every odd value at every place of a claim and a state', { timeout: 600_000 }, () => {
    const [first] = cases
    const stay = cases.find(({ claim, state }) => (state['stays'] as unknown[]).length > 0 && 'items' in (claim['cost'] as Json)) ?? first!
    const totals = cases.find(({ claim }) => 'from' in (claim['referral'] as Json) && !('items' in (claim['cost'] as Json))) ?? first!
    const failures: string[] = []
    let taken = 0
    const look = (what: string, claim: unknown, state: unknown): void => {
      const fault = difference(both, claim, state)
      if (fault !== undefined) failures.push(`${what}: ${fault}`)
      if (fast(claim, state) !== undefined) taken++
    }
    for (const [name, make] of ODD) {
      look(`${name} for the claim`, make(), undefined)
      look(`${name} for the state`, stay.claim, make())
      for (const { claim, state } of [stay, totals]) {
        for (const { path } of FACTS) look(`${name} as ${path}`, replaced(claim, path.split('.'), make()), undefined)
        for (const key of Object.keys(claim).filter(part => typeof claim[part] === 'object'))
          look(`${name} as ${key}.odd`, replaced(claim, [key, 'odd'], make()), undefined)
        for (const path of places(claim)) look(`${name} at ${path.join('.')}`, replaced(claim, path, make()), undefined)
        for (const path of places(state)) look(`${name} at state.${path.join('.')}`, claim, replaced(state, path, make()))
      }
    }
    expect(failures.slice(0, 10)).toEqual([])
    // `undefined` is no property at all, and some odd texts are good ids: so some are taken.
    expect(taken).toBeGreaterThan(100)
    expect(inherited()).toBe(BEFORE)
  })

  it(`is silent or right on ${String(RUNS)} mutated claims and states`, { timeout: 600_000 }, () => {
    const random = randomOf(mixSeed(77, 1))
    const failures: string[] = []
    let taken = 0
    for (let i = 0; i < RUNS && failures.length < 10; i++) {
      const one = cases[random.below(cases.length)]!
      const claim = copyOf(one.claim)
      const state = copyOf(cases[random.below(cases.length)]!.state)
      const form = random.below(4)
      if (form === 1) claim['state'] = state
      mutate(form < 2 ? claim : state, random)
      const given = form >= 2 ? state : undefined
      const fault = difference(both, claim, given)
      if (fault !== undefined) failures.push(`${String(i)}: ${fault}`)
      else if (fast(claim, given) !== undefined) taken++
    }
    expect(failures).toEqual([])
    expect(taken).toBeGreaterThan(RUNS / 20)
    expect(inherited()).toBe(BEFORE)
  })

  it('does not take what Object.prototype was given for a fact', () => {
    // An object without prototype inherits nothing: one ordinary part among such is enough to inherit a fact of its own.
    const bare = (part: unknown): unknown =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.assign(Object.create(null) as Json, Object.fromEntries(Object.entries(part).map(([key, below]) => [key, bare(below)])))
        : part
    const isSimple = ({ person, insurance, cost }: Record<string, Json>): boolean =>
      !('identities' in person!) && !('benefitFrom' in insurance!) && !('items' in cost!)
    const simple = cases.find(one => isSimple(one.claim as Record<string, Json>))!.claim
    const claim = { ...(bare(simple) as Json), insurance: { ...(simple['insurance'] as Json) } }
    Object.setPrototypeOf(claim, null)
    const text = plainText(plain, claim)
    let got: unknown
    Object.defineProperty(Object.prototype, 'benefitFrom', { value: '2000-01-01', enumerable: true, configurable: true, writable: true })
    try {
      got = fast(claim)
    } finally {
      Reflect.deleteProperty(Object.prototype, 'benefitFrom')
    }
    expect(got).toBeUndefined()
    expect(JSON.stringify(fast(claim))).toBe(text)
  })
})
