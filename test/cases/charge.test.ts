import { describe, expect, it } from 'vitest'
import type { Buckets, Facts } from '../reference/types.ts'
import { lakeside, stay } from './claims.ts'

/** A stay of a disease that is charged at 6000.00, in a hospital of level 2: deductible 500, ratio 0.75. */
const SINGLE: Facts = { 'encounter.disease': 'J45', 'institution.isTcmHospital': true }
const of = (total: string, facts: Facts = {}, buckets: Buckets = {}) => stay({ ...SINGLE, 'cost.total': total, ...facts }, buckets)

/** The pack with a second rule that sets the charge of every claim. */
const withStandard = (standard: unknown): object => ({
  ...lakeside,
  parameters: [...lakeside.parameters, { id: 'open.charge', type: 'money', label: { zh: '', en: '' } }],
  rules: [
    ...lakeside.rules,
    {
      id: 'another',
      clause: 'x',
      conditions: { all: [{ fact: 'encounter.kind', operator: 'equal', value: 'inpatient' }] },
      event: { type: 'setCharge', params: { standard } },
    },
  ],
})

describe('a charge that a rule sets', () => {
  it('leaves what the bill exceeds the standard by to the institution', () => {
    // base min(10000, 6000); (6000 − 500) × 0.75 = 4125; 6000 − 4125 = 1875; 10000 − 6000 = 4000
    const { lines, fired } = of('10000.00')
    expect(lines).toMatchObject({ total: 1000000, inPolicy: 1000000, charge: 600000, 'basic.base': 600000, 'basic.paid': 412500 })
    expect(lines).toMatchObject({ fund: 412500, personal: 187500, selfPaid: 187500, cash: 187500, institutionBorne: 400000 })
    expect(fired).toContain('singleDisease')
  })
  it('leaves to later layers no more than what is unpaid of it', () => {
    // 10000 − 4125 = 5875 of the bill, but 6000 − 4125 = 1875 of the charge
    expect(of('10000.00').lines['serious.base']).toBe(187500)
  })
  it('leaves the difference to the institution where the bill is under the standard', () => {
    // (5000 − 500) × 0.75 = 3375; 6000 − 3375 = 2625; 5000 − 6000 = −1000; 3375 + 2625 − 1000 = 5000
    const { lines } = of('5000.00')
    expect(lines).toMatchObject({ charge: 600000, 'basic.base': 500000, 'basic.paid': 337500 })
    expect(lines).toMatchObject({ fund: 337500, personal: 262500, selfPaid: 262500, institutionBorne: -100000 })
  })
  it.each([
    ['one fen under the standard', '5999.99', -1],
    ['just the standard', '6000.00', 0],
    ['one fen over the standard', '6000.01', 1],
  ])('of a bill of %s', (_, total, borne) => {
    expect(of(total).lines).toMatchObject({ charge: 600000, institutionBorne: borne })
  })
  it('bounds what is self-funded, too', () => {
    // inPolicy 10000 − 7000 = 3000; (3000 − 500) × 0.75 = 1875; 6000 − 1875 = 4125 < 7000
    const { lines } = of('10000.00', { 'cost.offCatalogue': '7000.00' })
    expect(lines).toMatchObject({ 'basic.paid': 187500, personal: 412500, selfFunded: 412500, selfPaid: 0, institutionBorne: 400000 })
  })
  it('is paid within the limits of a layer', () => {
    // 200000 − 199000 = 1000 left, met at 1000 ÷ 0.75 = 1333.33; 5500 − 1333.33 = 4166.67; 6000 − 1000 = 5000.
    // Serious: 10000 − 1000 − 4166.67 = 4833.33
    const { lines } = of('10000.00', {}, { year: { paid: '199000.00' } })
    expect(lines).toMatchObject({ 'basic.raw': 412500, 'basic.paid': 100000, 'basic.capExcess': 416667 })
    expect(lines).toMatchObject({ 'serious.base': 483333, personal: 500000, institutionBorne: 400000 })
  })
  it('is the total where the rule does not fire', () => {
    const { lines } = of('10000.00', { 'encounter.caseFlags': ['pathwayDeviation'] })
    expect(lines).toMatchObject({ charge: 1000000, 'basic.base': 1000000, institutionBorne: 0 })
  })
  it('stands for a kind that is not covered', () => {
    const { lines } = of('10000.00', { 'encounter.kind': 'daySurgery' })
    expect(lines).toMatchObject({ charge: 600000, fund: 0, personal: 600000, institutionBorne: 400000 })
  })
})

describe('a charge without one answer', () => {
  it('is a conflict of two standards that differ, whether or not a layer is reached', () => {
    expect(stay(SINGLE, {}, {}, withStandard('6000.01')).guards).toEqual(['conflict:charge'])
    expect(stay(SINGLE, {}, {}, withStandard('6000')).guards).toEqual([])
    expect(stay({ ...SINGLE, 'cost.offCatalogue': '10000.00' }, {}, {}, withStandard('1.00')).guards).toEqual(['conflict:charge'])
  })
  it('asks for a standard where its rule fires, with all else that is missing', () => {
    const open = withStandard({ parameter: 'open.charge' })
    expect(stay({}, {}, {}, open)).toMatchObject({ guards: ['missingParameter:open.charge'], lines: { charge: 1000000 } })
    const winter = { 'encounter.channel': 'outreach', 'encounter.disease': 'J45' }
    expect(stay(winter, {}, {}, open).guards).toEqual(['missingParameter:open.charge', 'missingParameter:winter.bonus'])
    expect(stay({ 'encounter.kind': 'outpatient' }, {}, {}, open).guards).toEqual([])
    // (8000 − 500) × 0.75 = 5625; 10000 − 8000 = 2000
    const given = stay({}, {}, { parameters: { 'open.charge': '8000.00' } }, open)
    expect(given).toMatchObject({ guards: [], lines: { charge: 800000, 'basic.paid': 562500, institutionBorne: 200000 } })
  })
})
