import { createEvaluator } from './expression/readings/evaluator.ts'
import type { Accelerator } from './policy.ts'

/** Sheets compiled to code, or to a list of instructions where code must not be made. */
export const ACCELERATOR: Accelerator = { createEvaluator }
