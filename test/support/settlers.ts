import { createSettler } from '../../src/accelerated/settler.ts'
import { createEvaluator } from '../../src/expression/readings/evaluator.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import { lowered } from '../../src/lower-pack.ts'
import { Policy } from '../../src/policy.ts'
import type { Settlement } from '../../src/settlement/settlement.ts'

/** One policy twice: as settled by the plain path alone, and its settler, which gives undefined for what it leaves to the plain path. */
export interface Settlers {
  readonly plain: Policy
  readonly fast: (claim: unknown, state?: unknown) => Settlement | undefined
}

export function settlersOf(pack: unknown, options: { readonly scheme?: string; readonly parameters?: Record<string, unknown> }): Settlers {
  const lower = lowered(openPack(pack, options).pack)
  let made: ReturnType<typeof createSettler>
  const both = new Policy(
    lower,
    {},
    {
      createEvaluator,
      createSettler: parts => {
        made = createSettler(parts)
        return made
      },
    },
  )
  // A policy makes its settler when it is warm.
  for (const claim of generateClaims({ seed: 1, claims: 120, persons: 20 })) both.trySettle(claim)
  const settler = made
  if (settler === undefined) throw new Error('no settler was made')
  return { plain: new Policy(lower, {}, { createEvaluator }), fast: (claim, state) => settler(claim, state) }
}

/** What the plain path says, as text: the settlement, or its issues. */
export function plainText(plain: Policy, claim: unknown, state?: unknown): string {
  const result = plain.trySettle(claim, state as Parameters<Policy['settle']>[1])
  return result.ok ? JSON.stringify(result.settlement) : `refused ${result.issues.map(issue => issue.code).join()}`
}
