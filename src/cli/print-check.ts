import { formatIssue } from '../base/format-issue.ts'
import type { CheckFinding, CheckLevel, CheckReport, CheckSituation } from '../check/report.ts'
import type { CliKey } from './messages.ts'
import type { Session } from './options.ts'
import { heading } from './print-settlement.ts'

const LEVELS: readonly (readonly [CheckLevel, CliKey, string])[] = [
  ['error', 'levelError', '✗'],
  ['warning', 'levelWarning', '!'],
  ['information', 'levelInformation', '·'],
]

/** What a check found, by level, each with the situation that shows it; then what was looked at. */
export function printCheck(session: Session, report: CheckReport): string {
  const { say } = session
  const { policy, findings, checked, asOf } = report
  const scheme =
    policy.scheme === null ? say('noScheme') : policy.illustrative ? `${policy.scheme} · ${say('illustrative')}` : policy.scheme
  const counts = Object.fromEntries(LEVELS.map(([level]) => [level, findings.filter(one => one.level === level).length]))
  return [
    heading(session, `${say('checkTitle', { policy: policy.id, scheme })}${say('colon')}${say('checkCounts', counts)}`),
    ...(asOf === undefined ? [] : [say('checkOnly', { day: asOf })]),
    ...LEVELS.flatMap(([level, title, mark]) => {
      const lines = findingLines(
        session,
        findings.filter(one => one.level === level),
        mark,
      )
      return lines.length === 0 ? [] : [say(title), ...lines]
    }),
    say('checkedCounts', { ...checked }),
    '',
  ].join('\n')
}

/** A line for each finding; parameters without a value are one line together. */
function findingLines(session: Session, findings: readonly CheckFinding[], mark: string): readonly string[] {
  const { say, language } = session
  const missing = findings.filter(one => one.code === 'parameterWithoutValue')
  const list = missing.map(one => String(one.params['parameter'])).join(say('listComma'))
  return [
    ...findings
      .filter(one => !missing.includes(one))
      .flatMap(one => [`  ${mark} ${formatIssue(one, language)}`, ...situationLines(session, one.situations ?? [])]),
    ...(missing.length === 0 ? [] : [`  ${mark} ${say('withoutValue', { count: missing.length, parameters: list })}`]),
  ]
}

function situationLines({ say, language }: Session, situations: readonly CheckSituation[]): readonly string[] {
  return situations.flatMap(({ facts, values }, i) => {
    const told = facts.map(({ label, valueLabel }) => say('situationFact', { fact: label[language], value: valueLabel[language] }))
    const text = told.length === 0 ? say('anySituation') : told.join(say('semicolon'))
    const named = Object.entries(values).map(([line, value]) =>
      say('valueOf', { line: line === 'bound' ? say('boundValue') : line, value }),
    )
    return [
      `      ${situations.length === 1 ? say('situation', { facts: text }) : say('situationOf', { index: i + 1, facts: text })}`,
      ...(named.length === 0 ? [] : [`        ${say('situationValues', { values: named.join(say('listComma')) })}`]),
    ]
  })
}
