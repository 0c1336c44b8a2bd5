import { factKey, slotKey, type ClaimRecord, type SheetInputs } from './record.ts'

/**
 * A maker of objects of one shape, with all keys there from the start: an object that grows key by key turns into a dictionary, which generated
 * code reads several times slower.
 */
export function shapeOf<T>(keys: readonly string[], start: T): () => Record<string, T> {
  const template = Object.fromEntries(keys.map(key => [key, start]))
  return () => ({ ...template })
}

/** A record with its numbers once more, as the reading without generated code takes them: facts as `sheetInputs` lists them (an id as 0), then the slots. */
export interface PackedRecord extends ClaimRecord {
  readonly inputs?: Float64Array
}

/** The numbers of a record in the order of `PackedRecord.inputs`. */
export function packInputs(inputs: SheetInputs, slots: number): (record: ClaimRecord) => Float64Array {
  const facts = inputs.facts.map(node => ({ key: factKey(node.name), id: node.type === 'id' }))
  return ({ facts: values, state }) => {
    const packed = new Float64Array(facts.length + slots)
    facts.forEach(({ key, id }, i) => (packed[i] = id ? 0 : (values[key] as number)))
    for (let i = 0; i < slots; i++) packed[facts.length + i] = state[slotKey(i)] ?? 0
    return packed
  }
}
