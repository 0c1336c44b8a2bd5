import { columnsOf } from '../test/support/columns.ts'
import type { ColumnOptions, Columns } from '../src/columns/columns.ts'
import type { NumberColumn } from '../src/columns/input.ts'
import { sheetInputs } from '../src/expression/readings/record.ts'
import { openPack, type FullPolicy } from '../src/full-policy.ts'
import { LINES, readJob, type Job } from './job.ts'

const ITEMS = ['item.amount', 'item.overLimit', 'item.selfPayShare', 'item.catalogueClass', 'item.itemKind'] as const

/** The job as columns: every fact that the policy reads, and the lines of the bills; with the slots before each claim, or for a fold in order of persons. */
export interface ColumnJob {
  readonly job: Job
  readonly policy: FullPolicy
  readonly columns: Columns
  readonly given: Readonly<Record<string, NumberColumn>>
}

export function columnJob(options: ColumnOptions): ColumnJob {
  const read = readJob()
  const person = (claim: Record<string, unknown>): string => String((claim['person'] as Record<string, unknown>)['id'])
  const inOrder = read.claims.map((one, i) => ({ one, i, person: person(one.claim) }))
  if (options.fold === true) inOrder.sort((a, b) => (a.person < b.person ? -1 : a.person > b.person ? 1 : a.i - b.i))
  const job = { ...read, claims: inOrder.map(({ one }) => one) }
  const policy = openPack(job.pack)
  const slots = policy.sheet.slots.map(slot => `state.${slot.id}`)
  const facts = sheetInputs(policy.sheet).facts.map(node => node.name)
  const inputs = [...facts.filter(name => name !== 'cost.hasItems'), ...ITEMS, ...(options.fold === true ? [] : slots)]
  const columns = policy.columns(inputs, [...LINES, ...slots], options)
  const given = columnsOf(
    policy.sheet,
    columns.inputs,
    job.claims.map(({ record }) => record),
  )
  if (options.fold === true) given['year.start'] = Uint8Array.from(inOrder, (row, i) => Number(row.person !== inOrder[i - 1]?.person))
  return { job, policy, columns, given }
}
