import { dayNumber, LAST_DAY } from '../base/date.ts'
import type { Node } from '../expression/node.ts'
import { nodesBelow } from '../expression/sheet.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { FactSpec } from '../facts/spec.ts'
import { RULES_DAY } from '../pack/strata.ts'
import type { FiniteInputs } from './finite-copy.ts'

/** An input of a question: a fact, one code of a set (`bit`), or a comparison that is left open; with a value for each class of values told apart. */
export interface Variable {
  readonly node: Node
  readonly path: string
  readonly bit?: number
  readonly open?: Node
  /** The likeliest first. */
  readonly values: readonly number[]
}

/** Days on which the rules may be dated: `from` and `to`, both included. */
export interface DayRange {
  readonly from: number
  readonly to: number
}

/** The least area code that a claim may give. */
const FIRST_AREA = 100_000

/** A day to show where any would do. */
const PLAIN_DAY = dayNumber(2024, 1, 1)

/**
 * The variables of the roots, in the order in which they are best decided: by `group`, then those first that most of the roots hang on, open ones last.
 * A fact counts by the classes that its comparisons tell apart: each constant, and what lies between.
 */
export function variablesOf(
  inputs: FiniteInputs,
  roots: readonly Node[],
  days: DayRange,
  group: (variable: Variable) => number = () => 0,
): readonly Variable[] {
  const uses = new Map<Node, number>()
  const below = nodesBelow(roots)
  for (const node of below) for (const arg of node.args) uses.set(arg, (uses.get(arg) ?? 0) + 1)
  const weights = new Map<Node, number>()
  const weigh = (node: Node, weight: number): void => void weights.set(node, (weights.get(node) ?? 0) + weight)
  for (const node of below) {
    if (node.op === 'has' || (node.op === 'fact' && node.type === 'flag')) weigh(node, uses.get(node) ?? 1)
    else if (node.op === 'le' || node.op === 'eq') for (const arg of factsBelow(node)) weigh(arg, uses.get(node) ?? 1)
  }
  const variables = [...weights.keys()].map(node => variableOf(inputs, node, days))
  const rank = (one: Variable): number => (one.open === undefined ? group(one) : Infinity)
  return variables.sort((a, b) => order(rank(a), rank(b)) || (weights.get(b.node) ?? 0) - (weights.get(a.node) ?? 0) || a.node.n - b.node.n)
}

const order = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

function factsBelow(comparison: Node): readonly Node[] {
  const facts: Node[] = []
  const visit = (node: Node): void => {
    if (node.op === 'fact' && node.type !== 'flag') facts.push(node)
    else if (node.op === 'select') node.args.slice(1).forEach(visit)
  }
  comparison.args.forEach(visit)
  return facts
}

function variableOf(inputs: FiniteInputs, node: Node, days: DayRange): Variable {
  const open = inputs.open.get(node)
  if (open !== undefined) return { node, path: '', open, values: [0, 1] }
  if (node.op === 'has') return { node, path: pathOf(inputs, node.args[0]), bit: node.value, values: [0, 1] }
  const path = pathOf(inputs, node)
  return { node, path, values: valuesOf(node, path, inputs.compared.get(node) ?? null, days) }
}

const pathOf = ({ facts }: FiniteInputs, node: Node | undefined): string => (node === undefined ? '' : (facts.get(node) ?? node.name))

function valuesOf(node: Node, path: string, compared: ReadonlySet<number> | null, days: DayRange): readonly number[] {
  const usual = defaultOf(factSpec(path))
  // No claim gives a fact of the pack's own.
  if (path.startsWith('derived.')) return [0]
  if (node.type === 'flag') return usual === 1 ? [1, 0] : [0, 1]
  if (node.type.startsWith('code:')) return likeliestFirst(codesOf(node, compared), usual)
  if (node.type === 'area') return likeliestFirst(areasOf(compared), usual)
  if (path === RULES_DAY) return daysOf(compared, days)
  return likeliestFirst(classes(node.lo, node.hi, compared, usual), usual)
}

/** Codes that are compared, and one for all the others. */
function codesOf(node: Node, compared: ReadonlySet<number> | null): readonly number[] {
  const all = Array.from({ length: node.hi + 1 }, (_, code) => code)
  if (compared === null) return all
  const usual = all.find(code => !compared.has(code))
  return all.filter(code => compared.has(code) || code === usual)
}

/** No area, those that are compared, and one for all the others. */
function areasOf(compared: ReadonlySet<number> | null): readonly number[] {
  const known = new Set([0, ...(compared ?? [])])
  let other = FIRST_AREA
  while (known.has(other)) other++
  return [...known, other]
}

/** One value of each interval between the constants: `preferred` where it lies in one, else the first. */
function classes(lo: number, hi: number, compared: ReadonlySet<number> | null, preferred: number | undefined): readonly number[] {
  const starts = [...new Set([lo, ...[...(compared ?? [])].flatMap(value => [value, value + 1])])]
    .filter(start => start >= lo && start <= hi)
    .sort((a, b) => a - b)
  return starts.map((start, i) => {
    const end = (starts[i + 1] ?? hi + 1) - 1
    return preferred !== undefined && preferred >= start && preferred <= end ? preferred : start
  })
}

function daysOf(compared: ReadonlySet<number> | null, { from, to }: DayRange): readonly number[] {
  return likeliestFirst(classes(from, Math.min(to, LAST_DAY), compared, PLAIN_DAY), PLAIN_DAY)
}

const likeliestFirst = (values: readonly number[], usual: number | undefined): readonly number[] =>
  usual !== undefined && values.includes(usual) ? [usual, ...values.filter(value => value !== usual)] : values

/** The default of a fact as the sheet counts it; 0 for an absent day, area or open code. */
function defaultOf(spec: FactSpec | undefined): number | undefined {
  if (spec === undefined) return undefined
  if (spec.type === 'enum') return spec.default === undefined ? undefined : (spec.codes ?? []).indexOf(String(spec.default))
  if (spec.type === 'day' || spec.type === 'area' || spec.type === 'code') return 0
  return spec.default === undefined ? undefined : Number(spec.default)
}
