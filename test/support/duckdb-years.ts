import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatMoney, formatRatio } from '../../src/base/decimal.ts'
import { ClaimTable } from '../../src/batch/duckdb/claim-table.ts'
import { withDuck } from '../../src/batch/duckdb/duck.ts'
import { Group, type RowPlace } from '../../src/batch/duckdb/settle-group.ts'
import type { PartitionRows } from '../../src/batch/spill.ts'
import type { FullPolicy } from '../../src/full-policy.ts'
import { bucketKey } from '../../src/settlement/state.ts'
import type { Settlement } from '../../src/settlement/settlement.ts'

type Claim = Readonly<Record<string, unknown>>

export interface YearsCompared {
  readonly claims: number
  readonly persons: number
  /** Claims that DuckDB settled. */
  readonly settled: number
  /** Claims that `settleYear` refused, and those that DuckDB left to the other engine: of persons with a refused claim. */
  readonly refused: number
  readonly left: number
  /** Each line and slot that is not the same, and each claim that is left without reason. */
  readonly differences: readonly string[]
}

/** Folds claims in DuckDB, as the batch engine does, some persons after the others, and holds every line and slot of each against `settleYear`. */
export async function compareYears(policy: FullPolicy, claims: readonly Claim[], groups = 2): Promise<YearsCompared> {
  const temporary = mkdtempSync(join(tmpdir(), 'yibao-duck-'))
  const { lines } = policy
  const persons = byPerson(claims)
  const found = new Map<string, readonly number[]>()
  const left = new Set<string>()
  try {
    await withDuck({ threads: 1, temporary }, async duck => {
      const table = await ClaimTable.open(duck, policy, lines, true)
      for (let group = 0; group < groups; group++) {
        const own = [...persons.values()].filter((_, i) => i % groups === group).flat()
        const folded = new Group(policy, table)
        folded.add(group, rowsOf(own))
        const rows = await folded.fold(({ claimId }: RowPlace, values) => void found.set(claimId, values))
        for (const index of rows.get(group) ?? []) left.add(String(own[index]?.['id']))
      }
    })
    return { claims: claims.length, persons: persons.size, left: left.size, ...holdAgainst(policy, persons, found, left) }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

function byPerson(claims: readonly Claim[]): ReadonlyMap<string, readonly Claim[]> {
  const persons = new Map<string, Claim[]>()
  for (const claim of claims) {
    const { id } = claim['person'] as { readonly id: string }
    const others = persons.get(id)
    if (others === undefined) persons.set(id, [claim])
    else others.push(claim)
  }
  return persons
}

const rowsOf = (claims: readonly Claim[]): PartitionRows => ({
  count: claims.length,
  number: index => index + 1,
  fault: () => undefined,
  place: index => {
    const bytes = Buffer.from(JSON.stringify(claims[index]))
    return { bytes, from: 0, to: bytes.length }
  },
  idFrom: () => 0,
  idTo: () => 0,
})

function holdAgainst(
  policy: FullPolicy,
  persons: ReadonlyMap<string, readonly Claim[]>,
  found: ReadonlyMap<string, readonly number[]>,
  leftIds: ReadonlySet<string>,
): Pick<YearsCompared, 'settled' | 'refused' | 'differences'> {
  const differences: string[] = []
  let [settled, refused] = [0, 0]
  for (const own of persons.values()) {
    const { entries } = policy.settleYear(own)
    const isWhole = entries.every(entry => 'settlement' in entry)
    for (const entry of entries) {
      const values = found.get(entry.claimId)
      if (!('settlement' in entry)) refused++
      else if (values !== undefined && !leftIds.has(entry.claimId)) {
        settled++
        differences.push(...differing(policy, entry.settlement, values))
      } else if (isWhole) differences.push(`${entry.claimId} is left for no reason`)
      if (!('settlement' in entry) && !leftIds.has(entry.claimId)) differences.push(`${entry.claimId} is refused by settleYear only`)
    }
  }
  return { settled, refused, differences }
}

function differing({ sheet }: FullPolicy, settlement: Settlement, values: readonly number[]): readonly string[] {
  const line = sheet.lines.map(({ id, unit }, i): readonly [string, string, string] => {
    const mine = settlement.lines[i]
    const value = values[i] ?? NaN
    return [
      id,
      mine === undefined ? '' : 'amount' in mine ? mine.amount : mine.ratio,
      (unit === 'money' ? formatMoney : formatRatio)(value),
    ]
  })
  const slot = sheet.slots.map((one, i): readonly [string, string, string] => {
    const mine = settlement.state.buckets[bucketKey(one)]?.[one.role] ?? ''
    const value = values[sheet.lines.length + i] ?? NaN
    return [one.id, String(mine), one.role === 'index' ? String(value) : formatMoney(value)]
  })
  return [...line, ...slot]
    .filter(([, mine, theirs]) => mine !== theirs)
    .map(([id, mine, theirs]) => `${settlement.claimId} ${id}: ${mine} but DuckDB ${theirs}`)
}
