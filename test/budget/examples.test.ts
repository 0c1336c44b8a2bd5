import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { jsonSchemas } from '../../src/json-schema/schemas.ts'
import { isValid } from '../support/json-schema.ts'
import { policy, without } from './support.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const EXAMPLES = join(ROOT, 'examples/shanwei-year')
const FIXTURES = join(ROOT, 'fixtures/shanwei/budget')
const json = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>

const worked = readdirSync(FIXTURES)
  .filter(file => file.startsWith('a-worked-'))
  .map(file => json(join(FIXTURES, file)))

describe('the worked years', () => {
  const files = readdirSync(EXAMPLES)

  it('are of years 1, 2, 3 and 7, with a surplus, overruns, a failed assessment and a disaster', () => {
    expect(files.sort()).toEqual([
      'year-1-assessment-failed.json',
      'year-1-disaster.json',
      'year-1-overrun.json',
      'year-1-surplus.json',
      'year-2-overrun.json',
      'year-3-overrun.json',
      'year-7-overrun.json',
    ])
  })

  it.each(files)('%s is the year of a fixture that works out every figure of it', file => {
    const year = without(json(join(EXAMPLES, file)), '$schema')
    const fixture = worked.find(one => JSON.stringify(one['budget']) === JSON.stringify(year))
    expect(fixture?.['name']).toBeDefined()
    const paths = Object.keys(fixture?.['expect'] as object)
    expect(paths.filter(path => /^months\.\d{4}-\d\d\.paid$/.test(path))).toHaveLength(12)
    expect(paths).toEqual(
      expect.arrayContaining(['plan.total', 'plan.advance.amount', 'plan.reserve.amount', 'closing.actual', 'closing.overrun']),
    )
  })

  it.each(files)('%s gives a report that holds to its schema, the same through JSON', file => {
    const report = policy('shanwei').budget(json(join(EXAMPLES, file)))
    expect(isValid(jsonSchemas().get('budgetReport') ?? {}, report)).toBe(true)
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    expect(report.months).toHaveLength(12)
  })
})
