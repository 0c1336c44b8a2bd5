/** A line of a bill; class 0 A, 1 B, 2 C. */
export interface HandItem {
  readonly amount: number
  readonly overLimit: number
  readonly share: number
  readonly class: number
  readonly kind: number
}

/** A claim as the hand-written function takes it: fen, civil days, indexes of codes. */
export interface HandClaim {
  readonly day: number
  readonly month: number
  readonly kind: number
  readonly scheme: number
  readonly channel: number
  readonly location: number
  readonly remotePlaced: boolean
  readonly type: number
  readonly villageIntegrated: boolean
  readonly tier: number
  readonly ratioTier: number
  readonly deductibleTier: number
  readonly tcmHospital: boolean
  readonly tcmOutpatient: boolean
  readonly asthma: boolean
  readonly low: number
  readonly managed: number
  readonly enrolled: boolean
  readonly familyDoctor: boolean
  readonly caseFlags: number
  readonly direction: number
  readonly compliant: boolean
  readonly alliance: string
  readonly fromAlliance: string
  readonly from: string
  readonly previous: string
  readonly gapDays: number
  readonly stays: number
  readonly staysSameTier: number
  readonly irregular: number
  readonly total: number
  readonly offCatalogue: number
  readonly overLimit: number
  readonly advanceSelfPay: number
  readonly items: readonly HandItem[] | null
}

/** What a person's year has used, in fen. */
export interface HandState {
  readonly yearPaid: number
  readonly visits: number
  readonly visitsUnrated: number
  readonly visitsLevel1: number
  readonly visitsLevel2: number
  readonly visitsLevel3: number
  readonly month: number
  readonly monthCost: number
  readonly seriousBase: number
  readonly seriousThreshold: number
  readonly seriousPaid: number
  readonly assistanceThreshold: number
  readonly assistancePaid: number
  readonly episode: number
}

const DEDUCTIBLES = [20000, 30000, 50000, 100000] as const
const SCALES = [10000, 5000, 3333, 1667] as const
const EMPLOYEE_STAY = [9000, 9000, 8800, 8505] as const
const NEEDS = [0, 1, 2, 1, 1, 0, 0] as const
const ASSISTANCE = [0, 6000, 9000] as const

/** The lakeside policy as a good engineer would write it for this one policy: the yardstick of the bench. */
export function settleByHand(c: HandClaim, s: HandState) {
  const { kind, tier, compliant, day } = c
  if (day < 18262) throw new Error('not in force')
  const resident = c.scheme === 0
  let total = c.total
  let inPolicy: number
  if (c.items === null) inPolicy = Math.max(0, total - c.offCatalogue - c.overLimit - c.advanceSelfPay)
  else {
    total = 0
    inPolicy = 0
    for (const item of c.items) {
      total += item.amount
      if (item.class === 2) continue
      const priced = item.amount - (item.overLimit < item.amount ? item.overLimit : item.amount)
      let share = item.share
      if (c.tcmHospital && item.class === 1 && (item.kind === 0 || item.kind === 2)) share = share > 500 ? share - 500 : 0
      inPolicy += priced - Math.floor((priced * share + 5000) / 10000)
    }
  }
  // A disease charged at a standard of its own at hospitals of Chinese medicine, unless the stay left the pathway.
  const charge = c.asthma && c.tcmHospital && (c.caseFlags & 1) === 0 ? 600000 : total
  const covered = kind <= 3
  const location = c.remotePlaced && c.location >= 3 ? 1 : c.location
  const primary = (c.type >= 1 && c.type <= 3) || (c.type === 0 && c.villageIntegrated)
  const near = location <= 1 && primary
  const need = NEEDS[c.low]!

  // basic: base and deductible
  let sum = covered && inPolicy > c.irregular ? inPolicy - c.irregular : 0
  if (location === 4 && resident && kind === 0) sum -= Math.floor((sum * 500 + 5000) / 10000)
  const base = sum < charge ? sum : charge
  let threshold = 0
  let credit = 0
  let linked = false
  if (!(need === 2 && near)) {
    const deductibleTier = c.tcmHospital && tier === 3 ? 2 : c.deductibleTier
    if (kind === 0) {
      if (location === 4) {
        threshold = Math.floor((total * 2000 + 5000) / 10000)
        if (threshold > 1000000) threshold = 1000000
        if (threshold < 200000) threshold = 200000
      } else threshold = DEDUCTIBLES[deductibleTier]!
      const scale = SCALES[(c.stays >= 3 ? 2 : 0) + (c.staysSameTier >= 1 ? 1 : 0)]!
      if (scale !== 10000) threshold = Math.floor((threshold * scale + 5000) / 10000)
    } else if (kind === 1) threshold = c.channel === 1 ? 2000 : resident && near ? 0 : deductibleTier === 3 ? 10000 : 5000
    else if (kind === 2) threshold = 20000
  }
  if (kind === 0 && c.direction !== 0 && compliant && c.alliance !== '' && c.alliance === c.fromAlliance)
    linked = c.from !== '' && c.from === c.previous && c.gapDays <= 15
  if (linked) credit = s.episode
  let deductible = threshold > credit ? threshold - credit : 0
  if (deductible > base) deductible = base
  if (kind === 1) {
    const tierVisits = tier === 0 ? s.visitsUnrated : tier === 1 ? s.visitsLevel1 : tier === 2 ? s.visitsLevel2 : s.visitsLevel3
    const visitsLeft = s.visits < 30000 ? 30000 - s.visits : 0
    const tierLeft = tierVisits < 20000 ? 20000 - tierVisits : 0
    if (deductible > visitsLeft) deductible = visitsLeft
    if (deductible > tierLeft) deductible = tierLeft
  }

  // basic: limit on cost, ratio, limit on payment
  const above = base - deductible
  let payable = above
  const monthly = kind === 1 || kind === 3
  const monthCost = s.month === c.month ? s.monthCost : 0
  if (monthly) {
    const monthLimit = kind === 1 ? 150000 : resident ? 30000 : 50000
    const monthLeft = monthLimit > monthCost ? monthLimit - monthCost : 0
    if (payable > monthLeft) payable = monthLeft
  }
  let baseRatio = 0
  if (kind === 0)
    baseRatio = primary ? (resident ? 8500 : 9300) : resident ? (c.ratioTier === 3 ? 6500 : 7500) : EMPLOYEE_STAY[c.ratioTier]!
  else if (kind === 1) baseRatio = resident ? (primary ? 6000 : 4000) : 6500
  else if (kind === 2) baseRatio = resident ? (primary ? 7000 : 6000) : 8000
  else if (kind === 3) baseRatio = c.enrolled || (resident && (c.managed & 3) !== 0) ? 7000 : 0
  let away = 0
  if (location === 2) away = c.low !== 0 && day >= 19601 && day < 20332 ? 500 : 0
  else if (location >= 3 && !compliant) away = location === 3 ? 1000 : 1550
  let ratio = baseRatio - away
  if (kind === 0 && c.direction === 2 && compliant) ratio += 200
  if (c.tcmOutpatient && day >= 18993) ratio += 500
  if (c.channel === 2 && c.asthma) {
    if (day < 20089) {
      if (base > 0) throw new Error('the winter bonus has no value')
    } else ratio += 100
  }
  ratio = ratio < 0 ? 0 : ratio > 10000 ? 10000 : ratio
  const product = payable * ratio
  const raw = Math.floor((product + 5000) / 10000)
  let limit = day >= 19723 ? 20000000 : 15000000
  if (c.familyDoctor) limit += limit / 5
  if (need === 2) limit += 1000000
  const left = limit > s.yearPaid ? limit - s.yearPaid : 0
  const paid = raw < left ? raw : left
  const target = (left < payable ? left : payable) * 10000
  let costAtLimit = payable
  if (target <= product) costAtLimit = ratio === 0 ? 0 : Math.floor((2 * target + ratio) / (2 * ratio))
  const capExcess = above - (costAtLimit < payable ? costAtLimit : payable)

  // serious illness
  const unpaid = charge - paid
  let seriousBase = covered && inPolicy > paid + capExcess ? inPolicy - paid - capExcess : 0
  if (seriousBase > unpaid) seriousBase = unpaid
  const seriousThreshold = need === 0 ? 1500000 : 500000
  const thresholdLeft = seriousThreshold > s.seriousThreshold ? seriousThreshold - s.seriousThreshold : 0
  const seriousDeductible = seriousBase < thresholdLeft ? seriousBase : thresholdLeft
  const from = s.seriousBase + seriousDeductible
  const to = s.seriousBase + seriousBase
  let seriousPaid = 0
  if (to > from) {
    let [ratio1, ratio2, ratio3] = [6000, 6500, 7500]
    if (location >= 2) {
      if (resident) {
        ratio1 -= away
        ratio2 -= away
        ratio3 -= away
      } else if (baseRatio === 0) ratio1 = ratio2 = ratio3 = 0
      else {
        const rest = baseRatio > away ? baseRatio - away : 0
        ratio1 = Math.floor((2 * ratio1 * rest + baseRatio) / (2 * baseRatio))
        ratio2 = Math.floor((2 * ratio2 * rest + baseRatio) / (2 * baseRatio))
        ratio3 = Math.floor((2 * ratio3 * rest + baseRatio) / (2 * baseRatio))
      }
    }
    const portion1 = Math.max(0, Math.min(to, 5000000) - from)
    const portion2 = Math.max(0, Math.min(to, 10000000) - Math.max(from, 5000000))
    const portion3 = Math.max(0, to - Math.max(from, 10000000))
    const seriousLeft = s.seriousPaid < 30000000 ? 30000000 - s.seriousPaid : 0
    seriousPaid = Math.min(Math.floor((portion1 * ratio1 + portion2 * ratio2 + portion3 * ratio3 + 5000) / 10000), seriousLeft)
  }

  // assistance
  let assistancePaid = 0
  let assistanceDeductible = 0
  if (covered && kind !== 1 && c.low !== 0 && !(location >= 3 && !compliant && (c.caseFlags & 2) === 0)) {
    let assistanceBase = inPolicy > paid + seriousPaid ? inPolicy - paid - seriousPaid : 0
    if (assistanceBase > unpaid - seriousPaid) assistanceBase = unpaid - seriousPaid
    if (need !== 2) {
      assistanceDeductible = s.assistanceThreshold < 300000 ? 300000 - s.assistanceThreshold : 0
      if (assistanceDeductible > assistanceBase) assistanceDeductible = assistanceBase
    }
    const assistanceLeft = s.assistancePaid < 3000000 ? 3000000 - s.assistancePaid : 0
    assistancePaid = Math.floor(((assistanceBase - assistanceDeductible) * ASSISTANCE[need]! + 5000) / 10000)
    if (location === 4) {
      const floor = Math.floor((assistanceBase * (c.familyDoctor ? 4500 : 2000) + 5000) / 10000)
      if (assistancePaid < floor) assistancePaid = floor
    }
    if (assistancePaid > assistanceLeft) assistancePaid = assistanceLeft
  }

  const fund = paid + seriousPaid + assistancePaid
  const visited = kind === 1 ? deductible : 0
  return {
    total,
    inPolicy,
    basicDeductible: deductible,
    basicRatio: ratio,
    basicPaid: paid,
    seriousPaid,
    assistancePaid,
    fund,
    personal: charge - fund,
    nextYearPaid: s.yearPaid + paid,
    nextVisits: s.visits + visited,
    nextVisitsUnrated: tier === 0 ? s.visitsUnrated + visited : s.visitsUnrated,
    nextVisitsLevel1: tier === 1 ? s.visitsLevel1 + visited : s.visitsLevel1,
    nextVisitsLevel2: tier === 2 ? s.visitsLevel2 + visited : s.visitsLevel2,
    nextVisitsLevel3: tier === 3 ? s.visitsLevel3 + visited : s.visitsLevel3,
    nextMonth: c.month,
    nextMonthCost: monthly ? monthCost + payable : monthCost,
    nextSeriousBase: s.seriousBase + seriousBase,
    nextSeriousThreshold: s.seriousThreshold + seriousDeductible,
    nextSeriousPaid: s.seriousPaid + seriousPaid,
    nextAssistanceThreshold: s.assistanceThreshold + assistanceDeductible,
    nextAssistancePaid: s.assistancePaid + assistancePaid,
    nextEpisode: kind === 0 ? (linked ? s.episode : 0) + deductible : s.episode,
  }
}
