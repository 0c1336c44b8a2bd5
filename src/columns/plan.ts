import { policyError } from '../base/format-issue.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import type { Expressions } from '../expression/expressions.ts'
import { liveSheet, type LiveSheet } from '../expression/live-sheet.ts'
import type { Node } from '../expression/node.ts'
import { outputRoots, outputsOf, type Outputs } from '../expression/passes/outputs.ts'
import { replaced } from '../expression/passes/specialise.ts'
import { isItemFact } from '../expression/readings/record.ts'
import { nodesBelow, type Notice, type Sheet } from '../expression/sheet.ts'
import { factSpec } from '../facts/catalogue.ts'
import { COPIES, TIER } from '../facts/derive.ts'
import { ITEM_KINDS } from '../facts/item-kinds.ts'
import { encoderOf, missingFact } from '../settlement/prepare.ts'
import { HAS_ITEMS } from '../settlement/split.ts'
import { columnInput, type ColumnInput } from './input.ts'
import { readRequest, STAYS_OF_THE_YEAR, slotName, type Request } from './request.ts'

/** What columns are made from. */
export interface ColumnPlan {
  /** Lines: those asked for, the slots after the claim asked for, and the first guard that speaks: 0, or its place in the sheet and 1. Slots, of a fold: those it carries. */
  readonly outputs: Outputs
  readonly inputs: readonly ColumnInput[]
  /** Names of the results, in order of the lines. */
  readonly results: readonly string[]
  /** Facts that no column gives: by default, days as absent. */
  readonly assumptions: readonly string[]
  readonly isFold: boolean
}

/** What to do instead of an input that no column gives. */
interface Instead {
  readonly node: Node | undefined
  readonly isAssumed: boolean
}

/** Throws a PolicyError with every issue: unknown names, unreadable constants, and required facts that are neither named nor constant. */
export function planColumns(
  given: Sheet,
  inputs: readonly string[],
  wanted: readonly string[],
  constants: Readonly<Record<string, unknown>>,
  isFold: boolean,
): ColumnPlan {
  const issues: Issue[] = []
  const sheet = liveSheet(given)
  const request = readRequest(sheet, inputs, wanted, constants, issues)
  if (issues.length > 0) throw policyError(issues)
  const outputs = pruned(columnOutputs(sheet, wanted, isFold), isFold)
  const assumed = new Set<string>()
  const instead = new Map<string, Instead>()
  const folded = replaced(outputs, node => {
    if (node.op !== 'fact' && node.op !== 'slot' && node.op !== 'sum') return undefined
    const key = `${node.op} ${node.name}`
    const found = instead.get(key) ?? replacement(sheet, request, node, isFold)
    instead.set(key, found)
    if (found.isAssumed) assumed.add(node.name)
    return found.node
  })
  const made = pruned(folded, isFold)
  const reads = inputsRead(made)
  const named = reads.filter(({ name }) => request.inputs.has(name))
  for (const { name, node } of reads) if (!request.inputs.has(name) && node.op === 'fact' && name !== HAS_ITEMS) issues.push(lacking(name))
  if (issues.length > 0) throw policyError(uniqueIssues(issues))
  return {
    outputs: made,
    inputs: named.map(({ name, node }) => columnInput(name, node, sheet.codes, isItemFact(node) ? 'item' : 'claim')),
    results: wanted,
    assumptions: [...assumed].sort(),
    isFold,
  }
}

function columnOutputs(sheet: LiveSheet, wanted: readonly string[], isFold: boolean): Outputs {
  const lines = new Map([
    ...sheet.lines.map(line => [line.id, line.node] as const),
    ...sheet.slots.map(slot => [slotName(slot.id), slot.next] as const),
  ])
  const x = sheet.expressions
  return {
    ...outputsOf(sheet, { lines: [] }),
    lines: [...wanted.map(name => lines.get(name) ?? x.zero), firstSpeaking(x, sheet)],
    slots: isFold ? sheet.slots.map(slot => slot.next) : [],
    guards: [],
  }
}

/** The place of the first guard that speaks, from 1, or 0: a code of the list of guards. By halves, so that many guards do not nest deeply. */
function firstSpeaking(x: Expressions, sheet: LiveSheet): Node {
  const type = `code:${sheet.codes.length}` as const
  const whens = sheet.guards.map(({ when }: Notice) => when)
  const none = x.constant(0, type)
  const first = (from: number, to: number): Node => {
    const [only] = whens.slice(from, to)
    if (only === undefined) return none
    if (to - from === 1) return x.select(only, x.constant(to, type), none)
    const middle = Math.ceil((from + to) / 2)
    return x.select(x.or(...whens.slice(from, middle)), first(from, middle), first(middle, to))
  }
  return first(0, whens.length)
}

/** Without slots that nothing wanted reads, directly or through other slots, and item lines that are not summed. */
function pruned(outputs: Outputs, isFold: boolean): Outputs {
  const slots = new Map(outputs.slotIds.map((id, i) => [id, outputs.slots[i]]))
  const read = new Set<string>()
  const look = (roots: readonly Node[]): void => {
    for (const node of nodesBelow(roots)) {
      if (node.op !== 'slot' || read.has(node.name)) continue
      read.add(node.name)
      const next = slots.get(node.name)
      if (next !== undefined) look([next])
    }
  }
  look(outputs.lines)
  const slotIds = outputs.slotIds.filter(id => read.has(id))
  const kept = { ...outputs, slotIds, slots: isFold ? slotIds.map(id => slots.get(id) ?? outputs.expressions.zero) : [] }
  const sums = new Set(nodesBelow(outputRoots(kept)).flatMap(node => (node.op === 'sum' ? [node.name] : [])))
  return { ...kept, items: new Map([...kept.items].filter(([id]) => sums.has(id))) }
}

const ITEM_DEFAULTS: Readonly<Record<string, number>> = { 'item.overLimit': 0, 'item.itemKind': ITEM_KINDS.indexOf('other') }

/** What stands for an input: itself where a column gives it or nothing may stand for it. */
function replacement(sheet: LiveSheet, request: Request, node: Node, isFold: boolean): Instead {
  const x = sheet.expressions
  const constant = (value: number): Node => x.constant(value, node.type)
  const itself = { node: undefined, isAssumed: false }
  if (node.op === 'sum') return request.hasItems ? itself : { node: constant(0), isAssumed: false }
  if (node.op === 'slot') return isFold || request.inputs.has(slotName(node.name)) ? itself : { node: constant(0), isAssumed: false }
  if (request.inputs.has(node.name)) return itself
  if (node.name === HAS_ITEMS) return request.hasItems ? itself : { node: constant(0), isAssumed: false }
  const source = isCopy(node.name) && !request.constants.has(node.name) ? TIER : node.name
  const value = request.constants.get(source)
  if (value !== undefined) return { node: constant(Number(node.type === 'id' ? value : encoderOf(node, sheet)(value))), isAssumed: false }
  if (source !== node.name) return { node: x.input('fact', source, node.type, node.lo, node.hi), isAssumed: false }
  const byDefault = ITEM_DEFAULTS[node.name]
  if (byDefault !== undefined) return { node: constant(byDefault), isAssumed: true }
  if (STAYS_OF_THE_YEAR.includes(node.name)) return { node: constant(0), isAssumed: true }
  const spec = factSpec(node.name)
  if (spec === undefined || (spec.default === undefined && spec.type !== 'day')) return itself
  return { node: constant(Number(encoderOf(node, sheet)(spec.default))), isAssumed: true }
}

const isCopy = (path: string): boolean => (COPIES as readonly string[]).includes(path)

interface InputRead {
  readonly name: string
  readonly node: Node
}

/** Facts and slots that are read, each once, by name. */
function inputsRead(outputs: Outputs): readonly InputRead[] {
  const found = new Map<string, Node>()
  for (const node of nodesBelow([...outputRoots(outputs), ...outputs.items.values()])) {
    if (node.op === 'fact') found.set(node.name, node)
    if (node.op === 'slot') found.set(slotName(node.name), node)
  }
  return [...found].map(([name, node]) => ({ name, node })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function lacking(path: string): Issue {
  const { code, params } = missingFact(path, factSpec(path)?.label)
  return errorIssue(code, '/inputs', params)
}

const uniqueIssues = (issues: readonly Issue[]): readonly Issue[] => [
  ...new Map(issues.map(issue => [`${issue.code} ${String(issue.params['fact'])}`, issue])).values(),
]
