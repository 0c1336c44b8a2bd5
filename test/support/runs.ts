import { createEvaluator, createInterpretedEvaluator, createWarmEvaluator } from '../../src/expression/readings/evaluator.ts'
import type { ClaimRecord } from '../../src/expression/readings/record.ts'
import { setBits, type RunResult } from '../../src/expression/readings/result.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import type { Policy } from '../../src/policy.ts'

class Refused extends Error {}

/** What a run calls where a guard speaks. */
export const fail = (): never => {
  throw new Refused()
}

/** Records of generated claims; the slots hold what the claims before left, whoever they were of. */
export function records(policy: Policy, claims: number, change: (record: ClaimRecord, index: number) => ClaimRecord = record => record) {
  const made: ClaimRecord[] = []
  let state: ClaimRecord['state'] | undefined
  for (const claim of generateClaims({ seed: 5, claims, persons: 40, diseases: ['J45', 'I10'] })) {
    const prepared = policy.prepare(claim)
    const record = change({ ...prepared, state: state ?? prepared.state }, made.length)
    const value = policy.values(record)
    made.push(record)
    const next = policy.sheet.slots.map((slot, i) => [`s${String(i)}`, value(slot.next)] as const)
    state = made.length % 12 === 0 ? undefined : Object.fromEntries(next)
  }
  return made
}

/** What the plain interpreter makes of a record, in the shape of a run; null where a guard speaks. */
export function plain({ sheet, values }: Policy, record: ClaimRecord, policy: Policy) {
  const value = values.call(policy, record)
  if (sheet.guards.some(guard => value(guard.when) === 1)) return null
  const speaking = (flags: readonly { readonly node: Parameters<typeof value>[0]; readonly id: string }[]): readonly string[] =>
    flags.filter(({ node }) => value(node) === 1).map(({ id }) => id)
  return {
    lines: sheet.lines.map(line => value(line.node)),
    slots: sheet.slots.map(slot => value(slot.next)),
    fired: speaking(sheet.rules.map(({ fires, id }) => ({ node: fires, id }))),
    findings: speaking(sheet.findings.map(({ when, code, subject }) => ({ node: when, id: `${code}:${subject}` }))),
  }
}

/** What a run makes of a record, in the same shape. */
export function shown({ sheet }: Policy, run: (record: ClaimRecord) => RunResult, record: ClaimRecord) {
  let result: RunResult
  try {
    result = run(record)
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
  return {
    lines: sheet.lines.map((_, i) => result[`l${String(i)}`]),
    slots: sheet.slots.map((_, i) => result[`s${String(i)}`]),
    fired: setBits(result, 'f', sheet.rules.length).map(i => sheet.rules[i]?.id),
    findings: setBits(result, 'n', sheet.findings.length).map(i => `${sheet.findings[i]!.code}:${sheet.findings[i]!.subject}`),
  }
}

/** Every form of the evaluator. */
export const FORMS = {
  'plain code, then tables': createEvaluator,
  'tables by regime': createWarmEvaluator,
  'a list of instructions': createInterpretedEvaluator,
}
