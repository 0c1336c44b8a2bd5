import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readFixtures } from '../../src/fixtures/read.ts'
import { openPolicy } from '../../src/node/open-policy.ts'

interface Reading {
  readonly clause: string
  readonly question: string
  readonly held: string
  readonly parameters: readonly string[]
}

const TEXT = readFileSync(new URL('../../docs/readings.md', import.meta.url), 'utf8')

const cellsOf = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map(cell => cell.trim())

/** The rows of the table below `## <place>`. */
function readingsOf(section: string): readonly Reading[] {
  const [, , ...rows] = section.split('\n').filter(line => line.startsWith('|'))
  return rows.map(line => {
    const [clause = '', question = '', , , held = ''] = cellsOf(line)
    return { clause, question, held, parameters: [...held.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name) }
  })
}

const PLACES = TEXT.split(/^## /m)
  .slice(1)
  .map(section => ({ place: section.split('\n', 1)[0] ?? '', readings: readingsOf(section) }))

it('docs/readings.md has a table for each of the six places', () => {
  expect(PLACES.map(({ place }) => place).sort()).toEqual(['changde', 'jining', 'luan', 'shandong', 'shanwei', 'wenzhou'])
})

describe.each(PLACES)('the readings of $place', ({ place, readings }) => {
  const { pack } = openPolicy(place, { scheme: null })

  it('are rows of five cells: a clause that the place registers, a question, what holds the other reading', () => {
    const rows = TEXT.split('\n').filter(line => line.startsWith(`| ${place}/`))
    expect(rows.map(line => cellsOf(line).length)).toEqual(readings.map(() => 5))
    const registered = new Set(pack.json.clauses.map(({ id }) => id))
    expect(readings.filter(({ clause, question, held }) => !registered.has(clause) || question === '' || held === '')).toEqual([])
  })

  it('name parameters that the pack declares', () => {
    const named = readings.flatMap(({ parameters }) => parameters)
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter(id => !pack.parameters.has(id))).toEqual([])
  })

  it('are held by parameters to which a fixture gives another value than the pack', () => {
    const files = readFixtures([place])
    const given = files.flatMap(({ fixture, judged }) => Object.entries((fixture ?? judged)?.json.policy?.parameters ?? {}))
    const taken = (id: string): string => JSON.stringify(pack.parameters.get(id)?.values.at(-1)?.value)
    // A row that holds the other reading names nothing but parameters; others name them in passing.
    const holding = readings.filter(({ held }) => held.replaceAll(/`[^`]+`/g, '').replaceAll(/[ ,]/g, '') === '')
    const held = holding.flatMap(({ parameters }) => parameters)
    expect(held.length).toBeGreaterThan(0)
    expect(held.filter(id => !given.some(([name, value]) => name === id && JSON.stringify(value) !== taken(id)))).toEqual([])
  })
})
