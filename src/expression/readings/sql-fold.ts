import type { Node } from '../node.ts'
import type { Sheet, Slot } from '../sheet.ts'
import { nodesRead, type SqlPlan } from './sql-plan.ts'
import { neutral, printNode, quoted, sqlType, type Names } from './sql-print.ts'
import { nest, readBefore, type Round, type RoundWriter } from './sql-rounds.ts'

/** One column of the result: its name and its text, given the names of nodes. */
export interface Output {
  readonly column: string
  readonly print: (names: Names) => string
}

export interface FoldInput {
  readonly sheet: Sheet
  readonly plan: SqlPlan
  readonly writer: RoundWriter
  readonly source: string
  /** Columns of the source, and the rounds over it that come before any let: the place in the year, the history. */
  readonly has: readonly string[]
  readonly ranking: readonly Round[]
  readonly outputs: readonly Output[]
}

/** Columns of a claim that pass through everything. */
export const KEYS = ['id', 'person', 'year', 'seq'] as const

/** Where a claim stands among all, ordered by person, year and place in the year, and whether it is the first or the last of its year. */
export const PLACE = 'place'
export const IS_FIRST = 'is_first'
export const IS_LAST = 'is_last'

/** Nested SELECTs in one CTE: the planner's time grows with the square of the nesting, and from some 400 on the parser gives up. */
const MAX_ROUNDS = 40

export const priorColumn = (slot: number): string => `p${String(slot)}`

/**
 * The whole text. `base` computes once what no slot reaches. `fold` holds, for each claim, the slots before it: from one claim of a
 * person's year to the next it computes the slots alone, as little as the state needs. The final SELECT computes the rest for all claims
 * at once. A sheet whose lines read no slot needs no recursion.
 */
export function foldText(input: FoldInput): string {
  const { sheet, plan, writer, outputs } = input
  const read = new Set<string>(KEYS)
  const results = outputs.map(output => `${output.print(writer.names(read))} AS ${quoted(output.column)}`)
  const finalRounds = writer.stateRounds(plan.order)
  const finalReads = readBefore(finalRounds, read)
  const slots = sheet.slots.map((slot, index) => ({ slot, index })).filter(({ slot }) => plan.order.includes(slot.node))
  const priors = slots.map(({ index }) => priorColumn(index))
  const select = `SELECT ${[...KEYS.map(quoted), ...results].join(', ')}`
  if (slots.length === 0) {
    const base = baseText(input, finalReads)
    return `${withClause(base.stages)}${select}\nFROM ${base.text}`
  }
  const step = stepOf(input, slots)
  const base = baseText(input, new Set([...finalReads, ...step.reads, PLACE, IS_FIRST, IS_LAST]))
  const columns = (relation: string, names: Iterable<string>): string[] => [...names].map(name => `${relation}.${quoted(name)}`)
  const joined = (names: ReadonlySet<string>): string[] => [
    ...columns(
      'b',
      base.columns.filter(column => names.has(column)),
    ),
    ...columns(
      'f',
      priors.filter(column => names.has(column)),
    ),
  ]
  const known = [...base.columns, ...priors]
  const stepFrom = `(SELECT ${joined(new Set([PLACE, ...step.reads])).join(', ')}
FROM fold f JOIN base b ON b.${PLACE} = f.${PLACE} WHERE NOT b.${IS_LAST})`
  const zeros = slots.map(({ slot }) => neutral(sqlType(slot.node.type)))
  const fold = `fold(${[PLACE, ...priors].map(quoted).join(', ')}) AS (
SELECT ${[PLACE, ...zeros].join(', ')} FROM base WHERE ${IS_FIRST}
UNION ALL
SELECT ${[`${PLACE} + 1`, ...step.next].join(', ')}
FROM ${nest(stepFrom, known, step.rounds, new Set([PLACE, ...step.nextReads]))})`
  const finalFrom = `(SELECT ${joined(finalReads).join(', ')} FROM base b JOIN fold f ON f.${PLACE} = b.${PLACE})`
  const stages = [...base.stages, `base AS MATERIALIZED (SELECT ${base.columns.map(quoted).join(', ')} FROM ${base.text})`, fold]
  return `WITH RECURSIVE ${stages.join(',\n')}\n${select}\nFROM ${nest(finalFrom, known, finalRounds, read)}`
}

interface Step {
  readonly next: readonly string[]
  readonly nextReads: ReadonlySet<string>
  readonly rounds: readonly Round[]
  readonly reads: ReadonlySet<string>
}

/** From the slots before a claim to those after it, for the slots that anything reads. */
function stepOf(input: FoldInput, slots: readonly { readonly slot: Slot }[]): Step {
  const nextReads = new Set<string>()
  const names = input.writer.names(nextReads)
  const next = slots.map(({ slot }) => printNode(slot.next, names))
  const below: readonly Node[] = nodesRead(
    input.sheet,
    slots.map(({ slot }) => slot.next),
  )
  const rounds = input.writer.stateRounds(below)
  return { next, nextReads, rounds, reads: readBefore(rounds, nextReads) }
}

interface Base {
  readonly stages: readonly string[]
  readonly text: string
  readonly columns: readonly string[]
}

/** The claim chain over the source, in stages where it is deep. */
function baseText(input: FoldInput, wanted: ReadonlySet<string>): Base {
  const rounds = [...input.ranking, ...input.writer.claimRounds()]
  const stages: string[] = []
  let from = input.source
  let has = input.has
  const after = (count: number): string[] => {
    const later = readBefore(rounds.slice(count), wanted)
    return [...new Set([...has, ...rounds.slice(0, count).flatMap(round => [...round.adds.keys()])])].filter(column => later.has(column))
  }
  let start = 0
  for (; rounds.length - start > MAX_ROUNDS; start += MAX_ROUNDS) {
    const end = start + MAX_ROUNDS
    const columns = after(end)
    const text = nest(from, has, rounds.slice(start, end), new Set(columns))
    from = `stage${String(stages.length)}`
    stages.push(`${from} AS MATERIALIZED (SELECT ${columns.map(quoted).join(', ')} FROM ${text})`)
    has = columns
  }
  return { stages, text: nest(from, has, rounds.slice(start), wanted), columns: after(rounds.length) }
}

const withClause = (stages: readonly string[]): string => (stages.length === 0 ? '' : `WITH ${stages.join(',\n')}\n`)
