import type { Node } from '../expression/node.ts'
import { isPoint, RangeReader, type Range } from '../expression/readings/ranges.ts'
import type { ClaimRecord } from '../expression/readings/record.ts'
import { nodesBelow, type Sheet } from '../expression/sheet.ts'

/** Combinations of values of unknown facts that are tried out; beyond, an interval that stays open counts as a dependence. */
const MAX_TRIALS = 256

export interface PartialCase {
  readonly sheet: Sheet
  readonly record: ClaimRecord
  /** Paths of facts of the sheet that are not known. */
  readonly unknown: ReadonlySet<string>
  /** Facts that rules set and on whose value more than the lines hangs. */
  readonly derived: readonly Node[]
}

type Reader = (node: Node) => Range

/**
 * The unknown facts on which this claim's answer depends, in the order of the sheet. The answer: lines of the layers that the claim reaches, with
 * the rules that gave them; guards, findings, the year's sums after the claim. Where a guard speaks whatever the facts, the guards alone.
 * Facts of few values are tried out, so that one that makes no difference is not among them.
 */
export function neededFacts(subject: PartialCase): readonly string[] {
  const { record, unknown } = subject
  const reader = new RangeReader(subject.sheet)
  const range = reader.ranges(record, { unknown })
  const open = openFacts(subject, range)
  const finite = open.filter(fact => domainSize(fact) !== undefined)
  if (open.length === 0 || trials(finite) > MAX_TRIALS) return open.map(fact => fact.name)
  const answers: string[] = []
  let settled = true
  for (let i = 0; i < trials(finite); i++) {
    const supposed = reader.ranges(record, { unknown, supposed: supposition(finite, i) })
    const roots = answerRoots(subject, supposed)
    settled &&= roots.every(root => isPoint(supposed(root)))
    answers.push(roots.map(root => said(root, supposed(root))).join())
  }
  return open.filter(fact => (finite.includes(fact) ? differs(finite, fact, answers) : !settled)).map(fact => fact.name)
}

const said = (root: Node, { lo, hi }: Range): string => `${String(root.n)}=${String(lo)}..${String(hi)}`

const domainSize = (fact: Node): number | undefined =>
  fact.type === 'flag' ? 2 : fact.type.startsWith('code:') ? Math.max(1, fact.hi + 1) : undefined

const trials = (finite: readonly Node[]): number => finite.reduce((product, fact) => product * (domainSize(fact) ?? 1), 1)

/** The i-th combination of values: a number in mixed radix. */
function supposition(finite: readonly Node[], i: number): ReadonlyMap<string, number> {
  let rest = i
  return new Map(
    finite.map(fact => {
      const size = domainSize(fact) ?? 1
      const value = rest % size
      rest = Math.floor(rest / size)
      return [fact.name, value]
    }),
  )
}

/** Whether two combinations that differ in this fact only have different answers. */
function differs(finite: readonly Node[], fact: Node, answers: readonly string[]): boolean {
  const stride = trials(finite.slice(0, finite.indexOf(fact)))
  const size = domainSize(fact) ?? 1
  return answers.some((answer, i) => Math.floor(i / stride) % size > 0 && answer !== answers[i - stride])
}

function answerRoots({ sheet, derived }: PartialCase, range: Reader): readonly Node[] {
  const guards = sheet.guards.map(guard => guard.when)
  if (guards.some(guard => range(guard).lo === 1)) return guards
  const fires = new Map(sheet.rules.map(rule => [rule.id, rule.fires]))
  const reached = (layer: string | undefined): boolean => {
    const base = layer === undefined ? undefined : sheet.lines.find(line => line.id === `${layer}.base`)
    return base === undefined || range(base.node).hi > 0
  }
  const lines = sheet.lines
    .filter(line => line.role === 'base' || reached(line.layer))
    .flatMap(line => [line.node, ...line.contributions.flatMap(({ rule }) => fires.get(rule) ?? [])])
  return [...new Set([...lines, ...guards, ...sheet.findings.map(one => one.when), ...sheet.slots.map(slot => slot.next), ...derived])]
}

/** The unknown facts below what is still open of the answer, through open nodes only. */
function openFacts(subject: PartialCase, range: Reader): readonly Node[] {
  const { sheet, unknown } = subject
  const items = new Map(sheet.items.map(item => [item.id, item.node]))
  const found = new Map<string, Node>()
  const seen = new Set<Node>()
  const note = (node: Node): void => {
    if (node.op === 'fact' && unknown.has(node.name) && !found.has(node.name)) found.set(node.name, node)
  }
  const visit = (node: Node): void => {
    if (seen.has(node) || isPoint(range(node))) return
    seen.add(node)
    note(node)
    if (node.op === 'same') node.args.forEach(note)
    const item = node.op === 'sum' ? items.get(node.name) : undefined
    if (item !== undefined) nodesBelow([item]).forEach(note)
    node.args.forEach(visit)
  }
  answerRoots(subject, range).forEach(visit)
  return [...found.values()]
}
