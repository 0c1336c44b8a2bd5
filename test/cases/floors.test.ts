import { describe, expect, it } from 'vitest'
import type { Buckets, Facts } from '../reference/types.ts'
import { lakeside, stay } from './claims.ts'

const kind = (value: string): object => ({ fact: 'encounter.kind', operator: 'equal', value })

/** The pack with floors on its basic layer: deductible 500 and ratio 0.75 in a hospital of level 2. */
const floored = (floors: readonly object[], more: object = {}): object => ({
  ...lakeside,
  // A layer with floors has no limit on cost.
  tables: lakeside.tables.filter(table => table.id !== 'monthLimit'),
  parameters: [...lakeside.parameters, ...['p', 'q'].map(id => ({ id, type: id === 'p' ? 'ratio' : 'money', label: { zh: '', en: '' } }))],
  layers: lakeside.layers.map(layer =>
    layer.id === 'basic' ? { ...layer, floors, limits: layer.limits.filter(limit => limit.counts === 'payment'), ...more } : layer,
  ),
})
const FLOORED = floored([{ ratio: '0.4500' }])
const of = (total: string, buckets: Buckets = {}, pack = FLOORED, facts: Facts = {}) =>
  stay({ 'cost.total': total, ...facts }, buckets, {}, pack)

describe('a floor', () => {
  it('pays its share of the whole base where the ratio pays less', () => {
    // 700 × 0.45 = 315, (700 − 500) × 0.75 = 150; 700 − 315 = 385
    const { lines, buckets } = of('700.00')
    expect(lines).toMatchObject({ 'basic.raw': 15000, 'basic.floor': 31500, 'basic.paid': 31500, 'basic.capExcess': 0 })
    expect(lines).toMatchObject({ 'serious.base': 38500, personal: 38500 })
    expect(buckets['year']?.paid).toBe('315.00')
  })
  it.each([
    // (1250 − 500) × 0.75 = 562.50 = 1250 × 0.45
    ['1250.00', 56250, 56250, 56250],
    // 740 × 0.75 = 555 < 1240 × 0.45 = 558
    ['1240.00', 55500, 55800, 55800],
    // 760 × 0.75 = 570 > 1260 × 0.45 = 567
    ['1260.00', 57000, 56700, 57000],
    // 700.01 × 0.45 = 315.0045; 700.02 × 0.45 = 315.009
    ['700.01', 15001, 31500, 31500],
    ['700.02', 15002, 31501, 31501],
    // below the deductible: 300 × 0.45 = 135
    ['300.00', 0, 13500, 13500],
  ])('of a stay of %s counts where it is more', (total, raw, floor, paid) => {
    expect(of(total).lines).toMatchObject({ 'basic.raw': raw, 'basic.floor': floor, 'basic.paid': paid })
  })
  it('is the greatest of those whose condition holds', () => {
    const floors = [{ ratio: '0.4000', when: kind('inpatient') }, { ratio: '0.3000' }, { ratio: '0.4500', when: kind('outpatient') }]
    // 700 × 0.40 = 280
    expect(of('700.00', {}, floored(floors)).lines).toMatchObject({ 'basic.floor': 28000, 'basic.paid': 28000 })
    expect(of('700.00', {}, floored(floors.slice(2))).lines).toMatchObject({ 'basic.floor': 0, 'basic.paid': 15000 })
  })
  it('stays within the limits, and capExcess as without it', () => {
    // 100 left, met at 100 ÷ 0.75 = 133.33; 200 − 133.33 = 66.67
    const tight = { year: { paid: '199900.00' } }
    expect(of('700.00', tight).lines).toMatchObject({ 'basic.paid': 10000, 'basic.capExcess': 6667 })
    expect(of('700.00', tight, lakeside).lines).toMatchObject({ 'basic.paid': 10000, 'basic.capExcess': 6667 })
    // 200 left: more than 150 by ratio, less than the floor of 315
    expect(of('700.00', { year: { paid: '199800.00' } }).lines).toMatchObject({ 'basic.paid': 20000, 'basic.capExcess': 0 })
  })
  it('is no more than the charge, as its base is', () => {
    // base 600 of a bill of 700 charged at 600; 600 × 0.45 = 270, 100 × 0.75 = 75; 600 − 270 = 330
    const facts = { 'encounter.disease': 'J45', 'institution.isTcmHospital': true }
    const { lines } = stay({ 'cost.total': '700.00', ...facts }, {}, { parameters: { 'disease.charge': '600.00' } }, FLOORED)
    expect(lines).toMatchObject({ 'basic.floor': 27000, 'basic.paid': 27000, personal: 33000, institutionBorne: 10000 })
  })
  it('holds in a later layer', () => {
    // basic: 10000 − 5% = 9500, less 2000, × 0.75 = 5625; left 4375, all under the threshold of serious illness.
    // assistance: (4375 − 3000) × 0.6 = 825 < 4375 × 0.20 = 875 < 4375 × 0.45 = 1968.75
    const far = { 'person.lowIncomeCategory': 'minimumLivingAllowance', 'encounter.location': 'outProvince', 'referral.compliant': true }
    expect(stay(far).lines).toMatchObject({ 'assistance.raw': 82500, 'assistance.floor': 87500, 'assistance.paid': 87500 })
    expect(stay({ ...far, 'person.familyDoctorContracted': true }).lines).toMatchObject({ 'assistance.paid': 196875 })
  })
})

describe('a floor without a number', () => {
  const OPEN = floored([{ ratio: { parameter: 'p' }, when: kind('inpatient') }])
  it('is asked for where the layer is reached and its condition holds', () => {
    expect(of('700.00', {}, OPEN)).toMatchObject({ guards: ['missingParameter:p'], lines: { 'basic.floor': 0, 'basic.paid': 15000 } })
    expect(of('700.00', {}, OPEN, { 'encounter.kind': 'outpatient' }).guards).toEqual([])
    expect(of('700.00', {}, OPEN, { 'cost.offCatalogue': '700.00' }).guards).toEqual([])
    expect(stay({ 'cost.total': '700.00' }, {}, { parameters: { p: '0.45' } }, OPEN).lines['basic.paid']).toBe(31500)
  })
  it('does not hide that a limit has none', () => {
    const limits = [{ id: 'year', bucket: 'year', counts: 'payment', amount: { parameter: 'q' } }]
    // 300 of cost under a deductible of 500: only the floor pays
    expect(of('300.00', {}, floored([{ ratio: '0.4500' }], { limits })).guards).toEqual(['missingParameter:q'])
    expect(of('300.00', {}, floored([{ ratio: '0.0000' }], { limits })).guards).toEqual([])
  })
})
