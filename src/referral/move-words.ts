import { formatIssue } from '../base/format-issue.ts'
import { findingIssue, type Issue } from '../base/issue.ts'
import type { Label } from '../facts/spec.ts'
import type { Rule } from '../pack/pack.ts'
import type { Reason } from './decision.ts'
import type { JudgedCase } from './judged-case.ts'
import { HOME, valueLabel } from './levels.ts'
import { reasonOf } from './question.ts'
import { CHANNEL, isCompliant, type MoveFault, type MoveStatus } from './status.ts'
import { levelParams, type JudgedHop } from './way.ts'

const FAULT_CODES: Readonly<Record<MoveFault, string>> = {
  notFiled: 'moveNotFiled',
  skipsLevel: 'moveSkipsLevel',
  notWhitelisted: 'moveNotWhitelisted',
  elsewhere: 'moveElsewhere',
  firstContactElsewhere: 'moveWithoutFirstContact',
}

/** One thing that is wrong with a move, in words. */
export interface FaultAnswer {
  readonly code: MoveFault
  readonly label: Label
}

const wordsOf = (issue: Issue): Label => ({ zh: formatIssue(issue, 'zh'), en: formatIssue(issue, 'en') })

export const faultAnswers = (move: MoveStatus): readonly FaultAnswer[] =>
  move.faults.map(code => ({ code, label: wordsOf(findingIssue(FAULT_CODES[code], '', faultParams(move))) }))

function faultParams(move: MoveStatus): Issue['params'] {
  const via = move.next.find(step => !step.isPreferred && step.to !== null)?.to ?? null
  return { ...levelParams('via', via), ...channelParams(move.unmet) }
}

function channelParams(unmet: readonly Rule[]): Issue['params'] {
  const named = [...new Set(unmet.flatMap(({ params }) => (Array.isArray(params['filedVia']) ? (params['filedVia'] as string[]) : [])))]
  const labels = named.map(code => valueLabel(CHANNEL, code))
  const [zh, en] = [labels.map(label => label.zh).join('、'), labels.map(label => label.en.toLowerCase()).join(' or ')]
  return { channel: zh === '' ? '' : `在${zh}`, channelEn: en === '' ? '' : ` via the ${en}` }
}

/** Why a move is as it is: what a rule says, and of a filing that was not made what is lacking. */
export const moveReasons = (move: MoveStatus): readonly Reason[] =>
  move.because.map(rule => {
    const reason = reasonOf(rule)
    return move.unmet.includes(rule) ? { ...reason, label: wordsOf(findingIssue('moveNotFiled', '', channelParams([rule]))) } : reason
  })

/** What is wrong with the way here: each hop that broke the rules, from where to where and why; then what is not accounted for. */
export const wayFindings = ({ way }: JudgedCase): readonly Issue[] => [...hopFindings(way.hops), ...way.gaps]

function hopFindings(hops: readonly JudgedHop[]): readonly Issue[] {
  return hops.flatMap(({ from, move, path }, i) => {
    if (isCompliant(move) !== false) return []
    const labels = faultAnswers(move).map(({ label }) => label)
    const why = { reason: labels.map(({ zh }) => zh).join('；'), reasonEn: labels.map(({ en }) => en).join('; ') }
    const ends = from === null ? { fromLevel: '', from: HOME.zh, fromEn: HOME.en } : levelParams('from', from)
    const faults = move.faults.join(' ')
    const [rule] = move.faults[0] === 'notFiled' ? move.unmet : move.because
    return [findingIssue('badHop', path, { index: i + 1, ...ends, ...levelParams('to', move.target), faults, ...why }, rule?.clause)]
  })
}
