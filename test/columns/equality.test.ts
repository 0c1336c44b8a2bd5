import { describe, expect, it } from 'vitest'
import { Columns, type ColumnResult } from '../../src/columns/columns.ts'
import { sheetInputs } from '../../src/expression/readings/record.ts'
import { openPack, type FullPolicy } from '../../src/full-policy.ts'
import { allInputs, columnsOf } from '../support/columns.ts'
import { PACKS, PUBLISHED } from '../support/packs.ts'
import { foldYears, type YearStep } from '../support/year-fold.ts'

const CLAIMS = 10_000

/** Where a row says anything else than the run of its claim: the first ones. */
function differences(policy: FullPolicy, steps: readonly YearStep[], { values, guards }: ColumnResult): readonly string[] {
  const { sheet } = policy
  const found: string[] = []
  const names = [...sheet.lines.map(line => line.id), ...sheet.slots.map(slot => `state.${slot.id}`)]
  const keys = [...sheet.lines.map((_, i) => `l${String(i)}`), ...sheet.slots.map((_, i) => `s${String(i)}`)]
  expect([...values.keys()]).toEqual(names)
  steps.forEach(({ run, open }, row) => {
    if (found.length >= 20) return
    const value = run === undefined ? policy.values(open.record) : undefined
    const guard = value === undefined ? -1 : sheet.guards.findIndex(({ when }) => value(when) === 1)
    if (guards[row] !== guard) found.push(`${open.claim.id} guard ${String(guards[row])} instead of ${String(guard)}`)
    names.forEach((name, i) => {
      const wanted = run === undefined ? 0 : run[keys[i]!]
      const got = values.get(name)![row]
      if (!Object.is(got, wanted)) found.push(`${open.claim.id} ${name}: ${String(got)} instead of ${String(wanted)}`)
    })
  })
  return found
}

describe.each([...PACKS, ...PUBLISHED])('on $name, for generated claims', ({ json, scheme }) => {
  const policy = openPack(json, { scheme })
  const { sheet } = policy
  const steps = [...foldYears(policy, { seed: 13, claims: CLAIMS, persons: CLAIMS / 5, diseases: ['J45', 'I10'] })]
  const records = steps.map(step => step.open.record)
  const inputs = allInputs(
    sheet,
    records[0]!,
    sheetInputs(sheet).facts.map(node => node.name),
  )
  const outputs = [...sheet.lines.map(line => line.id), ...sheet.slots.map(slot => `state.${slot.id}`)]

  it.each([false, true])('columns without generated code %s give every line, slot and guard of their runs', interpreted => {
    const columns = new Columns(sheet, inputs, outputs, { interpreted })
    const result = columns.run(columnsOf(sheet, columns.inputs, records))
    expect(differences(policy, steps, result)).toEqual([])
    expect(steps.filter(step => step.run !== undefined).length).toBeGreaterThan(CLAIMS * 0.9)
  })

  it.each([false, true])('a fold without generated code %s gives them too, from the slots of the row before', interpreted => {
    const sorted = steps
      .map((step, i) => ({ step, i }))
      .sort((a, b) => (a.step.person < b.step.person ? -1 : a.step.person > b.step.person ? 1 : a.i - b.i))
    const rows = sorted.map(({ step }) => step)
    const facts = inputs.filter(name => !name.startsWith('state.'))
    const columns = new Columns(sheet, facts, outputs, { interpreted, fold: true })
    const given = columnsOf(
      sheet,
      columns.inputs,
      rows.map(step => step.open.record),
    )
    given['year.start'] = Uint8Array.from(rows, (step, i) => Number(step.person !== rows[i - 1]?.person))
    expect(differences(policy, rows, columns.run(given))).toEqual([])
  })
})
