import { formatIssue } from '../base/format-issue.ts'
import type { FixtureReport, PlaceReport } from '../fixtures/report.ts'
import type { BoundarySighting, RuleSighting } from '../fixtures/sightings.ts'
import type { Session } from './options.ts'
import { heading } from './print-settlement.ts'

const SIGNS: Readonly<Record<string, string>> = { lessThan: '<', lessThanInclusive: '<=', greaterThan: '>', greaterThanInclusive: '>=' }

/** How many fixtures there are, and how many of each status. */
export function countFixtures(fixtures: readonly FixtureReport[]): Readonly<Record<'count' | 'passed' | 'failed' | 'unusable', number>> {
  const of = (status: FixtureReport['status']): number => fixtures.filter(one => one.status === status).length
  return { count: fixtures.length, passed: of('passed'), failed: of('failed'), unusable: of('unusable') }
}

/** The fixtures by place and clause, then each that failed with all that is wrong, then the rules they saw. */
export function printFixtures(session: Session, reports: readonly PlaceReport[], { coverage }: { readonly coverage?: boolean }): string {
  const { say } = session
  const all = reports.flatMap(report => report.fixtures)
  return [
    ...reports.flatMap(report => [...place(session, report), ...(coverage === true ? seen(session, report) : [])]),
    say('totalSummary', countFixtures(all)),
    '',
  ].join('\n')
}

function place(session: Session, { place, fixtures }: PlaceReport): readonly string[] {
  const { say } = session
  const clauses = [...new Set(fixtures.flatMap(one => one.clauses))].sort(inNumbers)
  const columns = Math.max(...clauses.map(clause => clause.length), 0)
  const rows = clauses.map(clause => {
    const counts = countFixtures(fixtures.filter(one => one.clauses.includes(clause)))
    return `  ${say('clauseSummary', { clause: clause.padEnd(columns), ...counts })}`
  })
  const failed = fixtures.filter(one => one.status === 'failed')
  return [
    heading(session, say('placeSummary', { place, ...countFixtures(fixtures) })),
    ...rows,
    ...failed.flatMap(one => failure(session, one)),
    '',
  ]
}

function failure({ say, language }: Session, { name, file, issues }: FixtureReport): readonly string[] {
  return [`  ${say('failedFixture', { name, file })}`, ...issues.map(issue => `      ${formatIssue(issue, language)}`)]
}

function seen(session: Session, { place, rules, boundaries }: PlaceReport): readonly string[] {
  const { say } = session
  const both = rules.filter(rule => rule.fired > 0 && rule.notFired > 0).length
  const rows = rules.filter(({ rule }) => /#\d+$/.test(rule))
  const list = (some: readonly RuleSighting[]): string => some.map(one => one.rule).join(say('listComma'))
  const always = rules.filter(rule => rule.fired > 0 && rule.notFired === 0)
  const never = rules.filter(rule => rule.fired === 0)
  const missing = boundaries.filter(({ sides }) => sides.some(side => side.seen === 0))
  return [
    heading(session, say('seenTitle', { place, count: rules.length, both })),
    ...(always.length === 0 ? [] : [`  ${say('seenOnly', { rules: list(always) })}`]),
    ...(never.length === 0 ? [] : [`  ${say('seenNever', { rules: list(never) })}`]),
    `  ${say('seenRows', { count: rows.length, hit: rows.filter(row => row.fired > 0).length })}`,
    `  ${say('seenBoundaries', { count: boundaries.length, both: boundaries.length - missing.length })}`,
    ...missing.map(boundary => `    ${unseen(session, boundary)}`),
    '',
  ]
}

function unseen({ say }: Session, { by, fact, operator, sides }: BoundarySighting): string {
  const values = sides.filter(side => side.seen === 0).map(side => side.value)
  const bound = sides[0]?.value ?? ''
  return say('boundaryUnseen', { by, fact, sign: SIGNS[operator] ?? operator, bound, values: values.join(say('listComma')) })
}

/** Orders `x/2.1` before `x/10.1`. */
function inNumbers(a: string, b: string): number {
  const parts = (id: string): readonly string[] => id.split(/(\d+)/)
  const [left, right] = [parts(a), parts(b)]
  for (const [i, part] of left.entries()) {
    const other = right[i] ?? ''
    if (part === other) continue
    return /^\d+$/.test(part) && /^\d+$/.test(other) ? Number(part) - Number(other) : part < other ? -1 : 1
  }
  return left.length - right.length
}
