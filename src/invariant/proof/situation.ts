import type { Node } from '../../expression/node.ts'
import type { SmtCopy } from '../../expression/readings/smt.ts'
import type { Model, ModelValue } from './solver.ts'

/**
 * What a model says of the inputs of one copy, in internal units: fen, ten-thousandths, day numbers, codes by index, flags 0 or 1, ids and areas as
 * numbers (0 absent; equal numbers are equal ids). Sets are the numbers of their codes. Only inputs that the proof read are named; the others are free.
 */
export interface Situation {
  readonly facts: ReadonlyMap<string, number>
  readonly sets: ReadonlyMap<string, readonly number[]>
  readonly parameters: ReadonlyMap<string, number>
  readonly slots: ReadonlyMap<string, number>
  readonly sums: ReadonlyMap<string, number>
}

/** The inputs of a copy as the model has them. */
export function situationOf(copy: SmtCopy, model: Model): Situation {
  const by = {
    fact: new Map<string, number>(),
    parameter: new Map<string, number>(),
    slot: new Map<string, number>(),
    sum: new Map<string, number>(),
  }
  const sets = new Map<string, number[]>()
  for (const { name, node, bit } of copy.constants) {
    const value = model.get(name)
    if (value === undefined) continue
    if (bit !== undefined) {
      const codes = sets.get(node.name) ?? []
      sets.set(node.name, value === true ? [...codes, bit] : codes)
    } else if (node.op === 'fact' || node.op === 'parameter' || node.op === 'slot' || node.op === 'sum')
      by[node.op].set(node.name, numberOf(value))
  }
  return { facts: by.fact, sets, parameters: by.parameter, slots: by.slot, sums: by.sum }
}

const numberOf = (value: ModelValue): number => Number(value)

/** Whether reading the node takes a multiplication or division of two amounts: what makes a question slow. */
export const isHeavy = (below: readonly Node[]): boolean =>
  below.some(node => node.op === 'times' || node.op === 'divide' || node.op === 'scale')
