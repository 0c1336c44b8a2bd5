import type { BudgetClosing } from '../budget/report.ts'
import type { Flow, FlowNode } from '../page/section.ts'
import { formatFen } from '../summary/sums.ts'
import { fenOf, short, sumOf, type Telling } from './telling.ts'

/** So many members have a name of their own in a picture; the rest are one. */
const MOST_MEMBERS = 12

interface Part {
  readonly id: string
  readonly label: string
  readonly colour: string
  readonly fen: bigint
}

/** Where the money comes from, through whose hands it goes and who has it in the end; undefined where nothing has moved. */
export function moneyFlow(telling: Telling): Flow | undefined {
  const { closing, months } = telling.report
  const sides = closing === null ? monthSides(telling) : closingSides(telling, closing)
  if (closing === null && months.length === 0) return undefined
  const from = sides.from.filter(({ fen }) => fen > 0n)
  const to = sides.to.filter(({ fen }) => fen > 0n)
  if (from.length === 0 || to.length === 0) return undefined
  const through = sumOf(from.map(({ fen }) => formatFen(fen)))
  const { lead } = telling.report.unit
  const hub: FlowNode = {
    id: 'hub',
    label: lead === null ? telling.unitName : telling.memberName(lead),
    amount: short(through, telling.language),
    column: 1,
    colour: 'fund0',
  }
  const node = ({ id, label, colour, fen }: Part, column: number): FlowNode => ({
    id,
    label,
    amount: short(formatFen(fen), telling.language),
    column,
    colour,
  })
  return {
    nodes: [...from.map(part => node(part, 0)), hub, ...to.map(part => node(part, 2))],
    links: [
      ...from.map(({ id, fen }) => ({ from: id, to: hub.id, value: Number(fen) })),
      ...to.map(({ id, fen }) => ({ from: hub.id, to: id, value: Number(fen) })),
    ],
  }
}

interface Sides {
  readonly from: readonly Part[]
  readonly to: readonly Part[]
}

/** The fund's total and what others bear of an overrun, to what members spent and who keeps a surplus: both sides are the same sum. */
function closingSides(telling: Telling, { total, actual, surplus, overrun, sharedOverrun, shares, members }: BudgetClosing): Sides {
  const { say, partyName } = telling
  const isOver = fenOf(overrun) > 0n
  const parties = shares.map(({ party, amount }, i) => ({
    id: `party:${party}`,
    label: partyName(party),
    colour: partyColour(i),
    fen: fenOf(amount),
  }))
  const held = { id: 'kept', label: say('surplus'), colour: 'personal', fen: shares.length === 0 ? fenOf(surplus) : 0n }
  const unshared = { id: 'unshared', label: say('notShared'), colour: 'personal', fen: fenOf(overrun) - fenOf(sharedOverrun) }
  const pot = { id: 'fund', label: say('total'), colour: 'fund1', fen: fenOf(total) }
  const spent = memberParts(
    telling,
    members.map(one => [one.member, fenOf(one.actual)]),
  )
  const stated = fenOf(actual) - spent.reduce((sum, { fen }) => sum + fen, 0n)
  const rest = { id: 'rest', label: say('actual'), colour: 'fund0', fen: stated }
  return isOver ? { from: [pot, ...parties, unshared], to: [...spent, rest] } : { from: [pot], to: [...spent, rest, ...parties, held] }
}

/** What was paid month by month and what the advance had paid before, to the members whose costs were approved. */
function monthSides(telling: Telling): Sides {
  const { months } = telling.report
  const { say } = telling
  const all = (pick: 'paid' | 'offset'): bigint => fenOf(sumOf(months.map(month => month[pick])))
  const approved = new Map<string, bigint>()
  for (const month of months)
    for (const one of month.members) approved.set(one.member, (approved.get(one.member) ?? 0n) + fenOf(one.approved))
  return {
    from: [
      { id: 'paid', label: say('paidMonthly'), colour: 'fund1', fen: all('paid') },
      { id: 'offset', label: say('advanceUsed'), colour: 'fund2', fen: all('offset') },
    ],
    to: memberParts(telling, [...approved]),
  }
}

/** The members with most, and the rest as one. */
function memberParts({ memberName, say }: Telling, sums: readonly (readonly [string, bigint])[]): readonly Part[] {
  const order = [...sums].sort(([one, a], [other, b]) => (a === b ? (one < other ? -1 : 1) : a > b ? -1 : 1))
  const named = order.length > MOST_MEMBERS ? order.slice(0, MOST_MEMBERS - 1) : order
  const rest = order.slice(named.length)
  const parts = named.map(([id, fen]) => ({ id: `member:${id}`, label: memberName(id), colour: 'fund0', fen }))
  if (rest.length === 0) return parts
  const fen = rest.reduce((sum, [, one]) => sum + one, 0n)
  return [...parts, { id: 'others', label: say('others', { count: rest.length }), colour: 'fund0', fen }]
}

const PARTY_COLOURS = ['fund2', 'fund3', 'fund4', 'fund5']
const partyColour = (index: number): string => PARTY_COLOURS[index % PARTY_COLOURS.length] ?? 'fund2'
