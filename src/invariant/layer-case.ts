import type { Node } from '../expression/node.ts'
import { smtCopy, type SmtCopy } from '../expression/readings/smt.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import { nodesBelow } from '../expression/sheet.ts'
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
  sheet: LiveSheet,
  layer: string,
  breach: LayerBreach,
  options: CaseOptions = {},
): Promise<LayerCase> {
  const shape = layerShape(sheet, layer)
  const { given = [], prefer = [], timeoutMs = TRY_MS } = options
  let last: Outcome = { kind: 'unknown', reason: 'nothing was tried' }
  for (const required of prefer.length === 0 ? [given] : [[...given, ...prefer], given]) {
    for (const pins of pinnings(sheet, shape, breach)) {
      const copies = fullCopies(sheet, shape, required, pins)
      const base = pins.get(shape.base)
      const script = smtScript(copies, assertions(sheet, shape, copies, breach, required, base))
      last = await solver.refute(script, constantNames(copies), timeoutMs)
      if (last.kind === 'refuted') return { kind: 'refuted', a: situationOf(copies[0], last.model), b: situationOf(copies[1], last.model) }
    }
  }
  return last
}

const TRY_MS = 20_000

/** Two copies of all below the layer; what the base is computed from may differ, everything else is shared. */
function fullCopies(
  sheet: LiveSheet,
  shape: LayerShape,
  given: readonly Node[],
  pins: ReadonlyMap<Node, number>,
): readonly [SmtCopy, SmtCopy] {
  const moving = new Set(nodesBelow([shape.base]).filter(node => node.type === 'money' && (node.op === 'fact' || node.op === 'sum')))
  const roots = [
    ...layerRoots(shape),
    ...otherRatios(sheet, shape),
    ...shape.cuts.map(cut => cut.node),
    ...sheet.guards.map(guard => guard.when),
    ...given,
  ]
  const copy = (tag: string, own: ReadonlyMap<Node, number>): SmtCopy =>
    smtCopy(roots, { tag, shared: input => !moving.has(input), products: 'cases', pins: own })
  const base = pins.get(shape.base)
  return [copy('a', pins), copy('b', base === undefined ? pins : new Map([...pins, [shape.base, base + 1]]))]
}

function assertions(
  sheet: LiveSheet,
  shape: LayerShape,
  copies: readonly [SmtCopy, SmtCopy],
  breach: LayerBreach,
  given: readonly Node[],
  base: number | undefined,
): readonly string[] {
  const [a, b] = copies
  return [
    ...(base === undefined ? [`(= ${b.ref(shape.base)} (+ ${a.ref(shape.base)} 1))`] : []),
    ...shape.cuts.map(cut => `(= ${a.ref(cut.node)} ${b.ref(cut.node)})`),
    ...shape.ends.slice(1).map((end, index) => `(<= ${a.ref(shape.ends[index]?.node ?? end.node)} ${a.ref(end.node)})`),
    ...copies.flatMap(copy => [...sheet.guards.map(guard => `(not ${copy.ref(guard.when)})`), ...given.map(copy.ref)]),
    `(not ${claimOf(breach.claim).holds(sidesOf(shape, a), sidesOf(shape, b))})`,
  ]
}

function pinnings(sheet: LiveSheet, shape: LayerShape, breach: LayerBreach): readonly ReadonlyMap<Node, number>[] {
  const values = new Map(breach.takes.map(taken => [taken.node, taken.value]))
  const pin = (wanted: (node: Node) => boolean): readonly (readonly [Node, number])[] =>
    shape.cuts.flatMap(cut => (wanted(cut.node) ? [[cut.node, values.get(cut.node) ?? 0] as const] : []))
  const all = [[shape.base, breach.base] as const, ...pin(node => node.type !== 'flag')]
  const ratios = pin(node => node.type === 'ratio')
  const quiet = quieted(sheet, shape)
  return [[...quiet, ...all], [...quiet, ...ratios], all, ratios, []].map(pins => new Map(pins))
}

/** Other layers that pay nothing and points that are 0 keep the question linear. */
function quieted(sheet: LiveSheet, shape: LayerShape): readonly (readonly [Node, number])[] {
  const points = nodesBelow(layerRoots(shape)).filter(
    node => node.op === 'parameter' && node.type === 'ratio' && node.lo < 0 && node.hi >= 0,
  )
  return [...otherRatios(sheet, shape), ...points].map(node => [node, 0] as const)
}

const otherRatios = (sheet: LiveSheet, shape: LayerShape): readonly Node[] =>
  sheet.lines.flatMap(line => (line.role === 'ratio' && line.layer !== shape.id && line.node.op !== 'const' ? [line.node] : []))
