import { outputRoots, outputsOf, type OutputChoice, type Outputs } from '../passes/outputs.ts'
import { regimesOf, splitterOf, withinDays, withValue } from '../passes/specialise.ts'
import { tabulate } from '../passes/tabulate.ts'
import { nodesBelow, type Sheet } from '../sheet.ts'
import { compileText } from './compile.ts'
import { javaScript } from './javascript.ts'
import { factKey, type ClaimRecord } from './record.ts'
import type { RunResult } from './result.ts'
import { Tape } from './tape.ts'

export interface EvaluatorOptions extends OutputChoice {
  /** Without generated code, for hosts with a strict content security policy: the same results from a list of instructions. */
  readonly interpreted?: boolean
  /** Called for a claim on which a guard speaks; must throw. */
  readonly fail: (claim: ClaimRecord) => never
}

/** After so many claims the sheet is tabulated and compiled again: before, it would cost more than it saves. */
const WARM_CLAIMS = 300

/** Sheets of more nodes are split by a fact: V8 does not optimise a function of more than 61,440 bytes of bytecode. */
const MANY_NODES = 6000

/** A function from claims to results, the product path of a sheet. */
export function createEvaluator(sheet: Sheet, options: EvaluatorOptions): (claim: ClaimRecord) => RunResult {
  if (options.interpreted === true) return createInterpretedEvaluator(sheet, options)
  return split(outputsOf(sheet, options), part => staged(part, options))
}

/** The compiled function at once in its fastest form. */
export function createWarmEvaluator(sheet: Sheet, options: EvaluatorOptions): (claim: ClaimRecord) => RunResult {
  return split(outputsOf(sheet, options), part => byRegime(part, regime => compile(tabulate(regime), options)))
}

/** Without generated code, whatever the options say. */
export function createInterpretedEvaluator(sheet: Sheet, options: EvaluatorOptions): (claim: ClaimRecord) => RunResult {
  return split(outputsOf(sheet, options), part =>
    byRegime(part, regime => {
      const tape = new Tape(tabulate(regime), options.fail)
      return claim => tape.run(claim)
    }),
  )
}

type Make = (outputs: Outputs) => Settle

/** Plain code first, tables once they pay. */
function staged(outputs: Outputs, options: EvaluatorOptions): Settle {
  let run = compile(outputs, options)
  let claims = 0
  return claim => {
    if (claims < WARM_CLAIMS && ++claims === WARM_CLAIMS) run = byRegime(outputs, regime => compile(tabulate(regime), options))
    return run(claim)
  }
}

/** One function for each run of days between two changes of the rules, made when a claim first falls into it. */
function byRegime(outputs: Outputs, make: Make): Settle {
  const regimes = regimesOf(outputs)
  if (regimes === undefined) return make(outputs)
  const { fact, starts } = regimes
  const key = factKey(fact.name)
  const made = new Map<number, Settle>()
  let [from, to] = [Infinity, -Infinity]
  let run: Settle = claim => {
    throw new RangeError(`no regime for ${String(claim.facts[key])}`)
  }
  return claim => {
    const day = claim.facts[key] as number
    if (day < from || day > to) {
      from = Math.max(-Infinity, ...starts.filter(start => start <= day))
      to = Math.min(Infinity, ...starts.filter(start => start > day)) - 1
      run = made.get(from) ?? make(withinDays(outputs, fact, from, to))
      made.set(from, run)
    }
    return run(claim)
  }
}

/** One function for each value of the fact that splits a large sheet most, made when a claim first has it. */
function split(outputs: Outputs, make: Make): Settle {
  const splitter = nodesBelow(outputRoots(outputs)).length > MANY_NODES ? splitterOf(outputs) : undefined
  if (splitter === undefined) return make(outputs)
  const { fact, values } = splitter
  const key = factKey(fact.name)
  const named = new Set(values)
  const made = new Map<number, Settle>()
  let other: Settle | undefined
  return claim => {
    const value = claim.facts[key] as number
    const known = made.get(value)
    if (known !== undefined) return known(claim)
    if (!named.has(value)) return (other ??= make(withValue(outputs, fact, undefined)))(claim)
    const run = make(withValue(outputs, fact, value))
    made.set(value, run)
    return run(claim)
  }
}

type Settle = (claim: ClaimRecord) => RunResult

function compile(outputs: Outputs, options: EvaluatorOptions): Settle {
  const { text, tables } = javaScript(outputs)
  return compileText(text, { fail: options.fail, tables }) as Settle
}
