import type { Label } from '../facts/spec.ts'
import { formatDay } from '../base/date.ts'
import type { Parameter, Source } from '../pack/pack.ts'
import type { CliKey, Say } from './messages.ts'
import type { Session } from './options.ts'
import { heading } from './print-settlement.ts'

const SOURCE: Readonly<Record<Source, CliKey>> = {
  clause: 'sourceClause',
  published: 'sourcePublished',
  illustrative: 'sourceIllustrative',
  override: 'sourceOverride',
}

/** Who gave a number. */
export const sourceWords = (say: Say, source: Source, clause: string | undefined): string => say(SOURCE[source], { clause: clause ?? '-' })

/** Every parameter of a policy: its values with their sources, its bounds, or that nobody gave one. */
export function printParameters(session: Session, name: Label, parameters: readonly Parameter[]): string {
  const { say, language } = session
  const title = heading(session, say('parametersTitle', { name: name[language], count: parameters.length }))
  return [title, ...parameters.flatMap(parameter => lines(session, parameter)), ''].join('\n')
}

function lines({ say, language }: Session, parameter: Parameter): readonly string[] {
  const { id, values, clause, bounds } = parameter
  const label = parameter.label[language]
  const { min = '', max = '' } = bounds ?? {}
  const range = bounds === undefined ? '' : say('boundedBy', { min: shown(min), max: shown(max), clause: bounds.clause ?? clause ?? '-' })
  if (values.length === 0) return [`  ${say('noValueLine', { label, id })}${range}`]
  return values.map(({ from, value, source }) => {
    const since = from === undefined ? '' : say('since', { day: formatDay(from) })
    return `  ${say('sourceLine', { label, id, value: shown(value), source: sourceWords(say, source, clause) })}${since}${range}`
  })
}

const shown = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value))
