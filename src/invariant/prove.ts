import type { Policy } from '../policy.ts'
import { liveSheet } from '../expression/live-sheet.ts'
import { lowerPack } from '../settlement/lower.ts'
import { proveGapInvariant } from './gap-invariant.ts'
import { proveLayers, type LayerProof, type Piece } from './layer-lemma.ts'
import { openSolver, type Outcome, type Solver } from './proof/solver.ts'
import type { GapProof } from './ratio-gap.ts'

export interface ProveOptions {
  /** For each question to the solver. */
  readonly timeoutMs?: number
  /** Told of each piece of a layer's lemma when it is decided. */
  readonly onPiece?: (piece: Piece) => void
}

export interface ProvedGap {
  readonly id: string
  readonly clause?: string
  readonly proof: GapProof
}

/** `proved` only if everything is; what the solver did not decide is `unknown`, never a success. */
export interface PolicyProof {
  readonly kind: Outcome['kind']
  /** Per layer, for all numbers of the pack's parameters: what is paid lies within the base, and one fen more of it pays none or one fen more. */
  readonly layers: readonly LayerProof[]
  /** The pack's invariants, for the numbers of this scheme. */
  readonly gaps: readonly ProvedGap[]
}

/** Proves the layers' lemma and the pack's gap invariants for all claims. Needs the peer z3-solver: without it a PolicyError `peerMissing`. */
export async function prove(policy: Pick<Policy, 'pack' | 'sheet'>, options: ProveOptions = {}): Promise<PolicyProof> {
  const solver = await openSolver()
  try {
    const ids = policy.pack.layers.map(layer => layer.id)
    const layers = await proveLayers(solver, lowerPack(policy.pack, { free: true }), ids, options)
    const gaps = await proveGaps(solver, policy, options)
    return { kind: worst([...layers.map(one => one.kind), ...gaps.map(one => one.proof.kind)]), layers, gaps }
  } finally {
    await solver.close()
  }
}

async function proveGaps(solver: Solver, { pack, sheet }: Pick<Policy, 'pack' | 'sheet'>, { timeoutMs }: ProveOptions) {
  const gaps: ProvedGap[] = []
  const live = liveSheet(sheet)
  for (const invariant of pack.json.invariants) {
    const proof = await proveGapInvariant(solver, pack, live, invariant, timeoutMs)
    gaps.push({ id: invariant.id, ...(invariant.clause === undefined ? {} : { clause: invariant.clause }), proof })
  }
  return gaps
}

const worst = (kinds: readonly Outcome['kind'][]): Outcome['kind'] =>
  kinds.includes('refuted') ? 'refuted' : kinds.includes('unknown') ? 'unknown' : 'proved'
