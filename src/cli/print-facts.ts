import Table from 'cli-table3'
import { PACK_KINDS } from '../base/kind-words.ts'
import { factText } from '../explain/fact-text.ts'
import type { FactEntry, Presence } from '../vocabulary/facts.ts'
import type { Reader } from '../vocabulary/facts-read.ts'
import type { CliKey } from './messages.ts'
import type { Session } from './options.ts'
import { PLAIN_TABLE } from './table-style.ts'

/** A fact, with what reads it where a policy was asked. */
export type ListedFact = FactEntry & { readonly readBy?: readonly Reader[] }

const ABSENT: Readonly<Record<Exclude<Presence, 'default'>, CliKey>> = {
  required: 'absentRequired',
  optional: 'absentOptional',
  derived: 'absentDerived',
  history: 'absentHistory',
}

const READER: Readonly<Record<Reader, CliKey>> = { settle: 'readerSettle', decide: 'readerDecide' }

/** Facts as a table, a code a line. */
export function printFacts(session: Session, facts: readonly ListedFact[]): string {
  const { say, language } = session
  const isOfPolicy = facts.some(({ readBy }) => readBy !== undefined)
  const head = (['columnFact', 'columnMeaning', 'columnType', 'columnCodes', 'columnIfAbsent'] as const).map(key => say(key))
  const table = new Table({ head: isOfPolicy ? [...head, say('columnReader')] : head, ...PLAIN_TABLE })
  for (const fact of facts) {
    const readers = (fact.readBy ?? []).map(reader => say(READER[reader])).join(say('listComma'))
    const type = PACK_KINDS[fact.type]?.[language] ?? fact.type
    table.push([fact.fact, fact.label[language], type, codes(session, fact), ifAbsent(session, fact), ...(isOfPolicy ? [readers] : [])])
  }
  return `${table.toString()}\n${say('factsNote')}\n`
}

function codes({ say, language }: Session, { values, open }: FactEntry): string {
  const lines = values.map(({ code, label }) => say('codeLine', { code, label: label[language] }))
  return [...lines, ...(open ? [say('openCodes')] : [])].join('\n')
}

function ifAbsent({ say, language }: Session, { fact, presence, type, default: byDefault }: FactEntry): string {
  if (presence !== 'default') return say(ABSENT[presence])
  return type === 'money' ? String(byDefault) : factText(fact, byDefault ?? null).value[language]
}
