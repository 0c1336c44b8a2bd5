import { outputsOf, type OutputChoice, type Outputs } from '../passes/outputs.ts'
import { regimeFact } from '../passes/specialise.ts'
import type { Sheet } from '../sheet.ts'
import { compileText } from './compile.ts'
import { javaScript } from './javascript.ts'
import { Localities, Locality, splitOf, type Make } from './locality.ts'
import { newPart, type Code, type Part } from './part.ts'
import { factKey, type ClaimRecord } from './record.ts'
import type { RunResult } from './result.ts'
import { SharedCode } from './shared-code.ts'
import { Tape } from './tape.ts'

export interface EvaluatorOptions extends OutputChoice {
  /** Without generated code, for hosts with a strict content security policy: the same results from a list of instructions. */
  readonly interpreted?: boolean
  /** Called for a claim on which a guard speaks; must throw. */
  readonly fail: (claim: ClaimRecord) => never
}

/** After so many claims of a locality its sheet is tabulated and compiled again. */
const WARM_CLAIMS = 300

/** A function from claims to results, the product path of a sheet. */
export function createEvaluator(sheet: Sheet, options: EvaluatorOptions): (claim: ClaimRecord) => RunResult {
  if (options.interpreted === true) return createInterpretedEvaluator(sheet, options)
  return dispatch(outputsOf(sheet, options), compiler(options), true)
}

/** The compiled function at once in its fastest form. */
export function createWarmEvaluator(sheet: Sheet, options: EvaluatorOptions): (claim: ClaimRecord) => RunResult {
  return dispatch(outputsOf(sheet, options), compiler(options))
}

/** Without generated code, whatever the options say. */
export function createInterpretedEvaluator(sheet: Sheet, options: EvaluatorOptions): (claim: ClaimRecord) => RunResult {
  const make: Make = outputs => {
    const tape = new Tape(outputs, options.fail)
    return newPart(claim => tape.run(claim))
  }
  return dispatch(outputsOf(sheet, options), make)
}

/** Parts as code. */
function compiler({ fail }: EvaluatorOptions): Make {
  const shared = new SharedCode(({ text, tables }) => {
    const consts = tables.map((_, i) => `const T${String(i)} = tables[${String(i)}]\n`).join('')
    const whole = `'use strict'\n${consts}return function settle(claim, d, e) {\n${text}}`
    return compileText(whole, { fail, tables }) as Code
  })
  return outputs => shared.part(javaScript(outputs))
}

/** Parts of outputs as they are, for the first claims. */
const counting =
  (make: Make) =>
  (outputs: Outputs, warm: () => void): Part => {
    const plain = make(outputs)
    let claims = 0
    const part: Part = newPart(claim => {
      if (++claims >= WARM_CLAIMS) {
        // No day is within it any more: the next claim asks anew.
        part.from = Infinity
        warm()
      }
      return plain.code(claim, plain.d, plain.e)
    })
    return part
  }

/** Finds the part for each claim: by its rules date and, on a large sheet, by the fact that splits it most. */
function dispatch(outputs: Outputs, make: Make, startsPlain = false): (claim: ClaimRecord) => RunResult {
  const day = regimeFact(outputs)
  const dayKey = day === undefined ? '' : factKey(day.name)
  const splitter = splitOf(outputs)
  const options = { make, day, ...(startsPlain ? { early: counting(make) } : {}) }
  if (splitter !== undefined) return byValue(new Localities(outputs, splitter, options), factKey(splitter.fact.name), dayKey)
  const locality = new Locality(outputs, options)
  let part: Part | undefined
  return claim => {
    const on = claim.facts[dayKey] as number
    if (part === undefined || !(on >= part.from && on <= part.to)) part = locality.at(on)
    return part.code(claim, part.d, part.e)
  }
}

/** The part last used of each named value is at hand; those of other values are one locality, and not kept: there is no end to them. */
function byValue(localities: Localities<Code>, key: string, dayKey: string): (claim: ClaimRecord) => RunResult {
  const parts = new Map<number, Part>()
  return claim => {
    const value = claim.facts[key] as number
    const on = claim.facts[dayKey] as number
    let part = parts.get(value)
    if (part === undefined || !(on >= part.from && on <= part.to)) {
      part = localities.at(value, on)
      if (localities.names(value)) parts.set(value, part)
    }
    return part.code(claim, part.d, part.e)
  }
}
