import { fen, yuan } from './decimal.ts'
import type { Facts } from './types.ts'

/** A stay as a state writes it. */
export interface Stay {
  readonly stayId: string
  readonly claimIds: readonly string[]
  readonly institution: string
  readonly tier: string
  readonly admitDate: string
  readonly dischargeDate: string
  readonly compliant: boolean
  readonly chainId: string
  readonly deductible: string
}

/** What of a state the history is read from. */
export interface Past {
  readonly stays: readonly Stay[]
  readonly stayId?: string
}

const DAY = 24 * 60 * 60 * 1000

const text = (facts: Facts, path: string): string => String(facts[path] ?? '')
const isInpatient = (facts: Facts): boolean => facts['encounter.kind'] === 'inpatient'
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

/** Whether a claim settles more of the last stay. */
function isMoreOf(facts: Facts, last: Stay | undefined): boolean {
  const named = text(facts, 'encounter.stayId')
  return isInpatient(facts) && named !== '' && named === last?.stayId
}

/** The `history.*` facts by the state: those of the stay itself where the claim settles more of it. */
export function historyFacts(facts: Facts, { stays, stayId }: Past): Facts {
  const last = stays.at(-1)
  const own = isMoreOf(facts, last) ? last : undefined
  const earlier = own === undefined ? stays : stays.slice(0, stays.length - 1)
  const previous = earlier.at(-1)
  const tier = own === undefined ? text(facts, 'institution.tier') : own.tier
  const admitted = own === undefined ? text(facts, 'encounter.admitDate') : own.admitDate
  const isApart = previous === undefined || admitted === ''
  return {
    'history.stays': earlier.length,
    'history.staysSameTier': earlier.filter(stay => stay.tier === tier).length,
    'history.gapDays': isApart ? 36500 : Math.min(36500, Math.max(0, daysBetween(previous.dischargeDate, admitted))),
    'history.previous.institutionId': previous?.institution === '' ? undefined : previous?.institution,
    'history.previous.tier': previous?.tier ?? 'unrated',
    'history.previous.compliant': previous?.compliant ?? false,
    'history.stayId': last?.stayId,
    'history.heldStayId': stayId === '' ? undefined : stayId,
  }
}

/** What a claim leaves of the past; `deductible` in fen, `isLinked`: a rule links it to the stay before. */
export function pastAfter({ stays, stayId }: Past, facts: Facts, claimId: string, deductible: number, isLinked: boolean): Past {
  const named = text(facts, 'encounter.stayId')
  const name = named === '' ? claimId : named
  const held = isInpatient(facts) || named !== '' ? name : (stayId ?? '')
  const [admitDate, dischargeDate] = [text(facts, 'encounter.admitDate'), text(facts, 'encounter.dischargeDate')]
  if (!isInpatient(facts) || admitDate === '' || dischargeDate === '') return { stays, stayId: held }
  const last = stays.at(-1)
  const more = last !== undefined && isMoreOf(facts, last) ? last : undefined
  const stay: Stay = {
    stayId: name,
    claimIds: [...(more?.claimIds ?? []), claimId],
    institution: more?.institution ?? text(facts, 'institution.id'),
    tier: more?.tier ?? text(facts, 'institution.tier'),
    admitDate: more?.admitDate ?? admitDate,
    dischargeDate: more !== undefined && more.dischargeDate > dischargeDate ? more.dischargeDate : dischargeDate,
    compliant: more?.compliant ?? facts['referral.compliant'] === true,
    chainId: more?.chainId ?? (isLinked ? (last?.chainId ?? name) : name),
    deductible: yuan(fen(more?.deductible ?? '0.00').plus(deductible)),
  }
  return { stays: [...(more === undefined ? stays : stays.slice(0, -1)), stay], stayId: held }
}
