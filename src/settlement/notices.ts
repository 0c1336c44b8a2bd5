import { formatDay } from '../base/date.ts'
import { errorIssue, type Issue } from '../base/issue.ts'
import type { Node } from '../expression/node.ts'
import { Interpreter } from '../expression/readings/interpret.ts'
import { factKey, type ClaimRecord } from '../expression/readings/record.ts'
import type { Notice, Sheet } from '../expression/sheet.ts'
import type { Label } from '../facts/spec.ts'
import type { Pack } from '../pack/pack.ts'
import { RULES_DAY } from '../pack/strata.ts'

type Guarded = Pick<Sheet, 'guards' | 'items' | 'slots'>

/**
 * Every guard that speaks. Whether a later parameter is reached can hang on one that has no value: in the second sheet, `greatest`, such numbers
 * count as the greatest instead of 0, and what either reaches is asked for at once.
 */
export function guardIssues(pack: Pack, sheet: Sheet, greatest: () => Guarded, record: ClaimRecord): readonly Issue[] {
  const speaking = (one: Guarded): readonly Notice[] => {
    const holds = new Interpreter(one).values(record)
    return one.guards.filter(guard => holds(guard.when) === 1)
  }
  const value = new Interpreter(sheet).values(record)
  const guards = [...speaking(sheet)]
  if (guards.some(guard => guard.code === 'missingParameter')) {
    const known = new Set(guards.map(guard => guard.subject))
    guards.push(...speaking(greatest()).filter(guard => guard.code === 'missingParameter' && !known.has(guard.subject)))
  }
  return guards.map(guard => noticeIssue(pack, sheet, guard, value, record))
}

/** A guard that speaks, as an issue: what is missing or in conflict, with labels, rules and clause. */
export function noticeIssue(pack: Pack, sheet: Sheet, notice: Notice, value: (node: Node) => number, record: ClaimRecord): Issue {
  const { code, subject } = notice
  if (code === 'missingParameter') {
    const parameter = pack.parameters.get(subject)
    return errorIssue(
      code,
      '',
      { parameter: subject, label: parameter?.label.zh ?? subject, labelEn: parameter?.label.en ?? subject },
      parameter?.clause,
    )
  }
  if (code === 'notInForce') {
    const { from, to } = pack.json.window ?? {}
    return errorIssue(code, '', { from: from ?? '…', to: to ?? '…', day: formatDay(Number(record.facts[factKey(RULES_DAY)])) })
  }
  if (code === 'conflict') return errorIssue(code, '', { subject, rules: rulesOn(pack, sheet, subject, value).join(', ') })
  return errorIssue(code, '', { subject, ...(code === 'noRule' ? ruled(pack, subject) : {}) })
}

const RULED: Readonly<Record<string, Label>> = {
  threshold: { zh: '起付标准', en: 'standard deductible' },
  baseRatio: { zh: '报销比例', en: 'ratio' },
  limit: { zh: '限额', en: 'limit' },
}

/** What rules should give, by its fund and name. */
function ruled(pack: Pack, subject: string): Readonly<Record<string, string>> {
  const [layer = '', role = ''] = subject.split('.')
  const fund = pack.layers.find(one => one.id === layer)?.fund
  const what = RULED[role.replace(/\d+$/, '')]
  return { zh: `${fund?.zh ?? ''}${what?.zh ?? subject}`, en: `${fund === undefined ? '' : `${fund.en}: `}${what?.en ?? subject}` }
}

/** The rules that fire on a line, or set a fact. */
function rulesOn(pack: Pack, sheet: Sheet, subject: string, value: (node: Node) => number): readonly string[] {
  const line = sheet.lines.find(candidate => candidate.id === subject)
  if (line !== undefined) return line.contributions.filter(one => value(one.applied) === 1).map(one => one.rule)
  const setters = new Set(pack.rules.filter(rule => rule.params['fact'] === subject).map(rule => rule.id))
  return sheet.rules.filter(rule => setters.has(rule.id) && value(rule.fires) === 1).map(rule => rule.id)
}
