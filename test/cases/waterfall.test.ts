import { describe, expect, it } from 'vitest'
import { openPack } from '../../src/full-policy.ts'
import { day, lakeside, stay, visit } from './claims.ts'

const TRANSFER = {
  'referral.direction': 'up',
  'referral.compliant': true,
  'institution.allianceId': 'A',
  'referral.from.allianceId': 'A',
  'referral.from.id': 'H1',
  'history.previous.institutionId': 'H1',
  'history.gapDays': 15,
}
const EPISODE = { episode: { thresholdPaid: '300.00' } }

describe('deductible', () => {
  it('takes the threshold off a stay', () => {
    // 10000 − 500 = 9500; × 0.75 = 7125. Serious base 10000 − 7125 = 2875, all under its threshold of 15000.
    const { lines, guards, findings } = stay()
    expect(lines).toMatchObject({ 'basic.threshold': 50000, 'basic.deductible': 50000, 'basic.payable': 950000, 'basic.paid': 712500 })
    expect(lines).toMatchObject({ 'serious.base': 287500, 'serious.deductible': 287500, 'serious.paid': 0, 'assistance.base': 0 })
    expect(lines).toMatchObject({ fund: 712500, personal: 287500, selfFunded: 0, selfPaid: 287500, cash: 287500, institutionBorne: 0 })
    expect([guards, findings]).toEqual([[], []])
  })
  it('is credited over a chain, 15 days included', () => {
    // 500 − 300 credited = 200; (10000 − 200) × 0.75 = 7350. The chain then holds 300 + 200.
    const { lines, buckets, fired } = stay(TRANSFER, EPISODE)
    expect(lines).toMatchObject({ 'basic.threshold': 50000, 'basic.credit': 30000, 'basic.deductible': 20000, 'basic.paid': 735000 })
    expect(buckets['episode']).toEqual({ thresholdPaid: '500.00' })
    expect(fired).toContain('link')
  })
  it('starts a new chain on day 16, or where an id is absent', () => {
    // No link: the chain reads 0, the whole 500 is due and is what the new chain holds.
    for (const facts of [{ 'history.gapDays': 16 }, { 'institution.allianceId': undefined, 'referral.from.allianceId': undefined }]) {
      const { lines, buckets } = stay({ ...TRANSFER, ...facts }, EPISODE)
      expect(lines).toMatchObject({ 'basic.credit': 0, 'basic.deductible': 50000 })
      expect(buckets['episode']).toEqual({ thresholdPaid: '500.00' })
    }
  })
  it('leaves the chain alone on a visit', () => {
    expect(visit({}, EPISODE).buckets['episode']).toEqual({ thresholdPaid: '300.00' })
  })
  it('multiplies scales by rule id', () => {
    // second stay: 500 × 0.5 = 250. Fourth: 0.3333 × 0.5 = 0.16665 -> 0.1667; 500 × 0.1667 = 83.35.
    expect(stay({ 'history.staysSameTier': 1, 'history.stays': 1 }).lines['basic.threshold']).toBe(25000)
    expect(stay({ 'history.staysSameTier': 1, 'history.stays': 3 }).lines['basic.threshold']).toBe(8335)
  })
  it.each([
    // 5000 × 0.2 = 1000, at least 2000
    ['5000.00', 200000],
    // 30000.03 × 0.2 = 6000.006 -> 6000.01
    ['30000.03', 600001],
    // 100000 × 0.2 = 20000, at most 10000
    ['100000.00', 1000000],
  ])('is a share of %s with min and max', (total, threshold) => {
    const { lines, fired } = stay({ 'encounter.location': 'outProvince', 'referral.compliant': true, 'cost.total': total })
    expect(lines['basic.threshold']).toBe(threshold)
    expect(fired).not.toContain('deductible#3')
  })
  it('is waived for the poorest near by', () => {
    // Township, extreme poverty: threshold 0; 10000 × 0.85 = 8500; assistance (10000 − 8500) × 0.9 = 1350.
    const { lines } = stay({
      'person.lowIncomeCategory': 'extremePoverty',
      'institution.type': 'townshipCentre',
      'institution.tier': 'unrated',
    })
    expect(lines).toMatchObject({ 'basic.threshold': 0, 'basic.paid': 850000, 'serious.threshold': 500000, 'assistance.paid': 135000 })
    // serious: the base of 1500 is all under its threshold, so assistance sees 10000 − 8500 − 0
    expect(lines).toMatchObject({ 'serious.deductible': 150000, 'assistance.threshold': 0, 'assistance.base': 150000 })
  })
})

describe('visit ceilings', () => {
  it('stop at the yearly sum of all visits', () => {
    // left: 300 − 280 = 20 of all, 200 − 100 of the tier; (100 − 20) × 0.4 = 32
    const before = { visits: { thresholdPaid: '280.00' }, 'visitsByTier[level2]': { thresholdPaid: '100.00' } }
    const { lines, buckets } = visit({ 'cost.total': '100.00' }, before)
    expect(lines).toMatchObject({ 'basic.threshold': 5000, 'basic.deductible': 2000, 'basic.paid': 3200 })
    expect(buckets).toMatchObject({ visits: { thresholdPaid: '300.00' }, 'visitsByTier[level2]': { thresholdPaid: '120.00' } })
  })
  it('stop at the yearly sum of one tier, which others do not touch', () => {
    // left: 300 − 190 = 110 of all, 200 − 190 = 10 of the tier; (100 − 10) × 0.4 = 36
    const before = { visits: { thresholdPaid: '190.00' }, 'visitsByTier[level2]': { thresholdPaid: '190.00' } }
    const { lines, buckets } = visit({ 'cost.total': '100.00' }, before)
    expect(lines).toMatchObject({ 'basic.deductible': 1000, 'basic.paid': 3600 })
    expect(buckets).toMatchObject({
      'visitsByTier[level2]': { thresholdPaid: '200.00' },
      'visitsByTier[level3]': { thresholdPaid: '0.00' },
    })
    // at level 3: threshold 100, 110 left of all, 200 of that tier
    expect(visit({ 'cost.total': '100.00', 'institution.tier': 'level3' }, before).lines['basic.deductible']).toBe(10000)
  })
  it('neither hold back nor grow with a stay', () => {
    // visits are full, yet the stay owes its 500
    const { lines, buckets } = stay({}, { visits: { thresholdPaid: '300.00' } })
    expect(lines['basic.deductible']).toBe(50000)
    expect(buckets['visits']).toEqual({ thresholdPaid: '300.00' })
  })
})

describe('overrides', () => {
  const near = { 'institution.type': 'townshipCentre', 'institution.tier': 'unrated', 'cost.total': '100.00' }
  it('let a rule stand for the rows of a table', () => {
    // 100 × 0.6 = 60, no threshold
    const { lines, fired } = visit(near)
    expect(lines).toMatchObject({ 'basic.threshold': 0, 'basic.paid': 6000 })
    expect(fired).toContain('noOutpatientDeductible')
    expect(fired.filter(id => id.startsWith('deductible#'))).toEqual([])
  })
  it('reach through a chain', () => {
    // (100 − 20) × 0.6 = 48
    const { lines, fired, guards } = visit({ ...near, 'encounter.channel': 'internet' })
    expect(lines).toMatchObject({ 'basic.threshold': 2000, 'basic.paid': 4800 })
    expect(fired.filter(id => id.toLowerCase().includes('deductible'))).toEqual(['weekendDeductible'])
    expect(guards).toEqual([])
  })
  it('reach through a rule that does not hold', () => {
    // not near: the rule between is false, still the table is overridden; (100 − 20) × 0.4 = 32
    const { lines, fired } = visit({ 'cost.total': '100.00', 'encounter.channel': 'internet' })
    expect(lines).toMatchObject({ 'basic.threshold': 2000, 'basic.paid': 3200 })
    expect(fired).not.toContain('deductible#5')
  })
})

describe('ratios', () => {
  it('add points together and clamp once', () => {
    // 0.93 + (5 + 2 + 1) points = 1.01 -> 1; (1000 − 200) × 1 = 800
    const { lines } = stay({
      ...day('2025-02-01'),
      ...{ 'insurance.scheme': 'employee', 'institution.type': 'communityCentre', 'institution.tier': 'unrated', 'cost.total': '1000.00' },
      ...{ 'encounter.tcmOutpatient': true, 'referral.direction': 'down', 'referral.compliant': true },
      ...{ 'encounter.channel': 'outreach', 'encounter.disease': 'J45' },
    })
    expect(lines).toMatchObject({ 'basic.baseRatio': 9300, 'basic.points': 800, 'basic.ratio': 10000, 'basic.paid': 80000 })
  })
  it.each([
    // 9500 × 0.75 = 7125; × 0.80 = 7600
    ['2021-12-31', 0, 712500],
    ['2022-01-01', 500, 760000],
  ])('follow a rule dated from its first day (%s)', (date, points, paid) => {
    expect(stay({ ...day(date), 'encounter.tcmOutpatient': true }).lines).toMatchObject({ 'basic.points': points, 'basic.paid': paid })
  })
  it.each([
    ['2023-08-31', 0],
    ['2023-09-01', -500],
    ['2025-08-31', -500],
    ['2025-09-01', 0],
  ])('leave a rule at its `to` (%s)', (date, points) => {
    const facts = { 'encounter.location': 'cityOwned', 'person.lowIncomeCategory': 'marginalLowIncome' }
    expect(stay({ ...day(date), ...facts }).lines['basic.points']).toBe(points)
  })
  it('round the sum half-up to the fen, once', () => {
    // (500.02 − 500) × 0.75 = 0.015 -> 0.02
    expect(stay({ 'cost.total': '500.02' }).lines['basic.raw']).toBe(2)
  })
})

describe('reduceSegments', () => {
  it('takes points off each segment', () => {
    // First self-pay 100000 × 0.05 = 5000, base 95000, deductible 10000; 85000 × (0.65 − 0.155) = 42075.
    // Serious base 100000 − 42075 = 57925, less 15000 = 42925, from 15000 to 57925: 35000 and 7925;
    // 35000 × 0.445 + 7925 × 0.495 = 15575 + 3922.875 = 19497.875 -> 19497.88
    const { lines } = stay({ 'encounter.location': 'outProvince', 'institution.tier': 'level3', 'cost.total': '100000.00' })
    expect(lines).toMatchObject({ 'basic.firstSelfPay': 500000, 'basic.base': 9500000, 'basic.deductible': 1000000, 'basic.points': -1550 })
    expect(lines).toMatchObject({ 'basic.ratio': 4950, 'basic.paid': 4207500, 'serious.base': 5792500, 'serious.payable': 4292500 })
    expect(lines).toMatchObject({ 'serious.portion1': 3500000, 'serious.portion2': 792500, 'serious.portion3': 0 })
    expect(lines).toMatchObject({
      'serious.baseRatio1': 4450,
      'serious.baseRatio2': 4950,
      'serious.baseRatio3': 5950,
      'serious.paid': 1949788,
    })
  })
  it('scales each segment', () => {
    // 99000 × (0.8505 − 0.1) = 74299.50; serious base 25700.50, payable 10700.50, all in segment 1.
    // 0.6 × 0.7505 ÷ 0.8505 = 0.52945… -> 0.5295; 0.65 × … = 0.57357… -> 0.5736; 0.75 × … = 0.66181… -> 0.6618
    // 10700.50 × 0.5295 = 5665.91475 -> 5665.91
    const { lines } = stay({
      ...{ 'insurance.scheme': 'employee', 'institution.tier': 'level3' },
      ...{ 'encounter.location': 'outCityInProvince', 'cost.total': '100000.00' },
    })
    expect(lines).toMatchObject({ 'basic.baseRatio': 8505, 'basic.ratio': 7505, 'basic.paid': 7429950, 'serious.base': 2570050 })
    expect(lines).toMatchObject({ 'serious.ratio1': 5295, 'serious.ratio2': 5736, 'serious.ratio3': 6618, 'serious.paid': 566591 })
  })
})

describe('yearly positions', () => {
  const costly = { 'institution.tier': 'level3', 'cost.total': '60000.00' }
  it('start above the threshold', () => {
    // 59000 × 0.65 = 38350; serious base 21650, less 15000 = 6650, × 0.6 = 3990
    const { lines, buckets } = stay(costly)
    expect(lines).toMatchObject({ 'serious.base': 2165000, 'serious.portion1': 665000, 'serious.paid': 399000 })
    expect(buckets['serious']).toEqual({ base: '21650.00', thresholdPaid: '15000.00', paid: '3990.00' })
    expect(buckets['year']).toEqual({ paid: '38350.00' })
  })
  it.each([
    // 45000 to 66650: 5000 × 0.6 + 16650 × 0.65 = 3000 + 10822.50
    ['45000.00', 500000, 1665000, 0, 1382250],
    // 95000 to 116650: 5000 × 0.65 + 16650 × 0.75 = 3250 + 12487.50
    ['95000.00', 0, 500000, 1665000, 1573750],
  ])('run on from %s across segments', (base, portion1, portion2, portion3, paid) => {
    const { lines } = stay(costly, { serious: { base, thresholdPaid: '15000.00', paid: '18000.00' } })
    expect(lines).toMatchObject({ 'serious.deductible': 0, 'serious.portion1': portion1, 'serious.portion2': portion2 })
    expect(lines).toMatchObject({ 'serious.portion3': portion3, 'serious.paid': paid })
  })
})

describe('limits', () => {
  it('on cost hold for the month of the settlement', () => {
    // left 1500 − 1450 = 50; 200 − 50 = 150, of which 50 payable, × 0.4 = 20; 100 over the limit; serious base 200 − 20 − 100
    const before = { month: { index: 6, cost: '1450.00' } }
    const { lines, buckets } = visit({ 'cost.total': '200.00' }, before)
    expect(lines).toMatchObject({ 'basic.left.month': 5000, 'basic.payable': 5000, 'basic.paid': 2000, 'basic.capExcess': 10000 })
    expect(lines['serious.base']).toBe(8000)
    expect(buckets['month']).toEqual({ index: 6, cost: '1500.00' })
    // settled in July: from 0 again, 150 × 0.4 = 60
    const next = visit({ 'cost.total': '200.00', 'encounter.settleDate': '2024-07-01' }, before)
    expect(next.lines).toMatchObject({ 'basic.left.month': 150000, 'basic.paid': 6000, 'basic.capExcess': 0 })
    expect(next.buckets['month']).toEqual({ index: 7, cost: '150.00' })
  })
  it('on payment are met in the middle of a claim', () => {
    // left 200000 − 199000 = 1000, met at 1000 ÷ 0.75 = 1333.33; 9500 − 1333.33 = 8166.67 over it
    // serious base 10000 − 1000 − 8166.67 = 833.33
    const { lines, buckets } = stay({}, { year: { paid: '199000.00' } })
    expect(lines).toMatchObject({ 'basic.left.year': 100000, 'basic.raw': 712500, 'basic.paid': 100000, 'basic.capExcess': 816667 })
    expect(lines['serious.base']).toBe(83333)
    expect(buckets['year']).toEqual({ paid: '200000.00' })
  })
  it('already met leave nothing', () => {
    // 10000 − 500 = 9500, all of it over the limit
    expect(stay({}, { year: { paid: '200000.00' } }).lines).toMatchObject({
      'basic.paid': 0,
      'basic.capExcess': 950000,
      'serious.base': 50000,
    })
  })
  it('met in a later segment count the whole of those before', () => {
    // 45000 to 66650; left 300000 − 290000 = 10000: 5000 pays 3000, 7000 ÷ 0.65 = 10769.23; 21650 − 15769.23 = 5880.77
    const before = { serious: { base: '45000.00', thresholdPaid: '15000.00', paid: '290000.00' } }
    const { lines } = stay({ 'institution.tier': 'level3', 'cost.total': '60000.00' }, before)
    expect(lines).toMatchObject({ 'serious.paid': 1000000, 'serious.capExcess': 588077 })
  })
  it.each([
    ['2023-12-31', 15000000],
    ['2024-01-01', 20000000],
  ])('change with the date (%s)', (date, limit) => {
    expect(stay(day(date)).lines['basic.limit.year']).toBe(limit)
  })
  it('are adjusted by shares and amounts', () => {
    // 200000 × 1.2 = 240000; for extreme poverty 10000 more
    const contracted = { 'person.familyDoctorContracted': true }
    expect(stay(contracted).lines['basic.limit.year']).toBe(24000000)
    expect(stay({ ...contracted, 'person.lowIncomeCategory': 'extremePoverty' }).lines['basic.limit.year']).toBe(25000000)
  })
})

describe('items', () => {
  const item = (itemKind: string, catalogueClass: string, amount: string, selfPayShare: string, overLimit = '0.00'): object => ({
    ...{ itemKind, catalogueClass, amount, selfPayShare, overLimit },
  })
  it('are split one by one, with the share of TCM lowered', () => {
    // tcmDrug: (1000 − 100) × (0.1 − 0.05) = 45; westernDrug: 333.33 × 0.1 = 33.333 -> 33.33; tcmService: 0.03 − 0.05 -> 0
    // total 2113.33, in policy 2113.33 − 200 − 100 − 78.33 = 1735
    const { lines, findings } = stay({
      'institution.isTcmHospital': true,
      'cost.items': [
        item('tcmDrug', 'B', '1000.00', '0.1000', '100.00'),
        item('westernDrug', 'B', '333.33', '0.1000'),
        item('tcmService', 'B', '80.00', '0.0300'),
        item('material', 'C', '200.00', '0.0000'),
        item('bed', 'A', '500.00', '0.0000'),
      ],
    })
    expect(lines).toMatchObject({ total: 211333, offCatalogue: 20000, overLimit: 10000, advanceSelfPay: 7833, inPolicy: 173500 })
    expect(findings).toEqual([])
  })
  it('are asked for where only totals are known', () => {
    // 10000 − 400 − 100 − 500 = 9000 in policy
    const totals = { 'cost.offCatalogue': '400.00', 'cost.overLimit': '100.00', 'cost.advanceSelfPay': '500.00' }
    const { lines, findings } = stay({ 'institution.isTcmHospital': true, ...totals })
    expect(lines).toMatchObject({ inPolicy: 900000, selfFunded: 50000 })
    expect(findings).toEqual(['itemsNeeded:tcmShare'])
  })
})

describe('facts that rules set', () => {
  it('are read by the rules after them', () => {
    const clinic = { 'institution.type': 'villageClinic', 'institution.villageIntegrated': true, 'institution.tier': 'unrated' }
    expect(visit(clinic).derived).toMatchObject({ 'institution.isPrimary': true, 'derived.near': true, 'derived.need': 'ordinary' })
    expect(visit({ ...clinic, 'institution.villageIntegrated': false }).derived).toMatchObject({ 'derived.near': false })
  })
  it('treat a place or a tier as another', () => {
    // The table of deductibles sees level 2 (500), that of ratios still level 3: 9500 × 0.65 = 6175
    const { lines, derived } = stay({ 'institution.isTcmHospital': true, 'institution.tier': 'level3' })
    expect(lines).toMatchObject({ 'basic.threshold': 50000, 'basic.paid': 617500 })
    expect(derived['institution.deductibleTier']).toBe('level2')
    const placed = stay({ 'person.remotePlacementRegistered': true, 'encounter.location': 'outProvince' })
    expect(placed.derived['encounter.location']).toBe('otherCountySameCity')
    expect(placed.fired).not.toContain('dropProvince')
    expect(placed.lines).toMatchObject({ 'basic.points': 0, 'basic.firstSelfPay': 0 })
  })
  it('enrol whatever the claim says', () => {
    // 500 of cost, 300 payable in the month, × 0.7 = 210
    const visitOf = (conditions: readonly string[]): ReturnType<typeof visit> =>
      visit({ 'encounter.kind': 'outpatientTwoDisease', 'person.managedConditions': conditions, 'cost.total': '500.00' })
    expect(visitOf(['diabetes']).lines).toMatchObject({ 'basic.limit.month': 30000, 'basic.paid': 21000, 'basic.capExcess': 20000 })
    expect(visitOf([]).lines).toMatchObject({ 'basic.baseRatio': 0, 'basic.paid': 0 })
  })
})

describe('denial and assistance', () => {
  it('takes irregular cost off the base', () => {
    // 10000 − 1000 − 500 = 8500; × 0.75 = 6375
    const { lines } = stay({ 'cost.irregularAmount': '1000.00' })
    expect(lines).toMatchObject({ 'basic.base': 900000, 'basic.paid': 637500 })
  })
  it('pays assistance over what is left of its threshold', () => {
    // 10000 − 7125 = 2875; 3000 − 2000 = 1000 left; 1875 × 0.6 = 1125
    const { lines, buckets } = stay({ 'person.lowIncomeCategory': 'minimumLivingAllowance' }, { assistance: { thresholdPaid: '2000.00' } })
    expect(lines).toMatchObject({ 'serious.threshold': 500000, 'assistance.deductible': 100000, 'assistance.paid': 112500 })
    expect(buckets['assistance']).toEqual({ thresholdPaid: '3000.00', paid: '1125.00' })
  })
  it('denies assistance away without referral, unless urgent', () => {
    // 0.75 − 0.10 = 0.65; 9500 × 0.65 = 6175; 10000 − 6175 = 3825, × 0.9 = 3442.50
    const away = { 'person.lowIncomeCategory': 'extremePoverty', 'encounter.location': 'outCityInProvince' }
    expect(stay(away).lines).toMatchObject({ 'assistance.base': 0, 'assistance.paid': 0 })
    expect(stay({ ...away, 'encounter.caseFlags': ['urgentRescue'] }).lines).toMatchObject({
      'assistance.base': 382500,
      'assistance.paid': 344250,
    })
  })
  it('pays from the account where asked', () => {
    // 10000 − 7125 = 2875 = 500 + 2375
    expect(stay({ 'account.balance': '500.00', 'account.use': true }).lines).toMatchObject({ account: 50000, cash: 237500 })
    expect(stay({ 'account.balance': '500.00' }).lines).toMatchObject({ account: 0, cash: 287500 })
  })
})

describe('guards and findings', () => {
  const winter = { 'encounter.channel': 'outreach', 'encounter.disease': 'J45' }
  it('name a parameter without a value where the claim reaches it', () => {
    expect(stay(winter)).toMatchObject({ guards: ['missingParameter:winter.bonus'], lines: { 'basic.points': 0, 'basic.paid': 712500 } })
    expect(stay({ ...winter, ...day('2025-01-01') })).toMatchObject({ guards: [], lines: { 'basic.points': 100 } })
    // all off the catalogue: the layer is not reached
    expect(stay({ ...winter, 'cost.offCatalogue': '10000.00' }).guards).toEqual([])
    expect(stay(winter, {}, { parameters: { 'winter.bonus': '2.5' } })).toMatchObject({ guards: [], lines: { 'basic.points': 250 } })
  })
  it('pay nothing for a kind not covered', () => {
    const { lines, guards, findings } = stay({ ...winter, 'encounter.kind': 'daySurgery' })
    expect(lines).toMatchObject({ 'basic.base': 0, 'basic.threshold': 0, 'serious.base': 0, fund: 0, personal: 1000000 })
    expect([guards, findings]).toEqual([[], ['uncoveredKind:daySurgery']])
  })
  it('refuse a day outside the window', () => {
    expect(stay(day('2019-12-31')).guards).toEqual(['notInForce:policy'])
  })
  it('miss a rule, or find two that differ', () => {
    const without = (id: string): object => ({
      ...lakeside,
      tables: lakeside.tables.map(table => (table.id === id ? { ...table, rows: [] } : table)),
    })
    expect(stay({}, {}, {}, without('ratio')).guards).toEqual(['noRule:basic.baseRatio'])
    expect(stay({}, {}, {}, without('deductible')).guards).toEqual(['noRule:basic.threshold'])
    const always = { all: [{ fact: 'cost.total', operator: 'greaterThanInclusive', value: '0.00' }] }
    const setting = (amount: string): object => ({
      id: 'more',
      clause: 'x',
      conditions: always,
      event: { type: 'setDeductible', params: { amount } },
    })
    const withRule = (amount: string): object => ({ ...lakeside, rules: [...lakeside.rules, setting(amount)] })
    expect(stay({}, {}, {}, withRule('700.00')).guards).toEqual(['conflict:basic.threshold'])
    expect(stay({}, {}, {}, withRule('500')).guards).toEqual([])
    expect(stay({ 'cost.total': '0.00' }, {}, {}, withRule('700.00')).guards).toEqual([])
  })
  it('judge conditions by three values', () => {
    const bonus = { fact: 'history.stays', operator: 'greaterThan', value: { parameter: 'p' } }
    const guardsFor = (fact: boolean): readonly string[] => {
      const conditions = { all: [bonus, { fact: 'account.use', operator: 'equal', value: fact }] }
      const rule = { id: 'p', clause: 'x', conditions, event: { type: 'waiveDeductible', params: {} } }
      const parameters = [...lakeside.parameters, { id: 'p', type: 'int', label: { zh: '', en: '' } }]
      return stay({}, {}, {}, { ...lakeside, parameters, rules: [...lakeside.rules, rule] }).guards
    }
    expect(guardsFor(true)).toEqual([])
    expect(guardsFor(false)).toEqual(['missingParameter:p'])
  })
})

describe('lines and state', () => {
  it('come in the order of the contract', () => {
    const names = openPack(lakeside).sheet.lines.map(line => line.id)
    expect(names.slice(0, 6)).toEqual(['total', 'offCatalogue', 'overLimit', 'advanceSelfPay', 'inPolicy', 'charge'])
    expect(names.filter(name => name.startsWith('basic.')).map(name => name.slice(6))).toEqual([
      ...['firstSelfPay', 'base', 'threshold', 'credit', 'deductible', 'limit.year', 'left.year', 'limit.month', 'left.month'],
      ...['payable', 'portion', 'points', 'baseRatio', 'ratio', 'raw', 'paid', 'capExcess'],
    ])
    expect(names).not.toContain('serious.points')
    expect(names.slice(-7)).toEqual(['fund', 'personal', 'selfFunded', 'selfPaid', 'account', 'cash', 'institutionBorne'])
    expect(Object.keys(stay().lines).sort()).toEqual([...names].sort())
  })
  it('count quarters from the first day of the benefit year', () => {
    // first day 1 April: 31 March lies in quarter 4, 1 July in quarter 2
    const buckets = lakeside.buckets.map(bucket => (bucket.id === 'month' ? { ...bucket, period: 'quarter' } : bucket))
    const pack = { ...lakeside, buckets, benefitYear: { firstDay: '04-01' } }
    const index = (settled: string): number | undefined => stay({ 'encounter.settleDate': settled }, {}, {}, pack).buckets['month']?.index
    expect([index('2025-03-31'), index('2025-04-01'), index('2024-07-01')]).toEqual([4, 1, 2])
  })
})

describe('bounds of a ratio', () => {
  const bound = (params: object): object => {
    const conditions = { all: [{ fact: 'institution.isPrimary', operator: 'equal', value: false }] }
    return { ...lakeside, rules: [...lakeside.rules, { id: 'band', clause: 'x', conditions, event: { type: 'boundRatio', params } }] }
  }
  it.each([
    // level 2: 0.75
    ['at the least allowed', { min: '0.7500' }, []],
    ['one ten-thousandth under it', { min: '0.7501' }, ['ratioOutOfBounds:band']],
    ['at the most allowed', { max: '0.7500' }, []],
    ['one ten-thousandth over it', { max: '0.7499' }, ['ratioOutOfBounds:band']],
    ['a bound without a value', { min: { parameter: 'later' } }, []],
  ])('%s', (_, params, findings) => {
    const parameters = [...lakeside.parameters, { id: 'later', type: 'ratio', label: { zh: '', en: '' } }]
    const pack = { ...bound(params), parameters }
    expect(stay({}, {}, {}, pack).findings).toEqual(findings)
    // the ratio is applied as given, and nothing is said where the layer is not reached or the rule does not fire
    expect(stay({}, {}, {}, pack).lines['basic.ratio']).toBe(7500)
    expect(stay({ 'cost.total': '0.00' }, {}, {}, pack).findings).toEqual([])
    expect(stay({ 'institution.type': 'townshipCentre' }, {}, {}, pack).findings).toEqual([])
  })
})
