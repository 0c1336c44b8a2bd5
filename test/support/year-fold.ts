import { PolicyError } from '../../src/base/issue.ts'
import { setBits, type RunResult } from '../../src/expression/readings/result.ts'
import type { ClaimRecord } from '../../src/expression/readings/record.ts'
import { generateClaims, type GenerateOptions } from '../../src/facts/generate.ts'
import type { Policy } from '../../src/policy.ts'
import type { OpenClaim } from '../../src/settlement/open-claim.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'

/** One claim of a person's year: as opened, with the state before it, and what the product path said of it. */
export interface YearStep {
  readonly seq: number
  /** Person and benefit year. */
  readonly person: string
  readonly open: OpenClaim
  readonly stateBefore: YearStateJson | undefined
  readonly run: RunResult | undefined
  /** `code:subject` of every guard that speaks, as the reference names them. */
  readonly guards: readonly string[]
  readonly stateAfter: YearStateJson | undefined
}

export interface FoldOptions extends Omit<GenerateOptions, 'year'> {
  readonly year?: number
}

/** Settles generated claims person by person in their order, each with the state the one before left. A claim without an answer ends its person's year. */
export function* foldYears(policy: Policy, options: FoldOptions): Generator<YearStep> {
  const states = new Map<string, YearStateJson>()
  const ended = new Set<string>()
  let seq = 0
  for (const claim of generateClaims(options)) {
    seq += 1
    const { id } = claim['person'] as { readonly id: string }
    const person = `${id}/${String(policy.open(claim).days.year)}`
    if (ended.has(person)) continue
    const stateBefore = states.get(person)
    const open = policy.open(claim, stateBefore)
    try {
      const run = policy.run(open.record)
      const stateAfter = policy.settle(claim, stateBefore).state
      states.set(person, stateAfter)
      yield { seq, person, open, stateBefore, run, guards: [], stateAfter }
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      ended.add(person)
      yield { seq, person, open, stateBefore, run: undefined, guards: guardNames(policy, open.record), stateAfter: undefined }
    }
  }
}

export const firedIds = (policy: Policy, run: RunResult): readonly string[] =>
  setBits(run, 'f', policy.sheet.rules.length)
    .map(index => policy.sheet.rules[index]?.id ?? '')
    .sort()

export const findingNames = (policy: Policy, run: RunResult): readonly string[] =>
  setBits(run, 'n', policy.sheet.findings.length)
    .map(index => `${policy.sheet.findings[index]?.code ?? ''}:${policy.sheet.findings[index]?.subject ?? ''}`)
    .sort()

/** `code:subject` of every guard of the sheet that speaks for a claim, sorted. */
export function guardNames(policy: Policy, record: ClaimRecord): readonly string[] {
  const value = policy.values(record)
  return policy.sheet.guards
    .filter(guard => value(guard.when) === 1)
    .map(guard => `${guard.code}:${guard.subject}`)
    .sort()
}
