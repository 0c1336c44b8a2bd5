import { beforeAll, describe, expect, it } from 'vitest'
import { COUNTIES as ALL, localities, PROVINCE_RULES, type LocalityOptions } from '../../bench/localities.ts'
import { outputsOf } from '../../src/expression/passes/outputs.ts'
import { Narrowed, regimeFact, splitterOf, withinDays, withValue } from '../../src/expression/passes/specialise.ts'
import { tabulate } from '../../src/expression/passes/tabulate.ts'
import { javaScript } from '../../src/expression/readings/javascript.ts'
import type { ClaimRecord } from '../../src/expression/readings/record.ts'
import { SharedCode } from '../../src/expression/readings/shared-code.ts'
import { openPack, type FullPolicy } from '../../src/full-policy.ts'
import { lakeside } from '../support/packs.ts'
import { fail, FORMS, plain, records, shown } from '../support/runs.ts'

const COUNTIES = ALL.slice(0, 24)

interface Rule {
  readonly id: string
}

const OPTIONS: LocalityOptions = { ownNumbers: true, common: PROVINCE_RULES }

/** Counties of other structure: the seventh lacks a rule, the ninth has one more. */
function odd(pack: Record<string, unknown>): Record<string, unknown> {
  const rules = (pack['rules'] as readonly Rule[]).filter(rule => rule.id !== `secondStay.${COUNTIES[6]!}`)
  const more = rules.filter(rule => rule.id === `dropOut.${COUNTIES[8]!}`).map(rule => ({ ...rule, id: `more.${COUNTIES[8]!}` }))
  return { ...pack, rules: [...rules, ...more] }
}

const packOf = (codes: readonly string[]): Record<string, unknown> => odd(localities(lakeside(), codes, OPTIONS))

describe('1,075 rules in 24 counties, of other numbers in each and of other structure in two', () => {
  let policy: FullPolicy
  let alone: ReadonlyMap<number, FullPolicy>
  let claims: readonly ClaimRecord[]
  let wanted: readonly ReturnType<typeof plain>[]

  const countyOf = (index: number): number => 990101 + ((index * 37) % 28)

  beforeAll(() => {
    policy = openPack(packOf(COUNTIES))
    alone = new Map(COUNTIES.map(code => [Number(code), openPack(packOf([code]))]))
    const nowhere = openPack(packOf(['990170']))
    // Every county of the pack, one claim after another in another, and four counties that no rule names.
    const base = records(openPack(lakeside()), 196)
    const placed = (record: ClaimRecord, i: number): ClaimRecord => ({
      ...record,
      facts: { ...record.facts, insurance_county: countyOf(i) },
    })
    claims = base.map(placed)
    // The oracle never sees another county: a pack of one county alone, walked node by node.
    wanted = claims.map((record, i) => {
      const county = alone.get(countyOf(i)) ?? nowhere
      return plain(county, record, county)
    })
  })

  it('the pack is as large as it says, and split by county', () => {
    expect(policy.sheet.rules.length).toBe(1075)
    const splitter = splitterOf(outputsOf(policy.sheet, {}))
    expect(splitter?.fact.name).toBe('insurance.county')
    expect(splitter?.values).toEqual(expect.arrayContaining(COUNTIES.map(Number)))
  })

  it('counties differ: one claim has many answers', () => {
    const run = FORMS['tables by regime'](policy.sheet, { fail, lines: ['basic.paid'] })
    const claim = claims.find((_, i) => wanted[i] !== null)!
    const paid = COUNTIES.map(code => run({ ...claim, facts: { ...claim.facts, insurance_county: Number(code) } })['l0'])
    expect(new Set(paid).size).toBeGreaterThan(12)
  })

  it.each(Object.entries(FORMS))('each claim gives what its county alone gives: %s', (_, create) => {
    const run = create(policy.sheet, { fired: true, findings: true, fail })
    const got = (): unknown => claims.map(record => shown(policy, run, record))
    expect(got()).toEqual(wanted)
    // Again, when all functions have been made and made anew for counties that came later.
    expect(got()).toEqual(wanted)
  })

  it('on either side of a day on which rules change, in one county after another', () => {
    const run = FORMS['tables by regime'](policy.sheet, { fired: true, findings: true, fail })
    // tcmUplift from 2022-01-01 (18993) for all, dropCity from 2023-09-01 (19601) until 2025-09-01 (20332) in each.
    for (const day of [18_992, 18_993, 19_600, 19_601, 20_331, 20_332])
      for (const claim of claims.slice(0, 12))
        for (const code of [990101, 990102, 990107]) {
          const record = { ...claim, facts: { ...claim.facts, insurance_county: code, date_rules: day } }
          const county = alone.get(code)!
          expect(shown(policy, run, record)).toEqual(plain(county, record, county))
        }
  })

  it('a record without a rules date leaves no trace: it may not be answered, those after it are', () => {
    const run = FORMS['tables by regime'](policy.sheet, { fired: true, findings: true, fail })
    const first = wanted.findIndex(one => one !== null)
    const record = claims[first]!
    shown(policy, run, { ...record, facts: { ...record.facts, date_rules: NaN } })
    expect(shown(policy, run, record)).toEqual(wanted[first])
  })

  it('a claim of a county that no rule names meets the rules of the province only', () => {
    const elsewhere = wanted.filter((_, i) => countyOf(i) > 990124)
    expect(elsewhere.length).toBe(28)
    expect(elsewhere.filter(one => one === null).length).toBeGreaterThan(0)
    const fired = elsewhere.flatMap(one => one?.fired ?? [])
    expect(fired.filter(id => !PROVINCE_RULES.includes(String(id)))).toEqual([])
    expect(wanted.filter(one => one !== null).length).toBeGreaterThan(150)
  })

  it('the rules of the other counties fold away in two steps as they do in one', () => {
    const outputs = outputsOf(policy.sheet, {})
    const splitter = splitterOf(outputs)!
    const narrowed = new Narrowed(outputs, splitter)
    for (const value of [990101, 990109, 990124]) {
      expect(narrowed.names(value)).toBe(true)
      const whole = withValue(outputs, splitter.fact, value)
      expect(narrowed.at(value).lines.every((line, i) => line === whole.lines[i])).toBe(true)
    }
    expect(narrowed.names(990125)).toBe(false)
    const none = withValue(outputs, splitter.fact, undefined)
    expect(narrowed.at(990125).lines.every((line, i) => line === none.lines[i])).toBe(true)
  })

  it('a handful of functions settles all of them, and what is alike stands in the text', () => {
    const outputs = outputsOf(policy.sheet, {})
    const day = regimeFact(outputs)!
    const narrowed = new Narrowed(outputs, splitterOf(outputs)!)
    let made = 0
    const shared = new SharedCode(() => {
      made += 1
      return () => ({})
    })
    const parts = COUNTIES.map(code => shared.part(javaScript(tabulate(withinDays(narrowed.at(Number(code)), day, 19723, 20088)))))
    expect(made).toBeLessThanOrEqual(14)
    expect(new Set(parts.map(part => part.code)).size).toBeLessThanOrEqual(6)
    // Some hundred numbers a county instead of 27 kB of tables and a function.
    expect(Math.max(...parts.map(part => part.d.length + part.e.length))).toBeLessThan(600)
  })
})
