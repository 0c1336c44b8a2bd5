/** Columns of claims as the hand-written loop reads them: amounts in fen as doubles, codes and flags as bytes, the rest as 32 bits. */
export interface HandInput {
  readonly day: Int32Array
  readonly month: Uint8Array
  readonly kind: Uint8Array
  readonly scheme: Uint8Array
  readonly channel: Uint8Array
  readonly location: Uint8Array
  readonly remotePlaced: Uint8Array
  readonly type: Uint8Array
  readonly villageIntegrated: Uint8Array
  readonly tier: Uint8Array
  readonly ratioTier: Uint8Array
  readonly deductibleTier: Uint8Array
  readonly tcmHospital: Uint8Array
  readonly tcmOutpatient: Uint8Array
  readonly disease: Uint8Array
  readonly low: Uint8Array
  readonly managed: Uint8Array
  readonly enrolled: Uint8Array
  readonly familyDoctor: Uint8Array
  readonly caseFlags: Uint8Array
  readonly direction: Uint8Array
  readonly compliant: Uint8Array
  readonly alliance: Int32Array
  readonly fromAlliance: Int32Array
  readonly from: Int32Array
  readonly previous: Int32Array
  readonly gapDays: Uint16Array
  readonly stays: Int32Array
  readonly staysSameTier: Int32Array
  readonly irregular: Float64Array
  readonly total: Float64Array
  readonly offCatalogue: Float64Array
  readonly overLimit: Float64Array
  readonly advanceSelfPay: Float64Array
  /** Where the items of each row begin; a claim of totals has none. */
  readonly starts: Int32Array
  readonly itemAmount: Float64Array
  readonly itemOverLimit: Float64Array
  readonly itemShare: Uint16Array
  readonly itemClass: Uint8Array
  readonly itemKind: Uint8Array
  /** The slots before the claim, in order of the sheet. */
  readonly slots: readonly Float64Array[]
}

const ALL_TIERS = [0, 1, 2, 3]
const flat = (rows: readonly (readonly number[])[]): Int32Array => Int32Array.from(rows.flat())

const NEEDS = Uint8Array.of(0, 1, 2, 1, 1, 0, 0)
const SCALES = Int32Array.of(10000, 5000, 3333, 1667)
/** By scheme, primary or not, and tier. */
const STAY_RATIO = flat([
  [6500, 7500, 7500, 6500].map((_, t) => (t === 3 ? 6500 : 7500)),
  ALL_TIERS.map(() => 8500),
  [9000, 9000, 8800, 8505],
  ALL_TIERS.map(() => 9300),
])
const STAY_DEDUCTIBLE = Int32Array.of(20000, 30000, 50000, 100000)
/** By scheme, and primary or not. */
const VISIT_RATIO = Int32Array.of(4000, 6000, 6500, 6500)
const CHRONIC_RATIO = Int32Array.of(6000, 7000, 8000, 8000)
const ASSISTANCE = Int32Array.of(0, 6000, 9000)
const PRIMARY = Uint8Array.of(0, 1, 1, 1, 0, 0, 0, 0, 0, 0)

/** The lakeside policy as a loop over columns, as a good engineer would write it for this one policy: the yardstick of the columns. `guards`: -1, or 0 for a claim without an answer. */
export function settleColumnsByHand(c: HandInput, out: readonly Float64Array[], guards: Int32Array, rows: number): void {
  const { day, month, kind, scheme, channel, location, remotePlaced, type, villageIntegrated, tier, ratioTier, deductibleTier } = c
  const { tcmHospital, tcmOutpatient, disease, low, managed, enrolled, familyDoctor, caseFlags, direction, compliant } = c
  const { alliance, fromAlliance, from: cameFrom, previous, gapDays, stays, staysSameTier, irregular, starts } = c
  const { itemAmount, itemOverLimit, itemShare, itemClass, itemKind } = c
  const [
    sPaid,
    sVisits,
    sUnrated,
    sLevel1,
    sLevel2,
    sLevel3,
    sMonth,
    sMonthCost,
    sBase,
    sThreshold,
    sSerious,
    sAssistT,
    sAssist,
    sEpisode,
  ] = c.slots as readonly [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const [o0, o1, o2, o3, o4, o5, o6, o7, o8, n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13] = out as readonly [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let r = 0; r < rows; r++) {
    const on = day[r]!
    const what = kind[r]!
    const resident = scheme[r] === 0
    const tcm = tcmHospital[r] === 1
    let total = c.total[r]!
    let inPolicy: number
    const first = starts[r]!
    const end = starts[r + 1]!
    if (first === end) {
      inPolicy = total - (c.offCatalogue[r]! + c.overLimit[r]! + c.advanceSelfPay[r]!)
      if (inPolicy < 0) inPolicy = 0
    } else {
      total = 0
      inPolicy = 0
      for (let k = first; k < end; k++) {
        const amount = itemAmount[k]!
        total += amount
        const itsClass = itemClass[k]!
        if (itsClass === 2) continue
        const over = itemOverLimit[k]!
        const priced = over < amount ? amount - over : 0
        let share = itemShare[k]!
        if (tcm && itsClass === 1 && (itemKind[k] === 0 || itemKind[k] === 2)) share = share > 500 ? share - 500 : 0
        inPolicy += priced - Math.floor((priced * share + 5000) / 10000)
      }
    }
    // A disease charged at a standard of its own at hospitals of Chinese medicine, unless the stay left the pathway.
    const charge = tcm && disease[r] === 1 && (caseFlags[r]! & 1) === 0 ? 600000 : total
    const covered = what <= 3
    const place = remotePlaced[r] === 1 && location[r]! >= 3 ? 1 : location[r]!
    const itsType = type[r]!
    const primary = itsType === 0 ? villageIntegrated[r]! : PRIMARY[itsType]!
    const near = place <= 1 && primary === 1
    const category = low[r]!
    const need = NEEDS[category]!
    const isCompliant = compliant[r] === 1
    const itsTier = tier[r]!
    const before = sEpisode[r]!

    let sum = covered && inPolicy > irregular[r]! ? inPolicy - irregular[r]! : 0
    if (place === 4 && resident && what === 0) sum -= Math.floor((sum * 500 + 5000) / 10000)
    const base = sum < charge ? sum : charge
    let threshold = 0
    if (!(need === 2 && near)) {
      const level = tcm && itsTier === 3 ? 2 : deductibleTier[r]!
      if (what === 0) {
        if (place === 4) {
          threshold = Math.floor((total * 2000 + 5000) / 10000)
          if (threshold > 1000000) threshold = 1000000
          if (threshold < 200000) threshold = 200000
        } else threshold = STAY_DEDUCTIBLE[level]!
        const scale = SCALES[(stays[r]! >= 3 ? 2 : 0) + (staysSameTier[r]! >= 1 ? 1 : 0)]!
        if (scale !== 10000) threshold = Math.floor((threshold * scale + 5000) / 10000)
      } else if (what === 1) threshold = channel[r] === 1 ? 2000 : resident && near ? 0 : level === 3 ? 10000 : 5000
      else if (what === 2) threshold = 20000
    }
    const linked =
      what === 0 &&
      direction[r] !== 0 &&
      isCompliant &&
      alliance[r] !== 0 &&
      alliance[r] === fromAlliance[r] &&
      cameFrom[r] !== 0 &&
      cameFrom[r] === previous[r] &&
      gapDays[r]! <= 15
    const credit = linked ? before : 0
    let deductible = threshold > credit ? threshold - credit : 0
    if (deductible > base) deductible = base
    const visits = sVisits[r]!
    const unrated = sUnrated[r]!
    const level1 = sLevel1[r]!
    const level2 = sLevel2[r]!
    const level3 = sLevel3[r]!
    if (what === 1) {
      const used = itsTier === 0 ? unrated : itsTier === 1 ? level1 : itsTier === 2 ? level2 : level3
      const visitsLeft = visits < 30000 ? 30000 - visits : 0
      const tierLeft = used < 20000 ? 20000 - used : 0
      if (deductible > visitsLeft) deductible = visitsLeft
      if (deductible > tierLeft) deductible = tierLeft
    }

    const above = base - deductible
    let payable = above
    const monthly = what === 1 || what === 3
    const monthCost = sMonth[r] === month[r] ? sMonthCost[r]! : 0
    if (monthly) {
      const monthLimit = what === 1 ? 150000 : resident ? 30000 : 50000
      const monthLeft = monthLimit > monthCost ? monthLimit - monthCost : 0
      if (payable > monthLeft) payable = monthLeft
    }
    const group = scheme[r]! * 2 + primary
    let baseRatio = 0
    if (what === 0) baseRatio = STAY_RATIO[group * 4 + ratioTier[r]!]!
    else if (what === 1) baseRatio = VISIT_RATIO[group]!
    else if (what === 2) baseRatio = CHRONIC_RATIO[group]!
    else if (what === 3) baseRatio = enrolled[r] === 1 || (resident && (managed[r]! & 3) !== 0) ? 7000 : 0
    let away = 0
    if (place === 2) away = category !== 0 && on >= 19601 && on < 20332 ? 500 : 0
    else if (place >= 3 && !isCompliant) away = place === 3 ? 1000 : 1550
    let ratio = baseRatio - away
    if (what === 0 && direction[r] === 2 && isCompliant) ratio += 200
    if (tcmOutpatient[r] === 1 && on >= 18993) ratio += 500
    let refused = on < 18262
    if (channel[r] === 2 && disease[r] === 1) {
      if (on >= 20089) ratio += 100
      else if (base > 0) refused = true
    }
    if (refused) {
      for (const column of out) column[r] = 0
      guards[r] = 0
      continue
    }
    ratio = ratio < 0 ? 0 : ratio > 10000 ? 10000 : ratio
    const product = payable * ratio
    const raw = Math.floor((product + 5000) / 10000)
    let limit = on >= 19723 ? 20000000 : 15000000
    if (familyDoctor[r] === 1) limit += limit / 5
    if (need === 2) limit += 1000000
    const yearPaid = sPaid[r]!
    const left = limit > yearPaid ? limit - yearPaid : 0
    const paid = raw < left ? raw : left
    const target = (left < payable ? left : payable) * 10000
    let costAtLimit = payable
    if (target <= product) costAtLimit = ratio === 0 ? 0 : Math.floor((2 * target + ratio) / (2 * ratio))
    const capExcess = above - (costAtLimit < payable ? costAtLimit : payable)

    const unpaid = charge - paid
    let seriousBase = covered && inPolicy > paid + capExcess ? inPolicy - paid - capExcess : 0
    if (seriousBase > unpaid) seriousBase = unpaid
    const seriousThreshold = need === 0 ? 1500000 : 500000
    const met = sThreshold[r]!
    const thresholdLeft = seriousThreshold > met ? seriousThreshold - met : 0
    const seriousDeductible = seriousBase < thresholdLeft ? seriousBase : thresholdLeft
    const reached = sBase[r]!
    const from = reached + seriousDeductible
    const to = reached + seriousBase
    const seriousBefore = sSerious[r]!
    let seriousPaid = 0
    if (to > from) {
      let ratio1 = 6000
      let ratio2 = 6500
      let ratio3 = 7500
      if (place >= 2) {
        if (resident) {
          ratio1 -= away
          ratio2 -= away
          ratio3 -= away
        } else if (baseRatio === 0) ratio1 = ratio2 = ratio3 = 0
        else if (away !== 0) {
          const rest = baseRatio > away ? baseRatio - away : 0
          ratio1 = Math.floor((2 * ratio1 * rest + baseRatio) / (2 * baseRatio))
          ratio2 = Math.floor((2 * ratio2 * rest + baseRatio) / (2 * baseRatio))
          ratio3 = Math.floor((2 * ratio3 * rest + baseRatio) / (2 * baseRatio))
        }
      }
      const end1 = to < 5000000 ? to : 5000000
      const end2 = to < 10000000 ? to : 10000000
      const from2 = from > 5000000 ? from : 5000000
      const from3 = from > 10000000 ? from : 10000000
      let pay = 0
      if (end1 > from) pay += (end1 - from) * ratio1
      if (end2 > from2) pay += (end2 - from2) * ratio2
      if (to > from3) pay += (to - from3) * ratio3
      const seriousLeft = seriousBefore < 30000000 ? 30000000 - seriousBefore : 0
      seriousPaid = Math.floor((pay + 5000) / 10000)
      if (seriousPaid > seriousLeft) seriousPaid = seriousLeft
    }

    let assistancePaid = 0
    let assistanceDeductible = 0
    const assistT = sAssistT[r]!
    const assist = sAssist[r]!
    if (covered && what !== 1 && category !== 0 && !(place >= 3 && !isCompliant && (caseFlags[r]! & 2) === 0)) {
      let assistanceBase = inPolicy > paid + seriousPaid ? inPolicy - paid - seriousPaid : 0
      if (assistanceBase > unpaid - seriousPaid) assistanceBase = unpaid - seriousPaid
      if (need !== 2) {
        assistanceDeductible = assistT < 300000 ? 300000 - assistT : 0
        if (assistanceDeductible > assistanceBase) assistanceDeductible = assistanceBase
      }
      const assistanceLeft = assist < 3000000 ? 3000000 - assist : 0
      assistancePaid = Math.floor(((assistanceBase - assistanceDeductible) * ASSISTANCE[need]! + 5000) / 10000)
      if (place === 4) {
        const floor = Math.floor((assistanceBase * (familyDoctor[r] === 1 ? 4500 : 2000) + 5000) / 10000)
        if (assistancePaid < floor) assistancePaid = floor
      }
      if (assistancePaid > assistanceLeft) assistancePaid = assistanceLeft
    }

    const fund = paid + seriousPaid + assistancePaid
    const visited = what === 1 ? deductible : 0
    guards[r] = -1
    o0[r] = total
    o1[r] = inPolicy
    o2[r] = deductible
    o3[r] = ratio
    o4[r] = paid
    o5[r] = seriousPaid
    o6[r] = assistancePaid
    o7[r] = fund
    o8[r] = charge - fund
    n0[r] = yearPaid + paid
    n1[r] = visits + visited
    n2[r] = itsTier === 0 ? unrated + visited : unrated
    n3[r] = itsTier === 1 ? level1 + visited : level1
    n4[r] = itsTier === 2 ? level2 + visited : level2
    n5[r] = itsTier === 3 ? level3 + visited : level3
    n6[r] = month[r]!
    n7[r] = monthly ? monthCost + payable : monthCost
    n8[r] = reached + seriousBase
    n9[r] = met + seriousDeductible
    n10[r] = seriousBefore + seriousPaid
    n11[r] = assistT + assistanceDeductible
    n12[r] = assist + assistancePaid
    n13[r] = what === 0 ? (linked ? before : 0) + deductible : before
  }
}
