import type { Node } from '../expression/node.ts'
import { smtCopy, type SmtCopy } from '../expression/readings/smt.ts'
import { smtInt } from '../expression/readings/smt-terms.ts'
import { nodesBelow, type Sheet } from '../expression/sheet.ts'
import { claimOf, sidesOf } from './layer-claims.ts'
import type { LayerBreach } from './layer-lemma.ts'
import { layerRoots, layerShape, type LayerShape } from './layer-shape.ts'
import { constantNames, smtScript } from './proof/script.ts'
import { situationOf, type Situation } from './proof/situation.ts'
import type { Outcome, Solver } from './proof/solver.ts'

/** Two claims one fen of base apart that break a layer's claim, or why there are none. `proved`: the sheet around the layer never gives such numbers. */
export type LayerCase =
  | { readonly kind: 'refuted'; readonly a: Situation; readonly b: Situation }
  | { readonly kind: 'proved' }
  | { readonly kind: 'unknown'; readonly reason: string }

export interface CaseOptions {
  /** What holds of every claim. */
  readonly given?: readonly Node[]
  /** What the claims had better have; tried first, never assumed. */
  readonly prefer?: readonly Node[]
  readonly timeoutMs?: number
}

/**
 * Turns a breach of a layer on its own into facts, parameters and state of the whole sheet, so that settling both shows it. The breach's numbers are
 * tried first, then its ratios alone, then anything; every guard is silent.
 */
export async function layerCase(
  solver: Solver,
  sheet: Sheet,
  layer: string,
  breach: LayerBreach,
  options: CaseOptions = {},
): Promise<LayerCase> {
  const shape = layerShape(sheet, layer)
  const prefer = options.prefer ?? []
  const copies = fullCopies(sheet, shape, [...(options.given ?? []), ...prefer])
  const preferred = copies.flatMap(copy => prefer.map(copy.ref))
  const fixed = assertions(sheet, shape, copies, breach, options.given ?? [])
  let last: Outcome = { kind: 'unknown', reason: 'nothing was tried' }
  const pinnings = pinningsOf(sheet, copies[0], shape, breach)
  for (const pins of [...pinnings.map(one => [...one, ...preferred]), ...(prefer.length === 0 ? [] : pinnings)]) {
    last = await solver.refute(smtScript(copies, [...fixed, ...pins]), constantNames(copies), options.timeoutMs ?? TRY_MS)
    if (last.kind === 'refuted') return { kind: 'refuted', a: situationOf(copies[0], last.model), b: situationOf(copies[1], last.model) }
  }
  return last
}

const TRY_MS = 10_000

/** Two copies of all below the layer; what the base is computed from may differ, everything else is shared. */
function fullCopies(sheet: Sheet, shape: LayerShape, given: readonly Node[]): readonly [SmtCopy, SmtCopy] {
  const moving = new Set(nodesBelow([shape.base]).filter(node => node.type === 'money' && (node.op === 'fact' || node.op === 'sum')))
  const roots = [
    ...layerRoots(shape),
    ...otherRatios(sheet, shape),
    ...shape.cuts.map(cut => cut.node),
    ...sheet.guards.map(guard => guard.when),
    ...given,
  ]
  const copy = (tag: string): SmtCopy => smtCopy(roots, { tag, shared: input => !moving.has(input), products: 'cases' })
  return [copy('a'), copy('b')]
}

function assertions(
  sheet: Sheet,
  shape: LayerShape,
  copies: readonly [SmtCopy, SmtCopy],
  breach: LayerBreach,
  given: readonly Node[],
): readonly string[] {
  const [a, b] = copies
  const term = (node: Node): string => a.ref(node)
  return [
    `(= ${b.ref(shape.base)} (+ ${term(shape.base)} 1))`,
    ...shape.cuts.map(cut => `(= ${term(cut.node)} ${b.ref(cut.node)})`),
    ...shape.ends.slice(1).map((end, index) => `(<= ${term(shape.ends[index]?.node ?? end.node)} ${term(end.node)})`),
    ...copies.flatMap(copy => [...sheet.guards.map(guard => `(not ${copy.ref(guard.when)})`), ...given.map(copy.ref)]),
    `(not ${claimOf(breach.claim).holds(sidesOf(shape, a), sidesOf(shape, b))})`,
  ]
}

function pinningsOf(sheet: Sheet, copy: SmtCopy, shape: LayerShape, breach: LayerBreach): readonly (readonly string[])[] {
  const values = new Map(breach.takes.map(taken => [taken.node, taken.value]))
  const pin = (type: (node: Node) => boolean): readonly string[] =>
    shape.cuts.flatMap(cut => (type(cut.node) ? [`(= ${copy.ref(cut.node)} ${smtInt(values.get(cut.node) ?? 0)})`] : []))
  const all = [`(= ${copy.ref(shape.base)} ${smtInt(breach.base)})`, ...pin(node => node.type !== 'flag')]
  // Other layers that pay nothing keep the question small.
  const quiet = otherRatios(sheet, shape).map(node => `(= ${copy.ref(node)} 0)`)
  return [[...all, ...quiet], all, pin(node => node.type !== 'flag'), pin(node => node.type === 'ratio'), []]
}

const otherRatios = (sheet: Sheet, shape: LayerShape): readonly Node[] =>
  sheet.lines.flatMap(line => (line.role === 'ratio' && line.layer !== shape.id && line.node.op !== 'const' ? [line.node] : []))
