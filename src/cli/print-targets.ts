import Table from 'cli-table3'
import type { Label } from '../facts/spec.ts'
import type { DatedTarget, ListedIndicator, Named, Unit } from '../indicator/list.ts'
import type { Comparison } from '../indicator/targets.ts'
import type { CliKey } from './messages.ts'
import type { Session } from './options.ts'
import { AGAINST, isSoft } from './print-indicators.ts'
import { sourceWords } from './print-parameters.ts'
import { heading } from './print-settlement.ts'
import { PLAIN_TABLE } from './table-style.ts'

const UNIT: Readonly<Record<Unit, CliKey>> = {
  share: 'unitShare',
  growth: 'unitGrowth',
  flags: 'unitFlags',
  mean: 'unitMean',
  asGiven: 'unitAsGiven',
  timesAWeek: 'unitTimesAWeek',
  timesAMonth: 'unitTimesAMonth',
  events: 'unitEvents',
}

/** A trend before there is a period to hold it against. */
const WITHOUT_NUMBER: Readonly<Partial<Record<Comparison, CliKey>>> = {
  rises: 'listedRises',
  falls: 'listedFalls',
  doesNotRise: 'listedDoesNotRise',
  doesNotFall: 'listedDoesNotFall',
}

/** The indicators of a policy before any value: what is asked for, by when, and what to give. */
export function printTargets(session: Session, name: Label, indicators: readonly ListedIndicator[]): string {
  const { say, language } = session
  const params = { name: name[language], count: indicators.length }
  if (indicators.length === 0) return `${say('noIndicators', params)}\n`
  const columns = ['columnIndicator', 'columnTarget', 'columnUnit', 'columnNeeds', 'columnClause'] as const
  const table = new Table({ head: columns.map(key => say(key)), ...PLAIN_TABLE })
  for (const one of indicators)
    table.push([names(session, one), target(session, one), say(UNIT[one.unit]), needs(session, one), one.clause ?? '-'])
  return `${heading(session, say('targetsTitle', params))}\n${table.toString()}\n`
}

/** Label, id, and the groups that are judged one by one. */
function names(session: Session, { label, id, groups }: ListedIndicator): string {
  return [label[session.language], id, ...groups.map(group => `· ${named(session, group)}`)].join('\n')
}

const named = ({ say, language }: Session, { name, label }: Named): string =>
  label[language] === name ? name : say('codeLine', { code: name, label: label[language] })

function target(session: Session, indicator: ListedIndicator): string {
  const { say } = session
  const { comparison, targets, due, dueAfterWindow } = indicator
  if (comparison === null) return say('indicatorMeasured')
  const soft = isSoft(indicator) ? say('softTarget') : ''
  const by = (due === null ? '' : say('dueBy', { day: due })) + (dueAfterWindow ? say('dueAfterWindow') : '')
  const texts =
    targets.length === 0 ? [say(WITHOUT_NUMBER[comparison] ?? AGAINST[comparison])] : targets.map(one => dated(session, indicator, one))
  return texts.join('\n') + by + soft
}

/** A number, since when, and whose it is where that is not the clause. */
function dated({ say }: Session, { comparison, clause }: ListedIndicator, { from, value, source, parameter }: DatedTarget): string {
  const held = (text: string): string => say(AGAINST[comparison ?? 'atLeast'], { value: text })
  const given = value !== null && source !== null && source !== 'clause'
  const text =
    value === null
      ? say('targetOpen', { text: held('…'), parameter: parameter ?? '-' })
      : given
        ? say('targetGivenBy', { value: held(value), source: sourceWords(say, source, clause ?? undefined) })
        : held(value)
  return from === null ? text : say('targetSince', { day: from, value: text })
}

function needs(session: Session, { needs: parts, names: counted }: ListedIndicator): string {
  const { say } = session
  const text = parts.join(say('listComma'))
  return counted.length === 0
    ? text
    : say('needsNamed', { needs: text, names: counted.map(one => named(session, one)).join(say('listComma')) })
}
