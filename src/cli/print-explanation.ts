import type { ExplainedCondition } from '../explain/conditions.ts'
import type { Explanation } from '../explain/explanation.ts'
import type { LayerStatus } from '../explain/layers.ts'
import type { ExplainedLine } from '../explain/lines.ts'
import type { ExplainedRule } from '../explain/rules.ts'
import type { Pack } from '../pack/pack.ts'
import type { Settlement } from '../settlement/settlement.ts'
import type { Session } from './options.ts'
import { sourceWords } from './print-parameters.ts'
import { heading, printSettlement } from './print-settlement.ts'

const LAYERS_THAT_COUNT: readonly LayerStatus[] = ['reached', 'belowDeductible', 'denied']

/** The settlement, then how it came about: layer by layer, the rules that applied and those that yielded, the clauses. */
export function printExplanation(session: Session, pack: Pack, explanation: Explanation): string {
  const { say } = session
  return [
    printSettlement(session, pack, explanation.settlement),
    heading(session, say('howTitle')),
    ...groups(session, explanation),
    `  = ${explanation.identity[session.language]}`,
    '',
    ...rules(session, explanation),
    ...clauses(session, explanation),
    ...sources(session, pack, explanation.settlement),
  ].join('\n')
}

function groups(session: Session, { lines, layers }: Explanation): readonly string[] {
  const { say, language } = session
  const firstOfLayers = lines.findIndex(line => line.layer !== undefined)
  const free = lines.map((line, i) => ({ line, i })).filter(({ line }) => line.layer === undefined)
  const group = (title: string, of: readonly ExplainedLine[]): readonly string[] => {
    const shown = of.filter(line => line.shown).map(line => `  - ${line.text[language]}`)
    return shown.length === 0 ? [] : [`  ${title}`, ...shown.map(text => `  ${text}`)]
  }
  return [
    ...group(
      say('bill'),
      free.filter(({ i }) => i < firstOfLayers).map(({ line }) => line),
    ),
    ...layers.flatMap(layer =>
      group(
        layer.fund[language],
        lines.filter(line => line.layer === layer.id),
      ),
    ),
    ...group(
      say('parties'),
      free.filter(({ i }) => i > firstOfLayers).map(({ line }) => line),
    ),
  ]
}

function rules(session: Session, explanation: Explanation): readonly string[] {
  const { say, language } = session
  // A rule on a layer that the claim does not get into fires all the same; to people it would only be in the way.
  const idle = new Set(explanation.layers.filter(layer => !LAYERS_THAT_COUNT.includes(layer.status)).map(layer => layer.id))
  const told = explanation.rules.filter(rule => rule.layer === undefined || !idle.has(rule.layer))
  const fired = told.filter(rule => rule.status === 'fired')
  const yielded = told.filter(rule => rule.status === 'yielded')
  const line = (mark: string, rule: ExplainedRule): string =>
    `  ${mark} ${rule.text[language]}${say('ruleRef', { ref: reference(rule, session) })}`
  return [
    ...(fired.length === 0 ? [] : [heading(session, say('firedTitle'))]),
    ...fired.flatMap(rule => [line('✓', rule), ...reasons(session, rule)]),
    ...(yielded.length === 0 ? [] : [heading(session, say('yieldedTitle'))]),
    ...yielded.flatMap(rule => [
      `${line('-', rule)} ${say('yieldedTo', { rules: (rule.yieldedTo ?? []).join(say('listComma')) })}`,
      ...reasons(session, rule),
    ]),
    '',
  ]
}

const reference = (rule: ExplainedRule, { say }: Session): string =>
  [rule.id, rule.clause].filter(part => part !== undefined).join(say('listComma'))

/** The leaves that decided. */
function reasons({ say, language }: Session, rule: ExplainedRule): readonly string[] {
  const texts = deciding(rule.conditions).map(leaf => leaf.text[language])
  return texts.length === 0 ? [] : [`      ${texts.join(say('semicolon'))}`]
}

function deciding(condition: ExplainedCondition): readonly ExplainedCondition[] {
  if (!condition.decided) return []
  return condition.kind === 'leaf' ? [condition] : (condition.parts ?? []).flatMap(deciding)
}

function clauses(session: Session, { clauses }: Explanation): readonly string[] {
  const { say, language } = session
  const told = clauses.filter(clause => clause.text !== undefined || clause.locator !== undefined)
  if (told.length === 0) return []
  const lines = told.map(({ id, locator, text }) => {
    const place = locator === undefined ? '' : say('ruleRef', { ref: locator })
    return `  ${id}${place}${text === undefined ? '' : ` ${text[language]}`}`
  })
  return [heading(session, say('clausesTitle')), ...lines, '']
}

/** Every parameter the claim used, with who gave its number: a rule's clause may leave the number to the locality. */
function sources(session: Session, pack: Pack, settlement: Settlement): readonly string[] {
  const { say, language } = session
  if (settlement.sources.length === 0) return []
  const lines = settlement.sources.map(({ id, value, source, clause }) => {
    const label = pack.parameters.get(id)?.label[language] ?? id
    return `  ${say('sourceLine', { label, id, value, source: sourceWords(say, source, clause) })}`
  })
  return [heading(session, say('sourcesTitle')), ...lines, '']
}
