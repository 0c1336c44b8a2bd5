import type { Node } from '../expression/node.ts'
import { missingNotice } from '../expression/missing-notice.ts'
import type { LayerScope } from './layer-scope.ts'
import { operand } from './lines.ts'

/** The least a layer pays before its limits (保底): its base at the greatest ratio whose `when` holds, half-up to the fen. 0 without floors. */
export function lowerFloor(scope: LayerScope, base: Node): Node {
  const { strata, sheet, layer, reached } = scope
  const x = strata.expressions
  if (layer.floors === undefined) return x.zero
  let greatest = x.noRatio
  const parameters: string[] = []
  for (const { ratio, when } of layer.floors) {
    const truth = when === undefined ? undefined : strata.condition(when)
    const applies = truth?.truth ?? x.yes
    const value = strata.value(ratio, 'ratio')
    for (const one of truth?.missing ?? []) sheet.guards.push(missingNotice(one, x.and(reached, truth?.possible ?? x.yes, one.when)))
    for (const one of value.missing) sheet.guards.push(missingNotice(one, x.and(reached, applies, one.when)))
    greatest = x.max(greatest, x.select(applies, value.node, x.noRatio))
    parameters.push(...value.parameters)
  }
  return sheet.add({
    id: `${layer.id}.floor`,
    role: 'floor',
    layer: layer.id,
    unit: 'money',
    node: x.round(x.times(base, greatest)),
    operands: [sheet.operand(`${layer.id}.base`), operand('ratio', greatest, 'ratio', parameters)],
  })
}
