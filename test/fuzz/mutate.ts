import type { Random } from '../../src/facts/random.ts'

type Container = Record<string, unknown> | unknown[]

/** A place in an input: the container and its key. */
interface Place {
  readonly holder: Container
  readonly key: string
}

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'length',
  '',
  '0',
  'a/b~c',
  '$schema',
  'version',
  'id',
  'fact',
  'all',
  'any',
  'not',
  'parameter',
  '机构',
  '\u202Egnp.exe',
  '\uD800',
  '\u0000',
  '\u001b[31mred',
  'x'.repeat(5000),
] as const

class Odd {
  readonly id = 'odd'
}

const cyclic = (): unknown => {
  const one: Record<string, unknown> = {}
  one['self'] = one
  one['list'] = [one, one]
  return one
}

const nested = (depth: number): unknown => {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { not: value }
  return value
}

const throwing = (): unknown =>
  Object.defineProperty({}, 'id', {
    enumerable: true,
    configurable: true,
    get: () => {
      throw new Error('a getter of the caller')
    },
  })

const revoked = (): unknown => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

/** Values that no reader may trip over. Made anew each time: a reader must not change them, a mutation may. */
const VALUES: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => true,
  () => 0,
  () => -0,
  () => 1,
  () => -1,
  () => 0.1 + 0.2,
  () => 1e308,
  () => 1e21,
  () => 5e-324,
  () => NaN,
  () => Infinity,
  () => -Infinity,
  () => Number.MAX_SAFE_INTEGER,
  () => 12345678901234567890n,
  () => Symbol('x'),
  () => () => 1,
  () => '',
  () => '-0',
  () => '-0.00',
  () => '1e3',
  () => '1.005',
  () => '0.01',
  () => '99999999999999999999',
  () => '1'.repeat(100_000),
  () => '１２３',
  () => ' 1.00',
  () => '2023-02-30',
  () => '0000-00-00',
  () => '2199-12-31',
  () => '1970-01-02',
  () => 'toString',
  () => '__proto__',
  () => '\uDC00\uD800',
  () => '\u202E1.00',
  () => '\u0000\u001b[2J',
  () => '住院',
  () => [],
  () => ({}),
  () => [null],
  () => new Array(5),
  () => new Array(1e9),
  () => Array.from({ length: 3000 }, (_, i) => i),
  () => Object.create(null) as unknown,
  () => new Odd(),
  () => new Date(0),
  () => new Map([['a', 1]]),
  () => ({ toString: () => '1.00', valueOf: () => 1 }),
  () => ({ toJSON: () => 'x' }),
  () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  () => JSON.parse('{"constructor":{"prototype":{"polluted":true}}}') as unknown,
  () => ({ parameter: 'toString' }),
  () => ({ fact: 'constructor' }),
  () => ({ all: [] }),
  () => nested(8),
  () => nested(40),
  () => nested(20_000),
  cyclic,
  throwing,
  revoked,
]

/** A deep copy of JSON data. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOf(part as unknown)])) as T
}

/** Changes some places of an input, most often one. The input must be the caller's own copy of JSON data. */
export function mutate(input: Container, random: Random): void {
  const times = random.chance(700) ? 1 : 1 + random.below(4)
  for (let i = 0; i < times; i++) {
    const places = placesOf(input)
    const place = places[random.below(places.length)]
    if (place === undefined) set(input, KEYS[random.below(KEYS.length)] ?? '', valueOf(random))
    else change(place, places, random)
  }
}

const valueOf = (random: Random): unknown => VALUES[random.below(VALUES.length)]?.()

/** Every place of the JSON data in it; what a mutation put there may be anything and is not entered. */
function placesOf(input: Container): readonly Place[] {
  const places: Place[] = []
  const stack: Container[] = [input]
  const seen = new Set<Container>()
  for (let holder = stack.pop(); holder !== undefined; holder = stack.pop()) {
    if (seen.has(holder) || seen.size > 3000) continue
    seen.add(holder)
    for (const key of Object.keys(holder).slice(0, 200)) {
      const value = Object.getOwnPropertyDescriptor(holder, key)?.value as unknown
      places.push({ holder, key })
      if (isJsonContainer(value)) stack.push(value)
    }
  }
  return places
}

function isJsonContainer(value: unknown): value is Container {
  if (typeof value !== 'object' || value === null) return false
  try {
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype === Object.prototype || prototype === Array.prototype
  } catch {
    return false
  }
}

function change({ holder, key }: Place, places: readonly Place[], random: Random): void {
  const value = Object.getOwnPropertyDescriptor(holder, key)?.value as unknown
  const other = places[random.below(places.length)]
  switch (random.below(8)) {
    case 0:
      Reflect.deleteProperty(holder, key)
      return
    case 1:
      set(holder, key, retyped(value, random))
      return
    case 2:
      set(holder, KEYS[random.below(KEYS.length)] ?? '', valueOf(random))
      return
    case 3:
      if (other !== undefined) set(holder, key, Object.getOwnPropertyDescriptor(other.holder, other.key)?.value)
      return
    case 4:
      if (Array.isArray(holder) && holder.length < 5000) holder.push(value)
      else set(holder, `${key}${key.slice(-1)}`, value)
      return
    case 5:
      set(holder, key, typeof value === 'string' ? bent(value, random) : valueOf(random))
      return
    default:
      set(holder, key, valueOf(random))
  }
}

/** The same content as another type. */
function retyped(value: unknown, random: Random): unknown {
  switch (random.below(4)) {
    case 0:
      return [value]
    case 1:
      return { value }
    case 2:
      return typeof value === 'string' ? Number(value) : typeof value === 'number' ? String(value) : 'x'
    default:
      return typeof value === 'boolean' ? (value ? 'true' : 1) : typeof value === 'object' ? '{}' : !value
  }
}

/** A text with a letter lost, doubled, changed or put in. */
function bent(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  const insert = ['', text.slice(at, at + 1).repeat(2), '9', '-', '.', '\uD83D', '\u200B', 'é'][random.below(8)] ?? ''
  return text.slice(0, at) + insert + text.slice(at + 1)
}

/** Sets a property of its own, `__proto__` too. */
function set(holder: Container, key: string, value: unknown): void {
  if (Array.isArray(holder) && key === 'length') return
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true })
}
