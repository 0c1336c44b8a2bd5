import type { Label } from '../facts/spec.ts'
import type { EventKind, EventRole, EventUse } from '../vocabulary/events.ts'
import type { PackName } from '../vocabulary/names.ts'
import type { CliKey } from './messages.ts'
import type { Session } from './options.ts'
import { heading } from './print-settlement.ts'

const ROLE: Readonly<Record<EventRole, CliKey>> = {
  duty: 'roleDuty',
  act: 'roleAct',
  occasion: 'roleOccasion',
  start: 'roleStart',
  completion: 'roleCompletion',
}

interface Names {
  readonly events: readonly EventKind[]
  readonly rights: readonly PackName[]
  readonly itemCategories: readonly PackName[]
}

/** The names that a case and its answer have under a policy. `policy`: as the command line names it. */
export function printEvents(session: Session, name: Label, { events, rights, itemCategories }: Names, policy: string): string {
  const { say, language } = session
  const params = { name: name[language], count: events.length }
  return [
    heading(session, say(events.length === 0 ? 'noEvents' : 'eventsTitle', params)),
    ...events.flatMap(one => eventLines(session, one)),
    ...nameLines(session, 'rightNames', rights),
    ...nameLines(session, 'categoryNames', itemCategories),
    say('factsHint', { policy }),
    '',
  ].join('\n')
}

/** A kind with the fields that are read of it, and what for. */
function eventLines(session: Session, { kind, reads, uses }: EventKind): readonly string[] {
  const { say } = session
  const fields = reads.length === 0 ? say('readsOnlyKind') : say('readsFields', { fields: reads.join(say('listComma')) })
  return [
    `  ${kind}${say('bracketed', { text: fields })}`,
    ...uses.map(use => {
      const shown = use.shownBy === null ? '' : say('orShownBy', { fact: use.shownBy })
      return `      ${say(ROLE[use.role], { text: labelOf(session, use) + refOf(session, use) })}${shown}`
    }),
  ]
}

const labelOf = ({ language }: Session, { label, rule }: Pick<EventUse, 'label' | 'rule'>): string => label?.[language] ?? rule

const refOf = ({ say }: Session, { clause, rule }: Pick<EventUse, 'clause' | 'rule'>): string => say('ruleRef', { ref: clause ?? rule })

function nameLines(session: Session, title: CliKey, names: readonly PackName[]): readonly string[] {
  const { say } = session
  if (names.length === 0) return []
  const text = ({ uses }: PackName): string => uses.map(use => labelOf(session, use) + refOf(session, use)).join(say('listSemicolon'))
  return [say(title), ...names.map(one => `  ${say('nameLine', { name: one.name, text: text(one) })}`)]
}

/** The events that a case may give, in one line: for who gave another. */
export const knownEvents = ({ say }: Session, events: readonly EventKind[], policy: string): string =>
  events.length === 0 ? say('noKnownEvents') : say('knownEvents', { kinds: events.map(({ kind }) => kind).join(say('listComma')), policy })
