import { describe, expect, it } from 'vitest'
import { isPolicyError } from '../../src/base/issue.ts'
import { openPack } from '../../src/full-policy.ts'
import { lakeside } from '../support/packs.ts'

const CLAIM = {
  person: { id: 'p' },
  insurance: { scheme: 'resident' },
  institution: { type: 'hospital', tier: 'level2', adminLevel: 'county' },
  encounter: { kind: 'inpatient', admitDate: '2024-03-01', dischargeDate: '2024-03-05', location: 'sameCounty' },
  cost: { total: '10000.00' },
}

const city = (parts: object) => ({ version: 1, id: 'city', adopts: ['lakeside'], adopted: [{ ...lakeside(), schemes: {} }], ...parts })

describe('a pack that adopts another', () => {
  it('has its rules, layers and values', () => {
    // (10000 − 500) × 0.75 = 7125
    const settlement = openPack(city({})).settle(CLAIM)
    expect(settlement.policy.id).toBe('city')
    expect(settlement.fund.layers).toMatchObject({ basic: '7125.00' })
  })

  it('gives a parameter its own value, under the bounds of the pack above', () => {
    const parameters = [{ id: 'gapDays', type: 'int', value: 30, clause: 'city/1' }]
    const parameter = openPack(city({ parameters })).pack.parameters.get('gapDays')
    expect(parameter).toMatchObject({ clause: 'city/1', label: { en: 'days between linked stays' }, bounds: { min: 0, max: 60 } })
    expect(parameter?.values).toEqual([{ from: undefined, value: 30, source: 'clause' }])
  })

  it('ranks identities as the pack above, or in its own order', () => {
    const rank = ['extremePoverty', 'minimumLivingAllowance']
    const adopted = [{ ...lakeside(), schemes: {}, identityRank: rank }]
    expect(openPack(city({ adopted })).pack.json.identityRank).toEqual(rank)
    expect(openPack(city({ adopted, identityRank: [...rank].reverse() })).pack.json.identityRank).toEqual([...rank].reverse())
  })

  it('may override a rule or a row of the pack above', () => {
    // (10000 − 500) × 0.8 = 7600
    const conditions = { all: [{ fact: 'institution.tier', operator: 'equal', value: 'level2' }] }
    const rules = [{ id: 'own', conditions, event: { type: 'setRatio', params: { ratio: '0.8' } }, overrides: ['ratio#2'] }]
    expect(openPack(city({ rules })).settle(CLAIM).fund.layers).toMatchObject({ basic: '7600.00' })
  })

  it('is refused where what it adopts is not given, and points into the adopted pack where that is wrong', () => {
    const issues = (pack: unknown) => {
      try {
        openPack(pack)
      } catch (error) {
        if (isPolicyError(error)) return error.issues
      }
      return []
    }
    expect(issues({ ...city({}), adopted: [] })).toMatchObject([{ code: 'adoptedMissing', params: { id: 'lakeside' } }])
    expect(issues({ ...city({}), adopted: [{ ...lakeside(), schemes: {}, adopts: ['city'] }] })).toMatchObject([{ code: 'adoptedAdopts' }])
    const broken = lakeside()
    ;(broken['rules'] as { event: { type: string } }[])[3]!.event.type = 'nope'
    expect(issues({ ...city({}), adopted: [{ ...broken, schemes: {} }] })).toMatchObject([
      { code: 'unknownEffect', path: '/adopted/0/rules/3/event' },
    ])
  })
})
