import { ONE } from '../expression/node.ts'
import type { SmtCopy } from '../expression/readings/smt.ts'
import type { LayerShape } from './layer-shape.ts'

export type LayerClaim = (typeof CLAIMS)[number]['id']

/** What holds of a layer for every base b, and for b against b + 1 (`a`, `b` are the two copies' lines). */
export interface Sides {
  readonly base: string
  readonly deductible: string
  readonly payable: string
  readonly portions: readonly string[]
  readonly products: readonly string[]
  readonly raw: string
  /** The most the layer may pay before limits. */
  readonly room: string
  readonly paid: string
  readonly capExcess: string
}

const sum = (terms: readonly string[]): string => `(+ 0 ${terms.join(' ')})`
const stepOf = (a: string, b: string): string => `(<= 0 (- ${b} ${a}) 1)`

/** The lemma, claim by claim: each as a term over the two copies. */
export const CLAIMS = [
  {
    id: 'portionsFill',
    says: 'the portions are not negative and add up to payable',
    holds: (a: Sides): string => `(and (= ${a.payable} ${sum(a.portions)}) ${a.portions.map(portion => `(<= 0 ${portion})`).join(' ')})`,
  },
  {
    id: 'roundedOnce',
    says: 'raw is the sum of the portions at their ratios, half-up to the fen once',
    holds: (a: Sides): string =>
      `(let ((s ${sum(a.products)}) (r (* ${String(ONE)} ${a.raw}))) (and (<= (- r ${String(ONE / 2)}) s) (< s (+ r ${String(ONE / 2)}))))`,
  },
  {
    id: 'paidInBase',
    says: '0 <= paid <= base - deductible, or <= base with a floor',
    holds: (a: Sides): string => `(<= 0 ${a.paid} ${a.room})`,
  },
  { id: 'paidStep', says: 'one fen more of base: paid steps by 0 or 1', holds: (a: Sides, b: Sides): string => stepOf(a.paid, b.paid) },
  {
    id: 'excessStep',
    says: 'one fen more of base: capExcess steps by 0 or 1',
    holds: (a: Sides, b: Sides): string => stepOf(a.capExcess, b.capExcess),
  },
  {
    id: 'excessInPayable',
    says: '0 <= capExcess <= base - deductible',
    holds: (a: Sides): string => `(<= 0 ${a.capExcess} (- ${a.base} ${a.deductible}))`,
  },
  {
    // Half a fen of slack: a limit may cut what rounding alone added, and that was met at no cost.
    id: 'excessWhereCut',
    says: 'where a limit on payment cuts more than half a fen, capExcess is over what limits on cost cut',
    holds: (a: Sides): string =>
      `(=> (> ${sum(a.products)} (+ (* ${String(ONE)} ${a.paid}) ${String(ONE / 2)})) (> ${a.capExcess} (- ${a.base} ${a.deductible} ${a.payable})))`,
  },
  {
    // So that a next layer's base, cost less paid less capExcess, never falls when the cost rises.
    id: 'jointStep',
    says: 'one fen more of base: paid and capExcess together step by 0 or 1',
    holds: (a: Sides, b: Sides): string => stepOf(`(+ ${a.paid} ${a.capExcess})`, `(+ ${b.paid} ${b.capExcess})`),
  },
] as const

/** A claim by id. */
export const claimOf = (id: LayerClaim): (typeof CLAIMS)[number] => CLAIMS.find(claim => claim.id === id) ?? CLAIMS[0]

/** The terms of a layer's lines in one copy. */
export const sidesOf = (shape: LayerShape, copy: SmtCopy): Sides => ({
  base: copy.ref(shape.base),
  deductible: copy.ref(shape.deductible),
  payable: copy.ref(shape.payable),
  portions: shape.portions.map(copy.ref),
  products: shape.products.map(copy.ref),
  raw: copy.ref(shape.raw),
  room: shape.hasFloor ? copy.ref(shape.base) : `(- ${copy.ref(shape.base)} ${copy.ref(shape.deductible)})`,
  paid: copy.ref(shape.paid),
  capExcess: copy.ref(shape.capExcess),
})
