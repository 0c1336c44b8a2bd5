import { formatIssue } from '../base/format-issue.ts'
import { factText } from '../explain/fact-text.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { Label } from '../facts/spec.ts'
import type { Change } from '../referral/change.ts'
import { TARGET } from '../referral/direction.ts'
import type { Decision, NextStep, Reason } from '../referral/decision.ts'
import type { CliKey } from './messages.ts'
import type { Session } from './options.ts'
import { sourceWords } from './print-parameters.ts'
import { heading } from './print-settlement.ts'

const STATUS: Readonly<Record<Decision['referral']['status'], readonly [mark: string, key: CliKey]>> = {
  notRequired: ['✓', 'referralNotRequired'],
  permitted: ['✓', 'referralPermitted'],
  required: ['!', 'referralRequired'],
  refused: ['✗', 'referralRefused'],
  undetermined: ['?', 'referralUndetermined'],
  notAsked: ['·', 'referralNotAsked'],
}

const DUTY: Readonly<Record<Decision['duties'][number]['status'], CliKey>> = {
  done: 'dutyDone',
  violated: 'dutyViolated',
  unknown: 'dutyUnknown',
}

const DEADLINE: Readonly<Record<Decision['deadlines'][number]['status'], CliKey>> = {
  met: 'deadlineMet',
  open: 'deadlineOpen',
  overdue: 'deadlineOverdue',
  undetermined: 'deadlineUndetermined',
}

/** A decision for people: the answer first, then why, and what would change it. */
export function printDecision(session: Session, name: Label, decision: Decision): string {
  const { say, language } = session
  return [
    heading(session, say('decisionTitle', { name: name[language], day: decision.on })),
    ...referralLines(session, decision),
    ...rightLines(session, decision),
    ...owedLines(session, decision),
    ...moneyLines(session, decision),
    ...undecidedLines(session, decision),
    ...assumedLines(session, decision),
    ...decision.findings.map(issue => say('finding', { text: formatIssue(issue, language) })),
    '',
  ].join('\n')
}

function referralLines(session: Session, { referral }: Decision): readonly string[] {
  const { say } = session
  const [mark, key] = STATUS[referral.status]
  const target = referral.target === null ? say('referralNoTarget') : say('referralTo', { level: levelWords(session, referral.target) })
  const { compliance } = referral
  if (referral.status === 'notAsked' && referral.next.length + compliance.hops.length === 0) return []
  return [
    ...(referral.status === 'notAsked' ? [] : [heading(session, `${mark} ${target}${say('colon')}${say(key)}`)]),
    ...referral.reasons.map(reason => `    ${why(session, reason)}`),
    ...directLines(session, referral),
    ...referral.next.map(step => `  ${say('referralNext', { step: stepWords(session, step) })}`),
    ...referral.direct.map(step => `  ${say('referralMayDirect', { step: stepWords(session, step) })}`),
    ...changeLines(session, referral.changes, 'changeReferral'),
    `  ${say(referral.firstContactAtPrimary === null ? 'firstContactUnknown' : referral.firstContactAtPrimary ? 'firstContactYes' : 'firstContactNo')}`,
    ...complianceLines(session, compliance),
  ]
}

/** A move past levels: by a whitelist, or by a rule that asks for none; then by whose parameter. */
function directLines(session: Session, { isDirect, exemption }: Decision['referral']): readonly string[] {
  const { say } = session
  if (!isDirect) return []
  if (exemption === null) return [`  ${say('referralDirect')}`]
  return exemption.sources.map(
    ({ parameter, value, source }) =>
      `  ${say('referralExempt', { parameter, value: String(value), source: sourceWords(say, source, exemption.clause ?? undefined) })}`,
  )
}

/** Nothing where there was no move to judge. What is wrong with a hop stands among the findings. */
function complianceLines({ say }: Session, { source, compliant }: Decision['referral']['compliance']): readonly string[] {
  if (source === 'none') return []
  if (compliant === null) return [`  ${say('compliantUnknown')}`]
  return [`  ${say(compliant ? 'compliantYes' : 'compliantNo')}${say(source === 'derived' ? 'complianceDerived' : 'complianceGiven')}`]
}

const levelWords = ({ say, language }: Session, level: string): string =>
  level === 'home' ? say('levelHome') : say('levelName', { level: valueWords('institution.adminLevel', level)[language].toLowerCase() })

const valueWords = (fact: string, value: Change['value']): Label => factText(fact, value).value

const WHERE: Readonly<Record<string, CliKey>> = { residenceArea: 'whereResidence', insuredCounty: 'whereCounty', insuredCity: 'whereCity' }

function stepWords(session: Session, step: NextStep): string {
  const { say, language } = session
  const place = step.to === null ? say('anyLevel') : levelWords(session, step.to)
  const inside = [
    step.type === null ? [] : valueWords('institution.type', step.type)[language],
    step.preferred ? say('preferred') : [],
  ].flat()
  const brackets = inside.length === 0 ? '' : say('bracketed', { text: inside.join(say('listComma')) })
  const where = step.where === null || WHERE[step.where] === undefined ? '' : say(WHERE[step.where] as CliKey)
  return `${where}${place}${brackets}${refOf(session, step)}`
}

/** What a rule says, with its clause. */
const why = (session: Session, reason: Reason): string => `${reason.label?.[session.language] ?? reason.rule}${refOf(session, reason)}`

/** The same, with how binding it is where that is less than a rule. */
const modal = (session: Session, one: Reason & { readonly modality: string }): string =>
  `${why(session, one)}${one.modality === 'rule' ? '' : session.say('softTarget')}`

const refOf = ({ say }: Session, { rule, clause }: Reason): string => say('ruleRef', { ref: clause ?? rule })

function changeLines(session: Session, changes: Decision['referral']['changes'], key: CliKey): readonly string[] {
  const { say, language } = session
  return changes.map(change => {
    const parts = change.map(({ fact, value }) =>
      say('changePart', {
        fact: factSpec(fact)?.label[language] ?? fact,
        value: fact === TARGET ? levelWords(session, String(value)) : valueWords(fact, value)[language],
      }),
    )
    return `  ${say(key, { changes: parts.join(say('listComma')) })}`
  })
}

function rightLines(session: Session, { rights }: Decision): readonly string[] {
  const { say } = session
  if (rights.length === 0) return []
  return [
    say('rightsTitle'),
    ...rights.flatMap(({ right, granted, reasons, unmet, changes }) => [
      `  ${granted === true ? '✓' : granted === null ? '?' : '·'} ${rightWords(session, right, reasons)}${granted === true ? '' : say(granted === null ? 'rightOpen' : 'notGranted')}${unmetWords(session, unmet)}`,
      ...changeLines(session, changes, 'changeRight').map(line => `  ${line}`),
    ]),
  ]
}

/** In short why a right is not granted: the facts that make it so. */
function unmetWords({ say, language }: Session, unmet: Decision['rights'][number]['unmet']): string {
  const parts = unmet.map(({ fact, value }) => {
    const text = factText(fact, value)
    return say('unmetPart', { fact: text.fact[language], value: text.value[language] })
  })
  return parts.length === 0 ? '' : say('bracketed', { text: parts.join(say('listComma')) })
}

const rightWords = (session: Session, right: string, reasons: readonly Reason[]): string =>
  reasons[0] === undefined ? right : reasons[0].label === null ? `${right}${refOf(session, reasons[0])}` : why(session, reasons[0])

function owedLines(session: Session, { duties, prohibitions, deadlines }: Decision): readonly string[] {
  const { say } = session
  const lines = [
    ...duties.map(one => say('dutyLine', { text: modal(session, one), status: say(DUTY[one.status]) })),
    ...prohibitions.map(one =>
      say(one.violated ? 'prohibitionBroken' : 'prohibitionKept', { text: modal(session, one), count: one.count, allowed: one.allowed }),
    ),
    ...deadlines.map(one =>
      say('deadlineLine', {
        text: modal(session, one),
        due: one.due ?? (one.lastCovered === null ? '-' : say('afterDay', { day: one.lastCovered })),
        status: say(DEADLINE[one.status], { day: one.lastCovered ?? '' }),
      }),
    ),
  ]
  return lines.length === 0 ? [] : [say('owedTitle'), ...lines.map(line => `  ${line}`)]
}

/** What is missing before the rest can be said. */
function undecidedLines(session: Session, { undecided }: Decision): readonly string[] {
  const { say, language } = session
  if (undecided.length === 0) return []
  const byMissing = new Map<string, readonly string[]>()
  for (const one of undecided) {
    const names = [...one.facts.map(fact => factSpec(fact)?.label[language] ?? fact), ...one.parameters]
    const missing = names.join(say('listComma'))
    byMissing.set(missing, [...(byMissing.get(missing) ?? []), why(session, one)])
  }
  return [
    say('undecidedTitle'),
    ...[...byMissing].map(([missing, texts]) => `  ${say('undecidedLine', { missing, texts: texts.join(say('listSemicolon')) })}`),
  ]
}

/** What was taken by default, together by the value taken. */
function assumedLines({ say, language }: Session, { assumptions }: Decision): readonly string[] {
  if (assumptions.length === 0) return []
  const byValue = new Map<string, Set<string>>()
  for (const { fact, value } of assumptions) {
    const text = factText(fact, value)
    const facts = byValue.get(text.value[language]) ?? new Set()
    byValue.set(text.value[language], facts.add(text.fact[language]))
  }
  const groups = [...byValue].map(([value, facts]) => say('assumedGroup', { value, facts: [...facts].join(say('listComma')) }))
  return [say('assumedOfCase', { facts: groups.join(say('listSemicolon')) })]
}

function moneyLines(session: Session, { settlement, prices }: Decision): readonly string[] {
  const { say } = session
  const lines = [
    ...settlement.methods.map(one =>
      say(one.permitted ? 'methodPermitted' : 'methodLine', {
        method: valueWords('institution.settlementMethod', one.method)[session.language],
        text: why(session, one),
      }),
    ),
    ...settlement.payers.map(one => say('payerLine', { text: why(session, one) })),
    ...prices.parity.map(one =>
      say(one.equal === null ? 'parityRule' : one.equal ? 'parityKept' : 'parityBroken', { text: why(session, one) }),
    ),
    ...prices.steps.map(one => say('stepLine', { text: why(session, one), base: one.base, steps: one.tierSteps, price: one.price })),
    ...prices.directions.map(one => say(one.by === null ? 'directionOpen' : 'directionBy', { text: why(session, one), by: one.by ?? '' })),
  ]
  return lines.length === 0 ? [] : [say('moneyTitle'), ...lines.map(line => `  ${line}`)]
}
