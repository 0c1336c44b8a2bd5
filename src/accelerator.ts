import { createSettler } from './accelerated/settler.ts'
import { createEvaluator } from './expression/readings/evaluator.ts'
import type { Accelerator } from './policy.ts'

/** Sheets compiled to code, or to a list of instructions where code must not be made; ordinary claims settled by code made for the policy. */
export const ACCELERATOR: Accelerator = { createEvaluator, createSettler }
