import type { Node } from '../expression/node.ts'
import { smtInt } from '../expression/readings/smt-terms.ts'
import { smtCopy, type SmtCopy, type SmtProducts } from '../expression/readings/smt.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import { CLAIMS, sidesOf, type LayerClaim, type Sides } from './layer-claims.ts'
import { BASE_NAMES, layerRoots, layerShape, type LayerShape } from './layer-shape.ts'
import { ALGEBRA, algebraOf } from './proof/algebra.ts'
import { constantNames, smtScript } from './proof/script.ts'
import type { Model, Outcome, Solver } from './proof/solver.ts'

/** One thing the solver was asked. */
export interface Piece {
  readonly name: string
  readonly kind: Outcome['kind']
  readonly reason?: string
}

/** Where a layer breaks a claim: the base, one fen more, and every other number the layer takes in, by label. */
export interface LayerBreach {
  readonly claim: LayerClaim
  readonly base: number
  readonly takes: readonly { readonly label: string; readonly node: Node; readonly value: number }[]
}

export interface LayerProof {
  readonly layer: string
  /** proved only if every piece is. */
  readonly kind: Outcome['kind']
  readonly pieces: readonly Piece[]
  readonly assumes: readonly string[]
  readonly breaches: readonly LayerBreach[]
}

export interface LemmaOptions {
  readonly timeoutMs?: number
  /** Told of each piece when it is decided. */
  readonly onPiece?: (piece: Piece) => void
}

/** Proves the lemma of each layer; the algebra it rests on is proved first, once. */
export async function proveLayers(
  solver: Solver,
  sheet: LiveSheet,
  layers: readonly string[],
  options: LemmaOptions = {},
): Promise<readonly LayerProof[]> {
  const algebra: Piece[] = []
  for (const { name, script } of ALGEBRA) algebra.push(told(options, name, await solver.refute(script, [], options.timeoutMs)))
  const proofs: LayerProof[] = []
  for (const layer of layers) proofs.push(await proveShape(solver, layerShape(sheet, layer), algebra, options))
  return proofs
}

/** Proves the lemma of one layer. */
export async function proveLayer(solver: Solver, sheet: LiveSheet, layer: string, options: LemmaOptions = {}): Promise<LayerProof> {
  const [proof] = await proveLayers(solver, sheet, [layer], options)
  if (proof === undefined) throw new RangeError(`no proof of ${layer}`)
  return proof
}

async function proveShape(solver: Solver, shape: LayerShape, algebra: readonly Piece[], options: LemmaOptions): Promise<LayerProof> {
  const pieces: Piece[] = [...algebra]
  const breaches: LayerBreach[] = []
  const piece = (says: string, outcome: Outcome): void => void pieces.push(told(options, `${shape.id}: ${says}`, outcome))
  piece('the numbers taken as free can be met', await satisfiable(solver, shape, options))
  let assumes = shape.heldStill
  for (const claim of CLAIMS) {
    let outcome = await decide(solver, shape, claim.holds, [], options)
    if (outcome.kind === 'refuted' && shape.ends.length > 1) {
      // Segments whose ends fall are no segments; that they do not is assumed only where it is needed.
      outcome = await decide(solver, shape, claim.holds, endsInOrder(shape), options)
      if (outcome.kind === 'proved') assumes = [...new Set([...assumes, ...shape.inOrder])]
    }
    piece(claim.says, outcome)
    if (outcome.kind === 'refuted') breaches.push(breachOf(shape, claim.id, outcome.model))
  }
  const kinds = pieces.map(each => each.kind)
  const kind = kinds.includes('refuted') ? 'refuted' : kinds.includes('unknown') ? 'unknown' : 'proved'
  return { layer: shape.id, kind, pieces, assumes, breaches }
}

/** Assumptions that contradict each other would prove anything. */
async function satisfiable(solver: Solver, shape: LayerShape, options: LemmaOptions): Promise<Outcome> {
  const script = smtScript(copiesOf(shape, 'named'), [ONE_MORE, ...endsInOrder(shape)])
  const outcome = await solver.refute(script, [], options.timeoutMs)
  if (outcome.kind === 'refuted') return { kind: 'proved' }
  return outcome.kind === 'unknown' ? outcome : { kind: 'unknown', reason: 'the assumptions contradict each other' }
}

/** First with products as names and the algebra stated; what that leaves open is asked with products as they are, so that a refutation is a real one. */
async function decide(
  solver: Solver,
  shape: LayerShape,
  holds: (a: Sides, b: Sides) => string,
  given: readonly string[],
  options: LemmaOptions,
): Promise<Outcome> {
  const ask = (products: SmtProducts, also: readonly string[], timeoutMs = options.timeoutMs): Promise<Outcome> => {
    const copies = copiesOf(shape, products)
    const [a, b] = copies.map(copy => sidesOf(shape, copy)) as [Sides, Sides]
    const assertions = [ONE_MORE, ...given, ...(products === 'named' ? algebraOf(copies) : []), ...also, `(not ${holds(a, b)})`]
    return solver.refute(smtScript(copies, assertions), constantNames(copies), timeoutMs)
  }
  const first = await ask('named', [])
  if (first.kind === 'proved') return first
  const ratios = shape.cuts.filter(cut => cut.node.type === 'ratio')
  const pins = TYPICAL.map(typical => ratios.map((_, index) => typical[index % typical.length] ?? 0))
  if (first.kind === 'refuted') pins.unshift(ratios.map(cut => Number(first.model.get(cut.name))))
  for (const values of pins) {
    const pin = ratios.map((cut, index) => `(= ${cut.name} ${smtInt(values[index] ?? 0)})`)
    const pinned = await ask('raw', pin, Math.min(SEARCH_MS, options.timeoutMs ?? SEARCH_MS))
    if (pinned.kind === 'refuted') return pinned
  }
  return ask('raw', [])
}

const ONE_MORE = `(= ${BASE_NAMES[1]} (+ ${BASE_NAMES[0]} 1))`

const endsInOrder = (shape: LayerShape): readonly string[] =>
  shape.ends.slice(1).map((end, index) => `(<= ${shape.ends[index]?.name ?? ''} ${end.name})`)

// With ratios given, products are linear: a refutation is found at once where there is one for such ratios.
const TYPICAL = [[8500], [3333], [10_000], [6000, 6500, 7500]]
const SEARCH_MS = 3_000

function copiesOf(shape: LayerShape, products: SmtProducts): readonly [SmtCopy, SmtCopy] {
  const copy = (name: string, tag: string): SmtCopy => {
    const cuts = new Map([...shape.cuts.map(cut => [cut.node, cut.name] as const), [shape.base, name] as const])
    return smtCopy(layerRoots(shape), { tag, shared: () => true, cuts, products })
  }
  return [copy(BASE_NAMES[0], 'a'), copy(BASE_NAMES[1], 'b')]
}

function breachOf(shape: LayerShape, claim: LayerClaim, model: Model): LayerBreach {
  return {
    claim,
    base: Number(model.get(BASE_NAMES[0]) ?? 0),
    takes: shape.cuts.map(cut => ({ label: cut.label, node: cut.node, value: Number(model.get(cut.name) ?? 0) })),
  }
}

function told(options: LemmaOptions, name: string, outcome: Outcome): Piece {
  const piece: Piece = outcome.kind === 'unknown' ? { name, kind: outcome.kind, reason: outcome.reason } : { name, kind: outcome.kind }
  options.onPiece?.(piece)
  return piece
}
