import type { SmtCopy, SmtOperation } from '../../expression/readings/smt.ts'
import { ONE } from '../../expression/node.ts'

/**
 * What a layer lemma needs to know of money × ratio and product ÷ ratio, as linear statements. Each is proved once for all integers (`ALGEBRA`), then
 * stated for the few terms at hand, where products are uninterpreted: the solver never multiplies two unknowns, and a layer takes a second, not a minute.
 */

const within = (amount: string, ratio: string): string => `(<= 0 ${amount}) (<= 0 ${ratio}) (<= ${ratio} ${String(ONE)})`

const bounded = (amount: string, ratio: string, product: string): string => {
  const whole = `(* ${String(ONE)} ${amount})`
  const share = `(<= 0 ${product}) (<= ${product} ${whole})`
  const ends = `(=> (= ${ratio} 0) (= ${product} 0)) (=> (= ${ratio} ${String(ONE)}) (= ${product} ${whole}))`
  // From one fen on, the share and what it leaves are at least those of one fen.
  const some = `(=> (<= 1 ${amount}) (and (<= ${ratio} ${product}) (<= (- ${String(ONE)} ${ratio}) (- ${whole} ${product}))))`
  return `(=> (and ${within(amount, ratio)}) (and ${share} ${ends} ${some}))`
}

const step = (from: string, to: string, ratio: string, productFrom: string, productTo: string): string =>
  `(=> (= ${to} (+ ${from} 1)) (= ${productTo} (+ ${productFrom} ${ratio})))`

/** Half-up of numerator ÷ ratio reaches amount + k exactly where numerator reaches amount × ratio + (k − ½) × ratio. */
const reaches = (amount: string, ratio: string, product: string, numerator: string, quotient: string, k: number): string =>
  `(=> (and (<= 0 ${amount}) (<= 0 ${numerator}) (< 0 ${ratio})) (= (>= ${quotient} (+ ${amount} ${String(k)})) (>= (+ (* 2 ${numerator}) ${ratio}) (+ (* 2 ${product}) (* ${String(2 * k)} ${ratio})))))`

const KS = [0, 1, 2]

const FREE = ['q', 'r', 'n', 'd', 'm'].map(name => `(declare-const ${name} Int)`).join('\n')
// The quotient d of n by r, half-up: 2n + r = 2r·d + m with 0 <= m < 2r.
const DIVIDED = '(assert (= (+ (* 2 n) r) (+ (* 2 r d) m)))\n(assert (<= 0 m))\n(assert (< m (* 2 r)))'

const refuting = (claim: string, given = ''): string => `${FREE}\n${given}\n(assert (not ${claim}))`

/** The statements in general: name and the script whose refutation is their proof. */
export const ALGEBRA: readonly { readonly name: string; readonly script: string }[] = [
  { name: 'algebra: 0 <= amount x ratio <= amount', script: refuting(bounded('q', 'r', '(* q r)')) },
  { name: 'algebra: one fen more adds one ratio', script: refuting(step('q', 'n', 'r', '(* q r)', '(* n r)')) },
  ...KS.map(k => ({
    name: `algebra: quotient reaches amount + ${String(k)}`,
    script: refuting(reaches('q', 'r', '(* q r)', 'n', 'd', k), DIVIDED),
  })),
  { name: 'algebra: a quotient is not negative', script: refuting('(=> (and (<= 0 n) (< 0 r)) (<= 0 d))', DIVIDED) },
]

/** The statements for the products and quotients of these copies. */
export function algebraOf(copies: readonly SmtCopy[]): readonly string[] {
  const products = distinct(copies.flatMap(copy => copy.products))
  const quotients = distinct(copies.flatMap(copy => copy.quotients))
  const pairs = products.flatMap(a => products.filter(b => b !== a && b.ratio === a.ratio).map(b => [a, b] as const))
  return [
    ...products.map(p => bounded(p.operand, p.ratio, p.result)),
    ...pairs.map(([a, b]) => step(a.operand, b.operand, a.ratio, a.result, b.result)),
    ...quotients.map(d => `(=> (and (<= 0 ${d.operand}) (< 0 ${d.ratio})) (<= 0 ${d.result}))`),
    ...quotients.flatMap(d =>
      products.filter(p => p.ratio === d.ratio).flatMap(p => KS.map(k => reaches(p.operand, p.ratio, p.result, d.operand, d.result, k))),
    ),
  ]
}

const distinct = (operations: readonly SmtOperation[]): readonly SmtOperation[] => [
  ...new Map(operations.map(operation => [operation.result, operation])).values(),
]
