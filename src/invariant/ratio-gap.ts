import type { Node } from '../expression/node.ts'
import { smtCopy, type SmtCopy } from '../expression/readings/smt.ts'
import { smtInt } from '../expression/readings/smt-terms.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import { nodesBelow } from '../expression/sheet.ts'
import { constantNames, smtScript } from './proof/script.ts'
import { isHeavy, situationOf, type Situation } from './proof/situation.ts'
import type { Outcome, Solver } from './proof/solver.ts'

/** The gap to prove: of any two situations that share all facts but those in `differ`, one with `a` and one with `b`, a's line is ahead. */
export interface GapQuestion {
  readonly line: Node
  readonly a: Node
  readonly b: Node
  /** Holds in both. */
  readonly where: Node
  /** Paths, or first segments of paths, of the facts that the two may have differently. */
  readonly differ: readonly string[]
  /** line of a − line of b is at least this, in the line's unit. */
  readonly atLeast: number
  /** What holds of every claim: cross-fact constraints of the catalogue, that the layer is reached. */
  readonly given?: readonly Node[]
  /** What a counterexample had better have; tried first, never assumed. */
  readonly prefer?: readonly Node[]
  readonly timeoutMs?: number
}

export type GapProof =
  | { readonly kind: 'proved' }
  | { readonly kind: 'refuted'; readonly a: Situation; readonly b: Situation; readonly lineA: number; readonly lineB: number }
  | { readonly kind: 'unknown'; readonly reason: string }

/**
 * Proves the gap for all claims of which the sheet has an answer, or gives two claims that break it. Guards and constraints that need no
 * multiplication are asked for from the start; the others only once a pair is found, which they may rule out.
 */
export async function proveGap(solver: Solver, sheet: LiveSheet, question: GapQuestion): Promise<GapProof> {
  const required = [...(question.given ?? []), ...sheet.guards.map(guard => sheet.expressions.not(guard.when))]
  const light = required.filter(node => !isHeavy(nodesBelow([node])))
  const ask = (given: readonly Node[], also: readonly string[], gap = true): Promise<Answer> => askGap(solver, question, given, also, gap)
  const pairs = await ask(light, [], false)
  if (pairs.outcome.kind === 'proved')
    return { kind: 'unknown', reason: 'there is no such pair of situations: the conditions exclude each other' }
  const first = await ask(light, [])
  if (first.outcome.kind !== 'refuted') return first.proof
  const handy = await ask([...light, ...(question.prefer ?? [])], [])
  const found = handy.outcome.kind === 'refuted' ? handy : first
  if (light.length === required.length) return found.proof
  // The same pair, with amounts that the rest of the sheet accepts; then any pair.
  const same = await ask([...required, ...(question.prefer ?? [])], pinned(found))
  if (same.outcome.kind === 'refuted') return same.proof
  return (await ask(required, [])).proof
}

/** That both situations are as found in all but amounts. */
function pinned({ outcome, copies }: Answer): readonly string[] {
  if (outcome.kind !== 'refuted') return []
  const chosen = copies.flatMap(copy =>
    copy.constants.flatMap(({ name, node }) => {
      const value = outcome.model.get(name)
      if (node.type === 'money' || value === undefined) return []
      return [`(= ${name} ${typeof value === 'boolean' ? String(value) : smtInt(value)})`]
    }),
  )
  return [...new Set(chosen)]
}

interface Answer {
  readonly outcome: Outcome
  readonly proof: GapProof
  readonly copies: readonly SmtCopy[]
}

const LINE = ['linea', 'lineb'] as const

async function askGap(
  solver: Solver,
  question: GapQuestion,
  given: readonly Node[],
  also: readonly string[],
  gap: boolean,
): Promise<Answer> {
  const { line, a, b, where, differ, atLeast, timeoutMs } = question
  const shared = (input: Node): boolean =>
    input.op !== 'fact' || !differ.some(prefix => input.name === prefix || input.name.startsWith(`${prefix}.`))
  const copies = ['a', 'b'].map(tag => smtCopy([line, a, b, where, ...given], { tag, shared, products: 'cases' })) as [SmtCopy, SmtCopy]
  const [one, two] = copies
  const named = copies.map((copy, index) => `(define-fun ${LINE[index] ?? ''} () Int ${copy.ref(line)})`).join('\n')
  const holds = copies.flatMap(copy => [copy.ref(where), ...given.map(copy.ref)])
  const assertions = [...holds, one.ref(a), two.ref(b), ...also, ...(gap ? [`(< (- ${LINE[0]} ${LINE[1]}) ${String(atLeast)})`] : [])]
  const script = `${smtScript(copies, [])}\n${named}\n${smtScript([], assertions)}`
  const outcome = await solver.refute(script, [...constantNames(copies), ...LINE], timeoutMs)
  if (outcome.kind !== 'refuted') return { outcome, proof: outcome, copies }
  const [situationA, situationB] = [situationOf(one, outcome.model), situationOf(two, outcome.model)]
  const lineValues = { lineA: Number(outcome.model.get(LINE[0])), lineB: Number(outcome.model.get(LINE[1])) }
  return { outcome, proof: { kind: 'refuted', a: situationA, b: situationB, ...lineValues }, copies }
}
