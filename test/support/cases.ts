import { formatDay } from '../../src/base/date.ts'
import { formatMoney, formatRatio } from '../../src/base/decimal.ts'
import { FACTS } from '../../src/facts/catalogue.ts'
import type { FactValue } from '../../src/facts/spec.ts'
import { writeStay } from '../../src/settlement/stays.ts'
import { historyFacts } from '../reference/history.ts'
import type { OpenClaim } from '../../src/settlement/open-claim.ts'
import type { Facts } from '../reference/interpret.ts'

const TYPES = new Map(FACTS.map(spec => [spec.path, spec.type]))

/** A claim that was read, as the reference interpreter takes facts: JSON values, defaults filled, history resolved. */
export function referenceFacts({ claim, state }: OpenClaim): Facts {
  const facts: Record<string, unknown> = {}
  for (const [path, value] of claim.facts) facts[path] = jsonValue(path, value)
  Object.assign(facts, historyFacts(facts, { stays: state.stays.map(writeStay), stayId: state.stayId }))
  if (claim.items !== null)
    facts['cost.items'] = claim.items.map(item => ({
      amount: formatMoney(item.amount),
      overLimit: formatMoney(item.overLimit),
      selfPayShare: formatRatio(item.selfPayShare),
      catalogueClass: item.catalogueClass,
      itemKind: item.itemKind,
    }))
  return facts
}

function jsonValue(path: string, value: FactValue): unknown {
  switch (TYPES.get(path)) {
    case 'money':
      return formatMoney(value as number)
    case 'day':
      return formatDay(value as number)
    case 'area':
      return value === 0 ? undefined : String(value).padStart(6, '0')
    case 'id':
    case 'code':
      return value === '' ? undefined : value
    default:
      return value
  }
}
