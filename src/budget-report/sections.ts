import { formatIssue } from '../base/format-issue.ts'
import { budgetLabel } from '../facts/budget-facts.ts'
import { factSpec } from '../facts/catalogue.ts'
import { labelled } from '../facts/issue-label.ts'
import { grouped } from '../page/number-text.ts'
import type { Section } from '../page/section.ts'
import { closingSections } from './closing-sections.ts'
import { monthSections } from './month-sections.ts'
import { planSections } from './plan-sections.ts'
import { scoreSections } from './score-sections.ts'
import { spendSections } from './spend-sections.ts'
import type { Telling } from './telling.ts'
import { valueText } from './value-text.ts'
import { wordOf } from './words.ts'
import type { BudgetWord } from './words-zh.ts'

/** A section of a budget report. */
export interface BudgetSection extends Section {
  /** Too long for a terminal; a page has it. */
  readonly isDetail?: boolean
}

/** Everything a budget report tells, in the order in which it is read; details come last. */
export function budgetSections(telling: Telling): readonly BudgetSection[] {
  const all: readonly BudgetSection[] = [
    ...planSections(telling),
    ...monthSections(telling),
    ...closingSections(telling),
    ...scoreSections(telling),
    ...spendSections(telling),
    ...ledger(telling),
    ...rest(telling),
  ]
  return [...all.filter(({ isDetail }) => isDetail !== true), ...all.filter(({ isDetail }) => isDetail === true)]
}

const STAGES = { plan: 'stagePlan', month: 'stageMonth', closing: 'stageClosing', scores: 'stageScores' } as const

function ledger({ report, say, language, partyName }: Telling): readonly Section[] {
  if (report.ledger.length === 0) return []
  return [
    {
      title: say('ledger'),
      columns: (['on', 'stage', 'from', 'to', 'about', 'amount', 'clause'] as const).map(word => say(word)),
      rows: report.ledger.map(({ on, stage, from, to, label, amount, clauses }) => [
        on ?? say('none'),
        say(STAGES[stage]),
        partyName(from),
        partyName(to),
        label[language],
        grouped(amount),
        clauses.join(' '),
      ]),
      texts: [1, 2, 3, 4, 6],
    },
  ]
}

const SOURCES: Readonly<Record<string, BudgetWord>> = {
  clause: 'clausePublished',
  published: 'published',
  illustrative: 'illustrative',
  override: 'override',
}

/** What the figures rest on. */
function rest(telling: Telling): readonly Section[] {
  const { report, say, language } = telling
  const { findings, assumptions, sources } = report
  const some = (section: Section): readonly Section[] => (section.rows.length === 0 ? [] : [section])
  return [
    ...some({
      title: say('findings'),
      columns: [say('finding')],
      rows: findings.map(issue => [formatIssue(labelled(issue, language), language)]),
    }),
    ...some({
      title: say('assumptions'),
      columns: [say('fact'), say('value')],
      rows: assumptions.map(({ fact, value }) => [
        (budgetLabel(fact) ?? factSpec(fact)?.label)?.[language] ?? fact,
        valueText(telling, value, fact),
      ]),
      texts: [1],
    }),
    ...some({
      title: say('sources'),
      columns: [say('parameter'), say('value'), say('source'), say('clause')],
      rows: sources.map(({ parameter, label, value, source, clause }) => [
        label?.[language] ?? parameter,
        valueText(telling, value),
        wordOf(say, SOURCES[source] ?? source),
        clause ?? '',
      ]),
      texts: [2, 3],
    }),
  ]
}
