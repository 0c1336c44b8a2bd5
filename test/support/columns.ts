import type { ColumnInput, NumberColumn } from '../../src/columns/input.ts'
import { arrayFor } from '../../src/columns/input.ts'
import { factKey, type ClaimRecord } from '../../src/expression/readings/record.ts'
import type { Sheet } from '../../src/expression/sheet.ts'

const ARRAYS = { Uint8Array, Uint16Array, Int32Array, Float64Array }

/** Every name that columns of these records can have. */
export function allInputs(sheet: Sheet, record: ClaimRecord, paths: readonly string[]): readonly string[] {
  const items = ['item.amount', 'item.overLimit', 'item.selfPayShare', 'item.catalogueClass', 'item.itemKind']
  const facts = paths.filter(path => factKey(path) in record.facts && path !== 'cost.hasItems')
  return [...facts, ...items, ...sheet.slots.map(slot => `state.${slot.id}`)]
}

/** Records as columns: those of the inputs, and `item.start`. */
export function columnsOf(sheet: Sheet, inputs: readonly ColumnInput[], records: readonly ClaimRecord[]): Record<string, NumberColumn> {
  const ids = new Map([['', 0]])
  const number = (value: number | string | undefined): number => {
    if (typeof value !== 'string') return value ?? 0
    const known = ids.get(value) ?? ids.size
    ids.set(value, known)
    return known
  }
  const slots = new Map(sheet.slots.map((slot, i) => [`state.${slot.id}`, `s${String(i)}`]))
  const items = records.flatMap(record => record.items)
  const made = inputs.map(input => {
    const array = ARRAYS[arrayFor(input)]
    if (input.per === 'item') return [input.name, new array(items.map(item => item[factKey(input.name)] ?? 0))] as const
    const slot = slots.get(input.name)
    const key = factKey(input.name)
    return [
      input.name,
      new array(records.map(({ facts, state }) => (slot === undefined ? number(facts[key]) : (state[slot] ?? 0)))),
    ] as const
  })
  const starts = new Int32Array(records.length + 1)
  records.forEach((record, i) => (starts[i + 1] = starts[i]! + record.items.length))
  return { ...Object.fromEntries(made), 'item.start': starts }
}
