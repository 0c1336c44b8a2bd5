import type { ClauseRecord } from '../pack/clause-record.ts'
import { countAccount, type AccountedClause, type Citation, type ClauseStatus, type PackAccount } from '../pack/coverage.ts'
import type { CliKey, Say } from './messages.ts'
import type { Session } from './options.ts'
import { heading } from './print-settlement.ts'

const STATUS: Readonly<Record<ClauseStatus, CliKey>> = {
  encoded: 'statusEncoded',
  parameterised: 'statusParameterised',
  registered: 'statusRegistered',
  unaccounted: 'statusUnaccounted',
}

const CITED: Readonly<Record<string, CliKey>> = {
  rule: 'citeRule',
  table: 'citeTable',
  layer: 'citeLayer',
  invariant: 'citeInvariant',
  parameter: 'citeParameter',
  bound: 'citeBound',
  value: 'citeValue',
  bucket: 'citeBucket',
  fact: 'citeFact',
  target: 'citeTarget',
  indicator: 'citeIndicator',
  part: 'citePart',
  fixture: 'citeFixture',
}

const KIND: Readonly<Record<NonNullable<ClauseRecord['kind']>, CliKey>> = {
  payout: 'kindPayout',
  eligibility: 'kindEligibility',
  scope: 'kindScope',
  effective: 'kindEffective',
  referral: 'kindReferral',
  budget: 'kindBudget',
  price: 'kindPrice',
  indicator: 'kindIndicator',
  deadline: 'kindDeadline',
  process: 'kindProcess',
  organisation: 'kindOrganisation',
}

const DISPOSITION: Readonly<Record<NonNullable<ClauseRecord['disposition']>, CliKey>> = {
  executable: 'isExecutable',
  bounded: 'isBounded',
  directional: 'isDirectional',
  notComputable: 'isNotComputable',
}

/** Every clause of a pack on a line of its own, then how many there are of each status. */
export function printAccount(session: Session, account: PackAccount): string {
  const { say } = session
  const ids = Math.max(...account.clauses.map(({ record }) => record.id.length), 0)
  const statuses = Math.max(...account.clauses.map(({ status }) => width(say(STATUS[status]))), 0)
  const rows = account.clauses.map(clause => {
    const status = say(STATUS[clause.status])
    return `  ${clause.record.id.padEnd(ids)}  ${status}${' '.repeat(statuses - width(status))}  ${told(session, clause)}`.trimEnd()
  })
  return [...rows, heading(session, say('accountTotal', { ...countAccount(account) })), ''].join('\n')
}

/** Columns of a terminal: two for a Chinese character. */
const width = (text: string): number => [...text].reduce((sum, char) => sum + (char > '\u2fff' ? 2 : 1), 0)

/** What encodes a clause, by kind; else why nothing does. */
function told(session: Session, clause: AccountedClause): string {
  const { say } = session
  const fixtures = clause.citations.filter(citation => citation.kind === 'fixture').length
  const parts = [...citedBy(say, clause), ...(fixtures === 0 ? [] : [say('fixtureCount', { count: fixtures })])]
  return [...parts, ...(clause.status === 'registered' ? reasons(session, clause.record) : [])].join(say('semicolon'))
}

/** "rules a, b", "parameters c": of another pack with its name. */
function citedBy(say: Say, { pack, citations }: AccountedClause): readonly string[] {
  const kinds = new Map<string, Set<string>>()
  for (const citation of citations) {
    if (citation.kind === 'fixture') continue
    const name = citation.pack === pack ? citation.id : `${citation.pack}:${citation.id}`
    kinds.set(citation.kind, (kinds.get(citation.kind) ?? new Set<string>()).add(name))
  }
  return [...kinds].map(([kind, ids]) => `${kindWord(say, kind)} ${[...ids].join(say('listComma'))}`)
}

const kindWord = (say: Say, kind: string): string => (CITED[kind] === undefined ? kind : say(CITED[kind]))

function reasons({ say, language }: Session, { reason, later }: ClauseRecord): readonly string[] {
  return [
    ...(reason === undefined ? [] : [reason[language]]),
    ...(later === undefined ? [] : [say(later === 'decisions' ? 'laterDecisions' : 'laterBudget')]),
  ]
}

/** One clause for people: where it stands and what it says in both languages, what encodes it, or why nothing does. */
export function printClause(session: Session, clause: AccountedClause): string {
  const { say } = session
  const { record, status } = clause
  const fact = (label: CliKey, text: string): string => `${say(label)}${say('colon')}${text}`
  const facts = [
    fact('labelStatus', say(STATUS[status])),
    ...(record.kind === undefined ? [] : [fact('labelKind', say(KIND[record.kind]))]),
    ...(record.disposition === undefined ? [] : [fact('labelDisposition', say(DISPOSITION[record.disposition]))]),
  ]
  const why = reasons(session, record)
  const carriers = clause.citations.map(citation => `  - ${carrier(say, citation, clause.pack)}`)
  return [
    heading(session, record.id),
    ...(record.locator === undefined ? [] : [fact('labelLocator', record.locator)]),
    ...(record.text === undefined ? [] : [record.text.zh, record.text.en]),
    '',
    facts.join('  |  '),
    ...why.map(text => fact('reason', text)),
    ...(carriers.length === 0 ? [say('nothingEncodes')] : [say('encodedTitle'), ...carriers]),
    '',
  ].join('\n')
}

function carrier(say: Say, { kind, id, pack, path }: Citation, own: string): string {
  if (kind === 'fixture') return `${kindWord(say, kind)} ${id}`
  return `${kindWord(say, kind)} ${id}${say('ruleRef', { ref: pack === own ? path : `${pack}${path}` })}`
}
