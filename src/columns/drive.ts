import type { Part } from '../expression/readings/part.ts'
import { withRows, type ColumnCode, type ColumnRun } from './code.ts'
import type { ColumnParts } from './parts.ts'

/** Goes over the first `count` rows of a run. */
export type Drive = (parts: ColumnParts, run: ColumnRun, count: number) => void

/** Rows that are looked at together. */
const CHUNK = 4096

const IN_ORDER = Int32Array.from({ length: CHUNK }, (_, i) => i)

/** Rows in their order, each part as long as it lasts: what is carried from row to row needs it. */
export const driveInOrder: Drive = (parts, given, count) => {
  const run = withRows(given, IN_ORDER)
  for (let base = 0; base < count; base += CHUNK) {
    const end = Math.min(count, base + CHUNK)
    for (let row = base; row < end; ) {
      const part = parts.at(run.columns, row)
      const next = parts.endOf(part, run.columns, row, end)
      part.code(run, row - base, next - base, base, part.d, part.e)
      row = next
    }
  }
}

interface Group {
  readonly run: ColumnRun
  count: number
}

/** Rows that do not depend on each other: those of one part in a chunk together. */
export const driveByPart: Drive = (parts, given, count) => {
  const inOrder = withRows(given, IN_ORDER)
  const groups = new Map<Part<ColumnCode>, Group>()
  for (let base = 0; base < count; base += CHUNK) {
    const end = Math.min(count, base + CHUNK)
    const part = parts.at(given.columns, base)
    if (parts.endOf(part, given.columns, base, end) === end) part.code(inOrder, 0, end - base, base, part.d, part.e)
    else driveGroups(parts, given, groups, base, end)
  }
}

function driveGroups(parts: ColumnParts, run: ColumnRun, groups: Map<Part<ColumnCode>, Group>, base: number, end: number): void {
  for (let row = base; row < end; ) {
    const part = parts.at(run.columns, row)
    const next = parts.endOf(part, run.columns, row, end)
    let group = groups.get(part)
    if (group === undefined) {
      group = { run: withRows(run, new Int32Array(CHUNK)), count: 0 }
      groups.set(part, group)
    }
    for (; row < next; row++) group.run.rows[group.count++] = row - base
  }
  for (const [part, group] of groups) {
    if (group.count > 0) part.code(group.run, 0, group.count, base, part.d, part.e)
    group.count = 0
  }
}
