import type { GapInvariant } from '../../src/invariant/gap-invariant.ts'
import { rewriteSheet } from '../../src/expression/passes/rewrite.ts'
import type { Node } from '../../src/expression/node.ts'
import { operate } from '../../src/expression/operation.ts'
import type { LiveSheet } from '../../src/expression/live-sheet.ts'
import { lineOf, nodesBelow, type Sheet } from '../../src/expression/sheet.ts'
import type { LayerBreach } from '../../src/invariant/layer-lemma.ts'
import type { Policy } from '../../src/policy.ts'
import type { SituationClaim } from '../../src/invariant/situation-claim.ts'

/** Lakeside's residents: primary institutions are at least ten points ahead, all else equal. */
export const GRASSROOTS_GAP: GapInvariant = {
  id: 'grassroots-gap',
  line: 'basic.baseRatio',
  a: { fact: 'institution.isPrimary', operator: 'equal', value: true },
  b: { fact: 'institution.isPrimary', operator: 'equal', value: false },
  differ: ['institution'],
  where: {
    all: [
      { fact: 'insurance.scheme', operator: 'equal', value: 'resident' },
      { fact: 'encounter.kind', operator: 'in', value: ['inpatient', 'outpatient'] },
    ],
  },
  require: { aMinusB: { atLeast: '0.1000' } },
}

/** The sheet with one line's formula spoiled, everywhere it is read. */
export function spoil(sheet: LiveSheet, line: string, fault: (node: Node) => Node): LiveSheet {
  const right = lineOf(sheet, line).node
  const wrong = fault(right)
  return rewriteSheet(sheet, node => (node === right ? wrong : undefined))
}

/** A layer's lines at a breach, and at one fen more of base, by plain arithmetic. */
export function atBreach(sheet: Sheet, layer: string, breach: LayerBreach): readonly ((role: string) => number)[] {
  const base = lineOf(sheet, `${layer}.base`).node
  return [breach.base, breach.base + 1].map(amount => {
    const known = new Map<Node, number>([[base, amount], ...breach.takes.map(taken => [taken.node, taken.value] as const)])
    const value = (node: Node): number => {
      const before = known.get(node)
      if (before !== undefined) return before
      const result = node.op === 'const' ? node.value : operate(node, node.args.map(value))
      known.set(node, result)
      return result
    }
    return (role: string) => value(lineOf(sheet, `${layer}.${role}`).node)
  })
}

/** Every text of a sheet's lines and inputs: what must not be found in a script. */
export function textsOf(sheet: Sheet): readonly string[] {
  const names = nodesBelow(sheet.lines.map(line => line.node)).map(node => node.name)
  return [...new Set([...names, ...sheet.lines.map(line => line.id), ...sheet.codes.flat()])].filter(name => name.length > 3)
}

/** A line of a claim that was settled, in fen or ten-thousandths. */
export function settled(policy: Policy, claim: SituationClaim | undefined, line: string): number {
  if (claim === undefined) throw new Error('the situation is no single claim')
  const found = policy.settle(claim.claim, claim.state).lines.find(each => each.id === line)
  if (found === undefined) throw new Error(`no line ${line}`)
  const text = 'amount' in found ? found.amount : found.ratio
  return Number(text?.replace('.', ''))
}
