import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SRC = fileURLToPath(new URL('../../src', import.meta.url))

/** The ring of each folder; a folder imports only lower rings and itself. Files at the top compose. */
const RINGS: Readonly<Record<string, number>> = {
  base: 0,
  facts: 1,
  expression: 1,
  condition: 2,
  effect: 2,
  pack: 3,
  settlement: 4,
  accelerated: 5,
  columns: 5,
  explain: 5,
  invariant: 5,
  engine: 5,
  year: 5,
  indicator: 5,
  budget: 5,
  referral: 5,
  'claim-json': 5,
  city: 5,
  policy: 6,
  page: 6,
  lowered: 7,
  accelerator: 7,
  async: 7,
  stream: 7,
  check: 7,
  summary: 7,
  vocabulary: 7,
  correction: 7,
  receipt: 7,
  'policy-sql': 7,
  'lower-pack': 7,
  'full-policy': 8,
  'budget-report': 8,
  browser: 8,
  node: 9,
  batch: 9,
  entries: 10,
  index: 10,
  fixtures: 10,
  'json-schema': 11,
  cli: 12,
}

/** Folders that must run anywhere: no host modules, no clock, no randomness, no locale. */
const HOSTLESS = [
  'base',
  'facts',
  'expression',
  'condition',
  'effect',
  'pack',
  'settlement',
  'accelerated',
  'columns',
  'explain',
  'invariant',
  'engine',
  'city',
  'year',
  'indicator',
  'referral',
  'budget',
  'policy',
  'lowered',
  'async',
  'stream',
  'check',
  'summary',
  'vocabulary',
  'correction',
  'receipt',
  'policy-sql',
  'lower-pack',
  'accelerator',
  'full-policy',
  'page',
  'budget-report',
]

/** The one timer: it gives up a solver that does not answer, and says nothing of the answer. */
const TIMER = 'invariant/proof/within.ts'

/** Ring 5 reads a policy; the policy composes the explanation. Types only, so no module loads another in a circle. */
const TYPE_ONLY: readonly (readonly [string, string])[] = [
  ['explain', 'policy'],
  ['invariant', 'policy'],
  ['engine', 'policy'],
]

interface SourceFile {
  readonly path: string
  readonly room: string
  readonly text: string
  readonly imports: readonly { readonly path: string; readonly typeOnly: boolean }[]
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts'))
  .map(readSource)

function readSource(path: string): SourceFile {
  const text = readFileSync(join(SRC, path), 'utf8')
  const imports = [...text.matchAll(/(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'/g)].map(match => ({
    path: match[2]?.startsWith('.') === true ? relative(SRC, resolve(SRC, dirname(path), match[2])) : (match[2] ?? ''),
    typeOnly: match[1] !== undefined,
  }))
  return { path, room: roomOf(path), text, imports }
}

function roomOf(path: string): string {
  return (path.split('/')[0] ?? '').replace(/\.ts$/, '')
}

const own = (path: string): boolean => path.endsWith('.ts')

describe('the rings of src', () => {
  it('place every folder', () => {
    expect([...new Set(files.map(file => file.room))].filter(room => RINGS[room] === undefined)).toEqual([])
  })

  it('hold: a folder imports only lower rings', () => {
    const wrong = files.flatMap(file =>
      file.imports
        .filter(one => own(one.path) && roomOf(one.path) !== file.room)
        .filter(one => (RINGS[roomOf(one.path)] ?? 99) >= (RINGS[file.room] ?? -1))
        .filter(one => !(one.typeOnly && TYPE_ONLY.some(([from, to]) => from === file.room && to === roomOf(one.path))))
        .map(one => `${file.path} imports ${one.path}`),
    )
    expect(wrong).toEqual([])
  })

  it('have no cycles between files', () => {
    const graph = new Map(files.map(file => [file.path, file.imports.filter(one => own(one.path) && !one.typeOnly).map(one => one.path)]))
    const state = new Map<string, 'open' | 'done'>()
    const cycles: string[] = []
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'open') cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
      if (state.has(path)) return
      state.set(path, 'open')
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
      state.set(path, 'done')
    }
    for (const path of graph.keys()) visit(path, [])
    expect(cycles).toEqual([])
  })

  it('keep the host out of rings 0 to 5', () => {
    const forbidden =
      /from 'node:|\bDate\.now|new Date\(|Math\.random|toLocale|localeCompare|\bIntl\.|\bprocess\.|\bsetTimeout\b|\bglobalThis\b/
    const wrong = files.filter(file => HOSTLESS.includes(file.room) && forbidden.test(file.text)).map(file => file.path)
    expect(wrong).toEqual([TIMER])
  })

  it('keep zod, json-rules-engine, decimal.js and the checks of packs out of what core loads', () => {
    const byPath = new Map(files.map(file => [file.path, file]))
    const loaded = new Set<string>()
    const queue = ['entries/core.ts']
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (loaded.has(next)) continue
      loaded.add(next)
      queue.push(...(byPath.get(next)?.imports ?? []).filter(one => !one.typeOnly).map(one => one.path))
    }
    expect([...loaded].filter(path => !own(path))).toEqual([])
    expect([...loaded].filter(path => /^pack\/(load|schema|checks)|^settlement\/lower/.test(path))).toEqual([])
  })

  it('make code from text in one place only', () => {
    expect(files.filter(file => /new Function\(|\beval\(/.test(file.text)).map(file => file.path)).toEqual([
      'expression/readings/compile.ts',
    ])
  })
})

describe('src', () => {
  it('names no place', () => {
    const places = /wenzhou|shanwei|changde|lu.?an\b|jining|shandong|温州|汕尾|常德|六安|济宁|山东|37\d{4}|lakeside/i
    expect(files.filter(file => places.test(file.text)).map(file => file.path)).toEqual([])
  })

  it('has no default exports', () => {
    expect(files.filter(file => /export default/.test(file.text)).map(file => file.path)).toEqual([])
  })
})

describe('settlement', () => {
  it('computes no money outside the sheet: no arithmetic on numbers but counts', () => {
    // The lowering builds nodes with the methods of Expressions; a `*`, `/`, Math.* or rounding here would be money on a second path.
    const arithmetic = /Math\.(round|min|max|ceil|trunc)|halfUp|[\w)\]] \* |[\w)\]] \/ [\w(]/
    const allowed = new Set(['settlement/dates.ts'])
    const wrong = files
      .filter(file => file.room === 'settlement' && !allowed.has(file.path))
      .filter(file => arithmetic.test(file.text.replace(/\/\*\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
      .map(file => file.path)
    expect(wrong).toEqual([])
  })
})
