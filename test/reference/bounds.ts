import { firedFor } from './context.ts'
import type { Context } from './context.ts'
import { ZERO } from './decimal.ts'
import { unreduced } from './ratios.ts'

/** Section 5, boundRatio: the names of the findings where a layer that is reached has its first base ratio outside of what a rule allows. */
export function boundFindings(context: Context): readonly string[] {
  return context.layers.flatMap(layer => {
    if ((context.lines.get(`${layer.id}.base`) ?? ZERO).lessThanOrEqualTo(0)) return []
    const ratio = unreduced(context, layer, 0)
    const known = (bound: unknown): boolean => bound !== undefined && context.parameters.missingIn(bound).length === 0
    return firedFor(context, 'boundRatio', layer.id)
      .filter(({ params }) => {
        const isBelow = known(params['min']) && ratio.lessThan(context.parameters.number(params['min']))
        const isAbove = known(params['max']) && ratio.greaterThan(context.parameters.number(params['max']))
        return isBelow || isAbove
      })
      .map(rule => `ratioOutOfBounds:${rule.id}`)
  })
}
