import { formatDay, type DayNumber } from '../base/date.ts'
import { formatMoney, readDecimal } from '../base/decimal.ts'
import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { clip } from '../base/text.ts'
import { codesOf } from '../facts/domain.ts'
import { MAX_TEXT, readCode, readDay, readFlag, wrongType } from '../facts/read-value.ts'
import { MAX_SUM } from '../expression/node.ts'
import { isFurtherPart, type Stay } from '../facts/resolve-history.ts'
import type { StayState } from './state.ts'
import { stayIdOf } from '../facts/stay-ids.ts'
import { asMoney, asRecord, unknownKeys } from './state-values.ts'

/** The keys of a stay as a settlement writes it. */
export const STAY_KEYS = [
  'stayId',
  'claimIds',
  'institution',
  'tier',
  'admitDate',
  'dischargeDate',
  'compliant',
  'chainId',
  'deductible',
] as const

/** A claim without a tier writes none: ''. */
export const TIERS: ReadonlySet<string> = new Set(['', ...codesOf('institution.tier')])

const MAX_CLAIMS = 1000

/** Reads the stays of a state, oldest first. */
export function readStays(input: unknown, issues: Issue[]): readonly Stay[] {
  if (input === undefined) return []
  if (Array.isArray(input)) return input.map((entry: unknown, i) => readStay(entry, `/state/stays/${String(i)}`, issues))
  wrongType('array', input, '/state/stays', issues)
  return []
}

function readStay(input: unknown, path: string, issues: Issue[]): Stay {
  const stay = asRecord(input, path, issues)
  unknownKeys(stay, STAY_KEYS, path, issues)
  const text = (key: string, fallback?: string): string => readName(stay[key] ?? fallback, path + pointer(key), key, issues)
  const day = (key: string): DayNumber => {
    const value = stay[key]
    if (value === undefined) issues.push(errorIssue('missingField', path + pointer(key), { key }))
    return value === undefined ? 0 : (readDay(value, path + pointer(key), issues) ?? 0)
  }
  const stayId = text('stayId')
  const [admitDate, dischargeDate] = [day('admitDate'), day('dischargeDate')]
  if (dischargeDate > 0 && dischargeDate < admitDate)
    issues.push(
      errorIssue('daysOutOfOrder', `${path}/dischargeDate`, {
        later: 'dischargeDate',
        laterDay: formatDay(dischargeDate),
        earlier: 'admitDate',
        earlierDay: formatDay(admitDate),
      }),
    )
  return {
    stayId,
    claimIds: readClaimIds(stay['claimIds'], `${path}/claimIds`, issues),
    institution: text('institution', ''),
    tier: readCode(stay['tier'] ?? 'unrated', TIERS, `${path}/tier`, issues) ?? '',
    admitDate,
    dischargeDate,
    compliant: stay['compliant'] === undefined ? false : (readFlag(stay['compliant'], `${path}/compliant`, issues) ?? false),
    chainId: text('chainId', stayId),
    deductible: stay['deductible'] === undefined ? 0 : asMoney(stay['deductible'], `${path}/deductible`, issues),
  }
}

/** A name as a settlement writes it: '' where the claim had none. */
export function readName(value: unknown, path: string, key: string, issues: Issue[]): string {
  if (typeof value === 'string' && value.length <= MAX_TEXT) return value
  if (value === undefined) issues.push(errorIssue('missingField', path, { key: clip(key) }))
  else if (typeof value === 'string') issues.push(errorIssue('tooLarge', path, { received: value.length, max: MAX_TEXT }))
  else wrongType('string', value, path, issues)
  return ''
}

function readClaimIds(value: unknown, path: string, issues: Issue[]): readonly string[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) {
    wrongType('array', value, path, issues)
    return []
  }
  if (value.length > MAX_CLAIMS) issues.push(errorIssue('tooLarge', path, { received: value.length, max: MAX_CLAIMS }))
  return value.slice(0, MAX_CLAIMS).map((id: unknown, i) => readName(id, path + pointer(i), String(i), issues))
}

/** A stay that a claim settles; days and the deductible as JSON has them. `stayId` is '' where the claim names none. */
export interface SettledStay extends Omit<StayState, 'claimIds' | 'chainId'> {
  readonly claimId: string
  /** It continues the chain of the stay before it. */
  readonly linked: boolean
}

/** The stays of a year after one more, or after a further part of the last one: then that one goes on for longer. */
export function withStay(stays: readonly StayState[], settled: SettledStay): readonly StayState[] {
  const { claimId, linked, institution, tier, admitDate, dischargeDate, compliant, deductible } = settled
  const last = stays.at(-1)
  if (last !== undefined && isFurtherPart(true, settled.stayId, last.stayId)) return [...stays.slice(0, -1), extended(last, settled)]
  const stayId = stayIdOf(settled.stayId, claimId)
  const chainId = linked ? (last?.chainId ?? stayId) : stayId
  return [...stays, { stayId, claimIds: [claimId], institution, tier, admitDate, dischargeDate, compliant, chainId, deductible }]
}

/** The place, the admission and the chain stay those of the first part; days as ISO texts are in order of time. */
function extended(stay: StayState, { claimId, dischargeDate, deductible }: SettledStay): StayState {
  return {
    ...stay,
    claimIds: [...stay.claimIds, claimId],
    dischargeDate: dischargeDate > stay.dischargeDate ? dischargeDate : stay.dischargeDate,
    deductible: formatMoney(fenOf(stay.deductible) + fenOf(deductible)),
  }
}

const fenOf = (text: string): number => Number(readDecimal(text, 2, 0, MAX_SUM))

export const writeStay = (stay: Stay): StayState => ({
  ...stay,
  admitDate: formatDay(stay.admitDate),
  dischargeDate: formatDay(stay.dischargeDate),
  deductible: formatMoney(stay.deductible),
})
