import Table from 'cli-table3'
import { formatIssue } from '../base/format-issue.ts'
import type { Label } from '../facts/spec.ts'
import type { IndicatorReport, IndicatorResult, IndicatorStatus } from '../indicator/indicators.ts'
import type { CliKey, Say } from './messages.ts'
import type { Session } from './options.ts'
import { heading } from './print-settlement.ts'
import { PLAIN_TABLE } from './table-style.ts'

const MARK: Readonly<Record<IndicatorStatus, readonly [mark: string, key: CliKey]>> = {
  met: ['✓', 'indicatorMet'],
  notMet: ['✗', 'indicatorNotMet'],
  notYetDue: ['…', 'indicatorNotYetDue'],
  measured: ['·', 'indicatorMeasured'],
  undetermined: ['?', 'indicatorUndetermined'],
}

/** How a value is held against its target, in words. */
export const AGAINST: Readonly<Record<NonNullable<IndicatorResult['comparison']>, CliKey>> = {
  atLeast: 'targetAtLeast',
  atMost: 'targetAtMost',
  rises: 'targetRises',
  falls: 'targetFalls',
  doesNotRise: 'targetDoesNotRise',
  doesNotFall: 'targetDoesNotFall',
  noEvent: 'targetNoEvent',
}

const REASON: Readonly<Record<NonNullable<IndicatorResult['reason']>, CliKey>> = {
  noValue: 'reasonNoValue',
  emptyDenominator: 'reasonEmptyDenominator',
  noWholePeriod: 'reasonNoWholePeriod',
}

/** What was judged as a table; what has no value by its id and needs, so that a next run can give it. */
export function printIndicators(session: Session, name: Label, { asOf, results, findings }: IndicatorReport): string {
  const { say, language } = session
  const judged = results.filter(({ reason }) => reason !== 'noValue')
  const count = (status: IndicatorStatus): number => results.filter(one => one.status === status).length
  const counts = { met: count('met'), notMet: count('notMet'), open: count('notYetDue'), unknown: count('undetermined') }
  return [
    heading(session, say('indicatorsTitle', { name: name[language], day: asOf, ...counts })),
    ...(judged.length === 0 ? [] : [judgedTable(session, judged)]),
    ...missingLines(session, results),
    ...findings.map(issue => say('finding', { text: formatIssue(issue, language) })),
    '',
  ].join('\n')
}

function judgedTable(session: Session, judged: readonly IndicatorResult[]): string {
  const { say, language } = session
  const table = new Table({
    head: [say('columnIndicator'), say('columnValue'), say('columnTarget'), say('columnOutcome'), say('columnClause')],
    colAligns: ['left', 'right', 'left', 'left', 'left'],
    ...PLAIN_TABLE,
  })
  for (const one of judged)
    table.push([labelled(one, language), one.value ?? '-', targetWords(say, one), outcomeWords(say, one), one.clause ?? '-'])
  return table.toString()
}

const labelled = ({ label, groupLabel }: IndicatorResult, language: 'zh' | 'en'): string =>
  groupLabel === null ? label[language] : `${label[language]} · ${groupLabel[language]}`

/** Whether the wording of an indicator is less than a rule. */
export const isSoft = ({ modality }: Pick<IndicatorResult, 'modality'>): boolean => modality !== 'rule'

function targetWords(say: Say, { comparison, against, due, dueAfterWindow }: IndicatorResult): string {
  const target = comparison === null ? '-' : say(AGAINST[comparison], { value: against ?? '-' })
  const by = due === null ? '' : say('dueBy', { day: due })
  return `${target}${by}${dueAfterWindow ? say('dueAfterWindow') : ''}`
}

function outcomeWords(say: Say, { status, gravity, reason }: IndicatorResult): string {
  const [mark, key] = MARK[status]
  const how = reason === null ? '' : say('colon') + say(REASON[reason])
  return `${mark} ${say(key)}${gravity === 'note' || gravity === 'warning' ? say('softTarget') : ''}${how}`
}

function missingLines({ say, language }: Session, results: readonly IndicatorResult[]): readonly string[] {
  const missing = results.filter(({ reason }) => reason === 'noValue')
  const line = (one: IndicatorResult): string =>
    `  ${say('indicatorNeeds', { label: labelled(one, language), id: one.group === null ? one.id : `${one.id}.${one.group}`, needs: one.needs.join(say('listComma')) })}`
  return missing.length === 0 ? [] : [say('indicatorsMissing', { count: missing.length }), ...missing.map(line)]
}
