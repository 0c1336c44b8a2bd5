import Table from 'cli-table3'
import { formatIssue } from '../base/format-issue.ts'
import type { Issue, Language } from '../base/issue.ts'
import { factText } from '../explain/fact-text.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { Pack } from '../pack/pack.ts'
import type { SettledLine, Settlement } from '../settlement/settlement.ts'
import type { CliKey, Say } from './messages.ts'
import type { Session } from './options.ts'
import { PLAIN_TABLE } from './table-style.ts'

/** Facts taken by default that are named; the others are counted. */
const MOST_ASSUMPTIONS = 6

/** Findings that the header says already: of every claim under such a policy. */
export const IN_HEADER: readonly string[] = ['draftPolicy', 'illustrativeScheme']

const STATUS: Readonly<Record<Settlement['policy']['status'], CliKey>> = {
  issued: 'statusIssued',
  trial: 'statusTrial',
  draft: 'statusDraft',
}

const BORDERLESS = Object.fromEntries(
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle'
    .split(' ')
    .map(name => [name, '']),
)

/** A settlement for people: what was settled, the waterfall, who pays what, and what it rests on. */
export function printSettlement(session: Session, pack: Pack, settlement: Settlement): string {
  return [
    header(session, pack, settlement),
    waterfall(session, pack, settlement),
    parties(session, settlement),
    ...notes(session, settlement),
    '',
  ].join('\n')
}

export const heading = (session: Session, text: string): string => (session.host.styled ? `\u001b[1m${text}\u001b[22m` : text)

function header({ say, host, language }: Session, pack: Pack, settlement: Settlement): string {
  const { policy, claimId } = settlement
  const status = say(STATUS[policy.status])
  const scheme =
    policy.scheme === null ? say('noScheme') : policy.illustrative ? `${policy.scheme} · ${say('illustrative')}` : policy.scheme
  const title = say('header', { name: pack.json.name[language] })
  const facts: readonly (readonly [CliKey, string])[] = [
    ['policy', `${policy.id} · ${status}`],
    ['scheme', scheme],
    ['day', policy.on],
    ...(claimId === '' ? [] : [['claim', claimId] as const]),
  ]
  return [
    host.styled ? `\u001b[1m${title}\u001b[22m` : title,
    facts.map(([key, text]) => `${say(key)} ${text}`).join('  |  '),
    ...(policy.illustrative ? [say('warnIllustrative', { scheme: policy.scheme ?? '' })] : []),
    ...(policy.status === 'issued' ? [] : [say('warnStatus', { status })]),
    ...overridden({ say }, settlement),
    '',
  ].join('\n')
}

/** The numbers that the caller gave instead of the policy's. */
function overridden({ say }: Pick<Session, 'say'>, { sources }: Settlement): readonly string[] {
  const given = sources.filter(one => one.source === 'override').map(({ id, value }) => `${id}=${value}`)
  return given.length === 0 ? [] : [say('overridden', { values: given.join(say('listComma')) })]
}

function waterfall({ say, language }: Session, pack: Pack, settlement: Settlement): string {
  const lines = new Map(settlement.lines.map(line => [line.id, line]))
  const table = new Table({
    head: (['columnFund', 'columnBase', 'columnDeductible', 'columnRatio', 'columnPaid'] as const).map(key => say(key)),
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    ...PLAIN_TABLE,
  })
  for (const layer of pack.layers) {
    const value = (role: string): string => amountOf(lines.get(`${layer.id}.${role}`))
    const reached = value('base') !== '0.00'
    const below = reached && value('deductible') === value('base') && lines.has(`${layer.id}.threshold`)
    const deductible = below ? say('below', { amount: value('threshold') }) : value('deductible')
    const cells = reached ? [value('base'), deductible, ratios(lines, layer.id)] : ['-', '-', '-']
    table.push([layer.fund[language], ...cells, value('paid')])
  }
  return table.toString()
}

const amountOf = (line: SettledLine | undefined): string => (line !== undefined && 'amount' in line ? line.amount : '0.00')

/** The ratio, or those of the segments that hold some of the cost. */
function ratios(lines: ReadonlyMap<string, SettledLine>, layer: string): string {
  if (amountOf(lines.get(`${layer}.payable`)) === '0.00') return '-'
  const found = [...lines.values()].flatMap(line => {
    const suffix = line.id.startsWith(`${layer}.ratio`) ? line.id.slice(layer.length + '.ratio'.length) : undefined
    if (suffix === undefined || !('ratio' in line)) return []
    return amountOf(lines.get(`${layer}.portion${suffix}`)) === '0.00' ? [] : [percent(line.ratio)]
  })
  return found.join(' / ')
}

/** `0.8500` as `85.00%`, by its digits. */
function percent(ratio: string): string {
  const digits = ratio.replace('.', '').padStart(5, '0')
  return `${digits.slice(0, -2).replace(/^0+(?=\d)/, '')}.${digits.slice(-2)}%`
}

function parties({ say }: Session, settlement: Settlement): string {
  const { fund, personal, institutionBorne } = settlement
  const table = new Table({ colAligns: ['left', 'right'], chars: BORDERLESS, style: { head: [], border: [], 'padding-left': 0 } })
  const total = amountOf(settlement.lines.find(line => line.id === 'total'))
  const row = (indent: number, label: string, amount: string): void => void table.push([' '.repeat(indent) + label, amount])
  row(0, say('total'), total)
  row(0, say('fund'), fund.total)
  row(0, say('personal'), personal.total)
  row(2, `${say('ofWhich')} ${say('selfPaid')}`, personal.selfPaid)
  row(2, `${say('ofWhich')} ${say('selfFunded')}`, personal.selfFunded)
  if (personal.account !== '0.00') row(2, `${say('paidFrom')} ${say('account')}`, personal.account)
  row(2, `${say('paidFrom')} ${say('cash')}`, personal.cash)
  if (institutionBorne !== '0.00') row(0, say('institution'), institutionBorne)
  return `\n${table.toString().replace(/ +$/gm, '')}\n`
}

function notes({ say, language }: Session, settlement: Settlement): readonly string[] {
  const facts = settlement.assumptions.filter(one => one.fact !== 'state')
  const findings = settlement.findings.filter(issue => !IN_HEADER.includes(issue.code))
  return [
    ...findings.map(issue => say('finding', { text: formatIssue(labelled(issue, language), language) })),
    ...(facts.length === 0 ? [] : [say('assumed', { facts: assumed(say, language, facts) })]),
    ...(facts.length === settlement.assumptions.length ? [] : [say('assumedState')]),
    say('ofRecord'),
  ]
}

function assumed(say: Say, language: Language, facts: Settlement['assumptions']): string {
  const told = facts.slice(0, MOST_ASSUMPTIONS).map(({ fact, value }) => {
    const text = factText(fact, value)
    return say('assumedFact', { fact: text.fact[language], value: text.value[language] })
  })
  const list = told.join(say('listComma'))
  return facts.length > MOST_ASSUMPTIONS ? say('assumedMore', { facts: list, count: facts.length }) : list
}

/** The kind of encounter that a finding names, by its label. */
function labelled(issue: Issue, language: Language): Issue {
  if (issue.code !== 'uncoveredKind') return issue
  const label = factSpec('encounter.kind')?.codeLabels?.[String(issue.params['subject'])]
  return label === undefined ? issue : { ...issue, params: { ...issue.params, subject: label[language] } }
}
