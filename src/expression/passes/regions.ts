import type { Expressions } from '../expressions.ts'
import type { Node } from '../node.ts'
import { rebuild } from '../rebuild.ts'

/** Nodes that need not be worked out where the gate is 0: nothing outside reads any of them but the exits, and those are 0 then. */
export interface Region {
  readonly gate: Node
  readonly inside: ReadonlySet<Node>
  readonly exits: readonly Node[]
}

/** A smaller region costs more in branches than it saves. */
const WORTH = 10

const WEIGHTS: Readonly<Partial<Record<Node['op'], number>>> = { round: 3, divide: 4, scale: 4, table: 3, const: 0 }

/** Operations that an amount of 0 may come from. */
const GATES: ReadonlySet<Node['op']> = new Set(['less', 'min', 'select'])

/** A waterfall's layers pay nothing most of the time: the regions of `order` (arguments before users) that promise to save most. None overlaps another. */
export function regionsOf(x: Expressions, order: readonly Node[], roots: ReadonlySet<Node>): readonly Region[] {
  const users = new Map<Node, Node[]>()
  for (const node of order) for (const arg of node.args) users.set(arg, [...(users.get(arg) ?? []), node])
  const chances = new Map<Node, number>()
  const found = order
    .filter(node => GATES.has(node.op) && node.type === 'money' && node.lo >= 0)
    .map(gate => regionOf(x, gate, order, users, roots))
    .filter(region => weightOf(region) >= WORTH)
    .map(region => ({ region, saved: weightOf(region) * chanceOfZero(region.gate, chances) }))
  const chosen: Region[] = []
  for (const { region } of found.sort((a, b) => b.saved - a.saved || a.region.gate.n - b.region.gate.n)) {
    const overlaps = chosen.some(one => [...region.inside].some(node => one.inside.has(node)) || one.inside.has(region.gate))
    const gated = [...region.inside].some(node => chosen.some(({ gate }) => gate === node))
    if (!overlaps && !gated && inOrder(order, [...chosen, region]) !== undefined) chosen.push(region)
  }
  return chosen
}

const weightOf = ({ inside }: Region): number => [...inside].reduce((sum, node) => sum + (WEIGHTS[node.op] ?? 1), 0)

/** How often an amount may be 0, by its shape alone: a guess, of which only speed depends. */
function chanceOfZero(node: Node, known: Map<Node, number>): number {
  const found = known.get(node)
  if (found !== undefined) return found
  const [a = 1, b = 1, c = 1] = node.args.map(arg => chanceOfZero(arg, known))
  const either = (p: number, q: number): number => 1 - (1 - p) * (1 - q)
  const chance = {
    add: a * b,
    subtract: a * b,
    less: either(a, exceeds(node) ? 0.6 : node.args[0]?.op === 'const' ? 0.02 : 0.1),
    min: either(a, b),
    times: either(a, b),
    select: (b + c) / 2,
    round: a,
  }[node.op as string]
  const made = chance ?? (node.op === 'const' ? Number(node.value === 0) : 0.1)
  known.set(node, made)
  return made
}

/** Whether it is what remains of an amount above the smaller of it and another. */
const exceeds = ({ args: [a, b] }: Node): boolean => b?.op === 'min' && a !== undefined && minimands(b).includes(a)

const minimands = (node: Node): readonly Node[] => (node.op === 'min' ? node.args.flatMap(minimands) : [node])

function regionOf(
  x: Expressions,
  gate: Node,
  order: readonly Node[],
  users: ReadonlyMap<Node, readonly Node[]>,
  roots: ReadonlySet<Node>,
): Region {
  const zeros = zerosOf(x, gate, order)
  const barred = new Set<Node>([gate])
  for (;;) {
    const inside = insideOf(order, zeros, users, roots, barred)
    const late = new Set<Node>()
    let isBarred = false
    for (const node of order) {
      const isLate = node.args.some(arg => late.has(arg) || (inside.has(arg) && !inside.has(node)))
      if (!isLate) continue
      if (inside.has(node)) {
        // It reads what is only known after the region.
        barred.add(node)
        isBarred = true
      }
      late.add(node)
    }
    if (isBarred) continue
    const exits = order.filter(node => inside.has(node) && (roots.has(node) || (users.get(node) ?? []).some(user => !inside.has(user))))
    return { gate, inside, exits }
  }
}

/** Amounts above the gate that are 0 where it is 0. */
function zerosOf(x: Expressions, gate: Node, order: readonly Node[]): ReadonlySet<Node> {
  const folded = new Map<Node, Node>([[gate, x.constant(0, gate.type)]])
  const zeros = new Set<Node>()
  for (const node of order) {
    if (!node.args.some(arg => folded.has(arg))) continue
    const made = rebuild(
      x,
      node,
      node.args.map(arg => folded.get(arg) ?? arg),
    )
    if (made !== node) folded.set(node, made)
    if (made.op === 'const' && made.value === 0 && node.type !== 'flag' && node.type !== 'id') zeros.add(node)
  }
  return zeros
}

function insideOf(
  order: readonly Node[],
  zeros: ReadonlySet<Node>,
  users: ReadonlyMap<Node, readonly Node[]>,
  roots: ReadonlySet<Node>,
  barred: ReadonlySet<Node>,
): ReadonlySet<Node> {
  const inside = new Set<Node>()
  for (const node of [...order].reverse()) {
    if (barred.has(node) || node.op === 'const' || node.op === 'sum') continue
    const of = users.get(node) ?? []
    if (zeros.has(node) || (!roots.has(node) && of.length > 0 && of.every(user => inside.has(user)))) inside.add(node)
  }
  return inside
}

/** Nodes and regions, each after all that it reads; undefined where regions read each other's exits in a circle. */
export function inOrder(order: readonly Node[], regions: readonly Region[]): readonly (Node | Region)[] | undefined {
  const regionByNode = new Map(regions.flatMap(region => [...region.inside].map(node => [node, region] as const)))
  const done = new Set<Node | Region>()
  const open = new Set<Node | Region>()
  const list: (Node | Region)[] = []
  let isCircular = false
  const visit = (node: Node): void => {
    const one = regionByNode.get(node) ?? node
    if (done.has(one)) return
    if (open.has(one)) {
      isCircular = true
      return
    }
    open.add(one)
    const reads = 'gate' in one ? [one.gate, ...[...one.inside].flatMap(part => part.args).filter(arg => !one.inside.has(arg))] : one.args
    reads.forEach(visit)
    done.add(one)
    list.push(one)
  }
  order.forEach(visit)
  return isCircular ? undefined : list
}
