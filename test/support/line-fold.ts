import { readClaim } from '../../src/facts/claim.ts'
import { createEvaluator } from '../../src/expression/readings/evaluator.ts'
import { openPack } from '../../src/full-policy.ts'
import { lowered } from '../../src/lower-pack.ts'
import { Policy } from '../../src/policy.ts'
import type { LineSettler } from '../../src/stream/line-settler.ts'
import { claimDays } from '../../src/settlement/dates.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'

const hasPerson = (claim: unknown): claim is { readonly person: { readonly id: unknown } } => {
  const person =
    claim !== null && typeof claim === 'object' && !Array.isArray(claim) && Object.hasOwn(claim, 'person')
      ? (claim as { person: unknown }).person
      : null
  return (
    person !== null &&
    typeof person === 'object' &&
    Object.hasOwn(person, 'id') &&
    typeof (person as { id: unknown }).id === 'string' &&
    (person as { id: unknown }).id !== ''
  )
}

/** What becomes of one line: its row, or the issues it is refused with, as text. */
export interface FoldedLine {
  readonly row?: string
  readonly issues?: string
}

/** The fold of lines by `JSON.parse` and the policy alone: each claim after the state that those before it left of its person's benefit year. */
export class LineFold {
  readonly states = new Map<string, YearStateJson>()
  readonly #policy: Policy
  readonly #lines: readonly string[]

  constructor(policy: Policy, lines: readonly string[]) {
    this.#policy = policy
    this.#lines = lines
  }

  push(line: string): FoldedLine {
    let claim: unknown
    try {
      claim = JSON.parse(line)
    } catch {
      return { issues: '["rowNotJson"]' }
    }
    const key = this.#yearOf(claim)
    const result = this.#policy.trySettle(claim, key === undefined ? undefined : this.states.get(key))
    const issues = result.ok ? [] : result.issues
    const isTold = issues.some(({ path }) => ['', '/person', '/person/id'].includes(path))
    const nobody = { code: 'noPerson', path: '/person/id', severity: 'error', params: {} }
    if (!hasPerson(claim) && !isTold) return { issues: JSON.stringify([nobody, ...issues]) }
    if (!result.ok) return { issues: JSON.stringify(issues) }
    if (key === undefined) throw new Error('a claim of no year was settled')
    const { claimId, lines, state } = result.settlement
    this.states.set(key, JSON.parse(JSON.stringify(state)) as YearStateJson)
    const value = (id: string): string => {
      const line = lines.find(one => one.id === id)!
      return 'amount' in line ? line.amount : line.ratio
    }
    return { row: JSON.stringify(Object.fromEntries([['claimId', claimId], ...this.#lines.map(id => [id, value(id)])])) }
  }

  /** Person and benefit year; undefined if the claim does not tell. */
  #yearOf(claim: unknown): string | undefined {
    const read = readClaim(claim)
    const known = read.claim ?? read.partial
    const days = known === undefined ? undefined : claimDays(known, this.#policy.pack)
    return days === undefined || 'missing' in days || !hasPerson(claim) ? undefined : `${String(days.year)} ${String(claim.person.id)}`
  }
}

/** A policy that settles by its plain path alone, and its lines. */
export function plainPolicy(json: unknown, scheme: string): { readonly plain: Policy; readonly lines: readonly string[] } {
  const plain = new Policy(lowered(openPack(json, { scheme }).pack), {}, { createEvaluator })
  return { plain, lines: plain.lines }
}

/** What a settler makes of one line. */
export function pushed(settler: LineSettler, line: Uint8Array): FoldedLine {
  settler.rows.clear()
  const issues = settler.push(line)
  if (issues !== undefined) return { issues: issues.some(({ code }) => code === 'rowNotJson') ? '["rowNotJson"]' : JSON.stringify(issues) }
  const row = new TextDecoder().decode(settler.rows.bytes.subarray(0, settler.rows.length))
  if (!row.endsWith('\n')) throw new Error(`a row without an end: ${row}`)
  return { row: row.slice(0, -1) }
}
