import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isPolicyError } from '../../src/base/issue.ts'
import { EFFECTS } from '../../src/effect/effects.ts'
import { EFFECT_WORDS } from '../../src/explain/effect-words.ts'
import type { ExplainedCondition } from '../../src/explain/conditions.ts'
import type { Explanation } from '../../src/explain/explanation.ts'
import { ROLES } from '../../src/explain/lines.ts'
import { EN } from '../../src/explain/phrases-en.ts'
import { ZH } from '../../src/explain/phrases-zh.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import type { Policy } from '../../src/policy.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'

type Json = Record<string, unknown>

const lakeside = JSON.parse(readFileSync(new URL('../packs/lakeside.json', import.meta.url), 'utf8')) as Json & {
  derived: Json[]
  clauses: Json[]
}
const policy = openPack(lakeside)

const INPATIENT = { all: [{ fact: 'encounter.kind', operator: 'equal', value: 'inpatient' }] }

/** A township stay of the lakeside, with changes by section. */
function claim(changes: Readonly<Record<string, Json>> = {}): Json {
  const base: Record<string, Json> = {
    person: { id: 'p1', lowIncomeCategory: 'none' },
    insurance: { scheme: 'resident' },
    institution: { id: 'h1', type: 'townshipCentre', tier: 'level1', adminLevel: 'township' },
    encounter: {
      kind: 'inpatient',
      admitDate: '2023-06-01',
      dischargeDate: '2023-06-09',
      settleDate: '2023-06-09',
      location: 'sameCounty',
    },
    referral: { direction: 'none' },
    cost: { total: '6200.00', offCatalogue: '300.00', advanceSelfPay: '100.00' },
  }
  for (const [section, change] of Object.entries(changes)) base[section] = { ...base[section], ...change }
  return { id: 'c1', ...base }
}

const state = (changes: Partial<YearStateJson>): YearStateJson => ({
  version: 1,
  year: 2023,
  applied: 0,
  buckets: {},
  stays: [],
  ...changes,
})

const stay = (institution: string, tier: string) => ({
  stayId: 's0',
  claimIds: ['c0'],
  institution,
  tier,
  admitDate: '2023-05-20',
  dischargeDate: '2023-05-30',
  compliant: true,
  chainId: 's0',
  deductible: '100.00',
})

const line = (explanation: Explanation, id: string) => {
  const found = explanation.lines.find(one => one.id === id)
  if (found === undefined) throw new Error(`no line ${id}`)
  return found
}
const rule = (explanation: Explanation, id: string) => explanation.rules.find(one => one.id === id)

describe('a stay that is charged at a standard', () => {
  const of = (total: string) =>
    policy.explain(claim({ institution: { type: 'hospital', isTcmHospital: true }, encounter: { disease: 'J45' }, cost: { total } }))

  it('says the standard with its rule, and what the institution bears', () => {
    const over = of('9000.00')
    expect(line(over, 'charge').text.zh).toContain('按病种收费标准收费 6000.00 元（病种 “J45”')
    expect(line(over, 'charge').text.en).toContain('Charged at the standard of 6000.00 yuan (')
    expect(line(over, 'charge').rules).toEqual(['singleDisease'])
    expect(line(over, 'institutionBorne').text).toEqual({ zh: '医疗机构负担 3000.00 元', en: 'The institution bears 3000.00 yuan' })
    expect(over.identity.zh).toContain(' + 医疗机构 3000.00 元')
  })

  it('says what the institution keeps where the bill is lower', () => {
    const under = of('5000.00')
    expect(line(under, 'institutionBorne')).toMatchObject({ value: '-1000.00', shown: true })
    expect(line(under, 'institutionBorne').text.zh).toBe('医疗机构留存 1000.00 元（费用低于收费标准）')
    expect(under.identity.zh).toContain(' − 医疗机构留存 1000.00 元')
    expect(under.identity.en).toContain(' − kept by the institution 1000.00 yuan')
  })
})

describe('sentences of a plain stay', () => {
  const explanation = policy.explain(claim())

  it.each([
    ['total', '总费用 6200.00 元', 'Total cost 6200.00 yuan'],
    [
      'inPolicy',
      '政策范围内费用 5800.00 元 = 总费用 6200.00 元 − 目录外（自费）费用 300.00 元 − 先行自付 100.00 元',
      'In-policy cost 5800.00 yuan = total cost 6200.00 yuan − off-catalogue cost 300.00 yuan − advance self-pay 100.00 yuan',
    ],
    [
      'basic.deductible',
      '起付线 300.00 元：起付标准 300.00 元（就医类型 住院、起付线等级 一级；依据 lakeside/3）',
      'Deductible 300.00 yuan: standard deductible 300.00 yuan (Kind of encounter: Inpatient stay, Tier for the deductible: Level 1; under lakeside/3)',
    ],
    [
      'basic.ratio',
      '报销比例 85.00%（险种 城乡居民、就医类型 住院、基层医疗卫生机构；依据 lakeside/2）',
      'Ratio 85.00% (Scheme: Resident, Kind of encounter: Inpatient stay, Primary institution; under lakeside/2)',
    ],
    [
      'basic.paid',
      '统筹基金支付 4675.00 元 = 5500.00 元 × 85.00%，未触及年度封顶线（余 145325.00 元）',
      'Pooled fund pays 4675.00 yuan = 5500.00 yuan × 85.00%, below the yearly limit (145325.00 yuan left)',
    ],
    [
      'serious.deductible',
      '计入起付线 1125.00 元：起付标准 15000.00 元（依据 lakeside/7；数值为示例），费用不足起付线，全部由个人负担',
      'Counts towards the deductible 1125.00 yuan: standard deductible 15000.00 yuan (under lakeside/7; the number is illustrative), the cost stays below it and falls to the person',
    ],
    [
      'serious.paid',
      '大病保险不支付：费用 1125.00 元未超过起付线',
      'Serious illness insurance pays nothing: the cost of 1125.00 yuan does not exceed the deductible',
    ],
    ['assistance.paid', '医疗救助不适用（低收入人口/困难群众类别 无）', 'Medical assistance does not apply (Low-income category: None)'],
    [
      'personal',
      '个人负担 1525.00 元 = 总费用 6200.00 元 − 基金支付 4675.00 元',
      'The person bears 1525.00 yuan = total cost 6200.00 yuan − funds 4675.00 yuan',
    ],
    ['selfFunded', '自费 300.00 元 = 目录外（自费）费用 300.00 元', 'Self-funded 300.00 yuan = off-catalogue cost 300.00 yuan'],
    [
      'selfPaid',
      '自付 1225.00 元 = 个人负担 1525.00 元 − 自费 300.00 元',
      'Self-paid 1225.00 yuan = person 1525.00 yuan − self-funded 300.00 yuan',
    ],
    ['cash', '现金支付 1525.00 元', 'In cash 1525.00 yuan'],
  ])('%s', (id, zh, en) => {
    expect(line(explanation, id).text).toEqual({ zh, en })
    expect(line(explanation, id).shown).toBe(true)
  })

  it('ends with the identity', () => {
    expect(explanation.identity).toEqual({
      zh: '总费用 6200.00 元 = 基金 4675.00 元 + 个人 1525.00 元 + 医疗机构 0.00 元',
      en: 'Total cost 6200.00 yuan = funds 4675.00 yuan + person 1525.00 yuan + institution 0.00 yuan',
    })
  })

  it('keeps what says nothing in the data, but out of the readable text', () => {
    expect(line(explanation, 'overLimit').shown).toBe(false)
    expect(explanation.lines.filter(one => one.layer === 'assistance' && one.shown).map(one => one.id)).toEqual(['assistance.paid'])
    expect(explanation.layers.map(layer => [layer.id, layer.status])).toEqual([
      ['basic', 'reached'],
      ['serious', 'belowDeductible'],
      ['assistance', 'notApplicable'],
    ])
  })

  it('has the settlement that settle gives', () => {
    expect(explanation.settlement).toEqual(policy.settle(claim()))
  })
})

describe('which limb bound', () => {
  const zh = (explanation: Explanation, id: string): string => line(explanation, id).text.zh

  it('a linked stay is credited what the chain paid', () => {
    const linked = claim({
      institution: { id: 'h2', type: 'hospital', tier: 'level2', adminLevel: 'county', allianceId: 'a1' },
      referral: { direction: 'up', compliant: true, from: { id: 'h1', allianceId: 'a1' } },
    })
    const before = state({ buckets: { episode: { thresholdPaid: '100.00' } }, stays: [stay('h1', 'level1')] })
    const explanation = policy.explain(linked, before)
    expect(zh(explanation, 'basic.deductible')).toMatch(
      /^起付线 400\.00 元：起付标准 500\.00 元（.*），连续住院已付 100\.00 元（.*依据 lakeside\/5）$/,
    )
  })

  it('a second stay scales the deductible', () => {
    const explanation = policy.explain(claim(), state({ stays: [stay('h9', 'level1')] }))
    expect(zh(explanation, 'basic.deductible')).toContain(
      '起付标准 150.00 元 = 300.00 元（就医类型 住院、起付线等级 一级；依据 lakeside/3） × 50.00%（',
    )
  })

  it('a yearly limit that leaves less', () => {
    const explanation = policy.explain(claim(), state({ buckets: { year: { paid: '149000.00' } } }))
    expect(zh(explanation, 'basic.paid')).toBe(
      '统筹基金支付 1000.00 元：按比例应为 4675.00 元 = 5500.00 元 × 85.00%，受年度封顶线限制（已用 149000.00 元），只余 1000.00 元',
    )
    expect(line(explanation, 'basic.paid').text.en).toBe(
      'Pooled fund pays 1000.00 yuan: by ratio it would be 4675.00 yuan = 5500.00 yuan × 85.00%, but the yearly limit (used so far 149000.00 yuan) leaves only 1000.00 yuan',
    )
    expect(zh(explanation, 'basic.capExcess')).toBe(
      // 5800 − 300 = 5500 above the deductible; 1000 ÷ 0.85 = 1176.47 meets the limit; 5500 − 1176.47 = 4323.53.
      '封顶线以上费用 4323.53 元 = 起付线以上的费用 5500.00 元 − 达到封顶线的费用 1176.47 元',
    )
    expect(zh(explanation, 'serious.base')).toContain('− 统筹基金封顶线以上费用 4323.53 元')
  })

  it('a limit that is used up', () => {
    const explanation = policy.explain(claim(), state({ buckets: { year: { paid: '150000.00' } } }))
    expect(zh(explanation, 'basic.paid')).toBe('统筹基金不支付：年度封顶线已用完')
  })

  const visit = claim({
    institution: { type: 'hospital', tier: 'level3', adminLevel: 'city' },
    encounter: { kind: 'outpatient', serviceDate: '2023-06-09', admitDate: undefined, dischargeDate: undefined, location: 'cityOwned' },
    cost: { total: '2000.00', offCatalogue: '0.00', advanceSelfPay: '0.00' },
  })

  it('a limit on cost, and a yearly ceiling of the deductible', () => {
    const explanation = policy.explain(visit, state({ buckets: { visits: { thresholdPaid: '260.00' } } }))
    expect(zh(explanation, 'basic.deductible')).toMatch(/^起付线 40\.00 元：起付标准 100\.00 元（.*），年度起付线尚余 40\.00 元$/)
    expect(zh(explanation, 'basic.payable')).toBe('计入支付的费用 1500.00 元：起付线以上为 1960.00 元，月度费用封顶线尚余 1500.00 元')
  })

  it('points on the base ratio, each with its clause', () => {
    const out = claim({
      institution: { type: 'hospital', tier: 'level3', adminLevel: 'city' },
      encounter: { location: 'outCityInProvince' },
    })
    const text = zh(policy.explain(out), 'basic.ratio')
    expect(text).toMatch(/^报销比例 55\.00% = 基础比例 65\.00%（.*；依据 lakeside\/2），-10 个百分点（.*依据 lakeside\/6；数值为示例）$/)
  })

  it('segments that hold some of the cost', () => {
    const dear = claim({ cost: { total: '300000.00' } })
    const explanation = policy.explain(dear)
    const paid = zh(explanation, 'serious.paid')
    expect(paid).toMatch(/^大病保险支付 [\d.]+ 元 = [\d.]+ 元 × 60\.00%/)
    expect(zh(explanation, 'serious.ratio1')).toMatch(/^累计费用 50000\.00 元及以下的部分 [\d.]+ 元，报销比例 60\.00%（数值为示例）$/)
  })

  it('a first self-pay, a share as deductible, and a denied layer', () => {
    const far = claim({
      person: { lowIncomeCategory: 'minimumLivingAllowance' },
      encounter: { location: 'outProvince' },
      institution: { type: 'hospital', tier: 'level2', adminLevel: 'county' },
      cost: { total: '60000.00' },
    })
    const explanation = policy.explain(far)
    expect(zh(explanation, 'basic.firstSelfPay')).toContain('首先自付 2980.00 元 = 59600.00 元 × 5.00%（')
    expect(zh(explanation, 'basic.deductible')).toContain('按总费用的 20.00% 计，不低于 2000.00 元，不超过 10000.00 元')
    expect(zh(explanation, 'basic.base')).toContain('− 统筹基金首先自付 2980.00 元')
    expect(zh(explanation, 'assistance.paid')).toMatch(/^医疗救助不予支付（.*依据 lakeside\/9）$/)
  })

  it('irregular cost, with the clause that denies it', () => {
    const explanation = policy.explain(claim({ cost: { irregularAmount: '1000.00' } }))
    expect(zh(explanation, 'basic.base')).toBe(
      '基数 4800.00 元 = 政策范围内费用 5800.00 元 − 不规范诊疗费用 1000.00 元（依据 lakeside/10）',
    )
  })

  it('a fact that is treated as another value, and items whose share falls', () => {
    const cost = {
      total: undefined,
      offCatalogue: undefined,
      advanceSelfPay: undefined,
      items: [{ id: 'i1', amount: '1000.00', catalogueClass: 'B', selfPayShare: '0.1000', itemKind: 'tcmService' }],
    }
    const institution = { type: 'hospital', tier: 'level3', adminLevel: 'city', isTcmHospital: true }
    const explanation = policy.explain(claim({ institution, cost, encounter: { location: 'cityOwned' } }))
    expect(zh(explanation, 'basic.deductible')).toContain('起付线等级 视同 二级')
    expect(zh(explanation, 'advanceSelfPay')).toBe('先行自付 50.00 元，部分项目的先行自付比例降低 5 个百分点（中医医院；依据 lakeside/5）')
    expect(rule(explanation, 'tcmShare')?.text.en).toBe('The advance self-pay share falls by 5 points')
  })

  it('an uncovered kind', () => {
    const explanation = policy.explain(claim({ encounter: { kind: 'daySurgery', serviceDate: '2023-06-09' } }))
    expect(zh(explanation, 'basic.paid')).toBe('统筹基金不支付：本政策不含“日间手术”')
  })
})

describe('rules', () => {
  const explanation = policy.explain(
    claim({
      encounter: { kind: 'outpatient', serviceDate: '2023-06-09', admitDate: undefined, dischargeDate: undefined, channel: 'internet' },
    }),
  )

  it('fired: with the leaves that decided', () => {
    const fired = rule(explanation, 'weekendDeductible')
    expect(fired).toMatchObject({ status: 'fired', clause: 'lakeside/3', effect: 'setDeductible', layer: 'basic' })
    expect(fired?.text).toEqual({ zh: '统筹基金起付标准 20.00 元', en: 'Pooled fund: standard deductible 20.00 yuan' })
    expect(fired?.conditions.parts?.map(part => part.text.zh)).toEqual(['就医类型 是 普通门诊', '就医渠道 是 互联网'])
  })

  it('yielded: to the rules that override it and hold, directly or through others', () => {
    expect(rule(explanation, 'noOutpatientDeductible')).toMatchObject({ status: 'yielded', yieldedTo: ['weekendDeductible'] })
    expect(rule(explanation, 'deductible#5')).toMatchObject({
      status: 'yielded',
      yieldedTo: ['noOutpatientDeductible', 'weekendDeductible'],
    })
  })

  it('not in force on the day', () => {
    expect(rule(explanation, 'dropCity')?.status).toBe('notInForce')
  })

  it('not met: only the false leaves decided', () => {
    const unmet = rule(explanation, 'farDeductible')
    expect(unmet?.status).toBe('notMet')
    expect(unmet?.yieldedTo).toBeUndefined()
    expect(unmet?.conditions).toMatchObject({ kind: 'all', holds: false, decided: true })
    expect(unmet?.conditions.parts?.map(({ text, holds, decided }) => [text.en, holds, decided])).toEqual([
      ['Kind of encounter should be Inpatient stay but is Outpatient', false, true],
      ['Place of treatment should be Outside the province but is Same county', false, true],
    ])
    const table = rule(explanation, 'ratio#1')
    expect(table?.conditions.parts?.map(({ holds, decided }) => [holds, decided])).toEqual([
      [true, false],
      [false, true],
      [true, false],
    ])
  })

  it('cites clauses as the pack registers them', () => {
    const clauses = [{ id: 'lakeside/2', locator: '第二条，前半', text: { zh: '住院比例', en: 'ratios' } }]
    const told = openPack({ ...lakeside, clauses }).explain(claim())
    expect(line(told, 'basic.ratio').text.zh).toContain('依据 lakeside/2（第二条，前半）')
    expect(told.clauses).toContainEqual(clauses[0])
  })
})

/** Packs whose own facts have labels; their codes have none and stand in quotes. */
const labelled = {
  ...lakeside,
  derived: lakeside.derived.map(fact => ({ ...fact, label: { zh: '自定事实', en: 'own fact' } })),
}

function* explained(open: Policy, seed: number, claims: number): Generator<Explanation> {
  const states = new Map<string, YearStateJson>()
  for (const one of generateClaims({ seed, claims, persons: claims / 5, year: 2023 })) {
    const person = (one['person'] as { id: string }).id
    try {
      const explanation = open.explain(one, states.get(person))
      states.set(person, explanation.settlement.state)
      yield explanation
    } catch (error) {
      // A claim without an answer has none to explain: settle says why.
      if (!isPolicyError(error)) throw error
    }
  }
}

function* conditionsOf(condition: ExplainedCondition): Generator<ExplainedCondition> {
  yield condition
  for (const part of condition.parts ?? []) yield* conditionsOf(part)
}

function* textsOf(explanation: Explanation) {
  yield explanation.identity
  for (const one of explanation.lines) yield one.text
  for (const one of explanation.layers) yield one.text
  for (const one of explanation.rules) {
    yield one.text
    for (const condition of conditionsOf(one.conditions)) yield condition.text
  }
}

describe('generated claims', () => {
  const explanations = [...explained(openPack(labelled), 11, 500)]

  it('are explained in numbers', () => {
    expect(explanations.length).toBeGreaterThan(400)
  })

  it('say no undefined, NaN, unfilled template or raw id', () => {
    const codes = /undefined|NaN|null|[{}]|\b[a-z]+[A-Z]\w*|\b(?:basic|serious|assistance|derived|institution|encounter|person)\./
    const bad = new Set<string>()
    for (const explanation of explanations) {
      for (const { zh, en } of textsOf(explanation)) {
        if (codes.test(zh) || /[a-z]{3,}(?!\w*[/”])/.test(zh)) bad.add(zh)
        if (codes.test(en) || /[\u4e00-\u9fff]/.test(en)) bad.add(en)
      }
    }
    expect([...bad]).toEqual([])
  })

  it('name the amounts of the settlement', () => {
    for (const { lines, settlement, identity } of explanations) {
      expect(lines.map(({ id, value, rules, clauses }) => ({ id, value, rules, clauses }))).toEqual(
        settlement.lines.map(one => ({
          id: one.id,
          value: 'amount' in one ? one.amount : one.ratio,
          rules: one.rules,
          clauses: one.clauses,
        })),
      )
      for (const { shown, unit, value, role, layer, text } of lines)
        if (shown && unit === 'money' && (layer === undefined || value !== '0.00'))
          expect(`${role} ${text.zh}`).toContain(`${value.replace(/^-/, '')} 元`)
      for (const amount of [settlement.fund.total, settlement.personal.total, settlement.institutionBorne])
        expect(identity.zh).toContain(`${amount.replace(/^-/, '')} 元`)
    }
  })

  it('tell conditions as the sheet decides them', () => {
    for (const { rules } of explanations)
      for (const { id, status, conditions } of rules)
        if (status !== 'notInForce') expect([id, conditions.holds]).toEqual([id, status === 'fired' || status === 'yielded'])
  })

  it('decide every outcome by at least one leaf', () => {
    for (const { rules } of explanations)
      for (const { conditions } of rules) {
        const leaves = [...conditionsOf(conditions)].filter(one => one.kind === 'leaf')
        expect(leaves.length === 0 || leaves.some(leaf => leaf.decided)).toBe(true)
      }
  })

  it('reach every status of rule and layer', () => {
    expect(new Set(explanations.flatMap(one => one.rules.map(({ status }) => status)))).toEqual(
      new Set(['fired', 'yielded', 'notInForce', 'notMet']),
    )
    expect(new Set(explanations.flatMap(one => one.layers.map(({ status }) => status)))).toEqual(
      new Set(['uncovered', 'notApplicable', 'denied', 'noBase', 'belowDeductible', 'reached']),
    )
  })
})

describe('phrases', () => {
  it('every role of the sheet has its sentence', () => {
    expect(policy.sheet.lines.map(one => one.role).filter(role => !ROLES.includes(role))).toEqual([])
  })

  it('both languages fill the same names', () => {
    const names = (template: string): readonly string[] => [...new Set(template.match(/\{\w+\}/g))].sort()
    for (const key of Object.keys(ZH) as (keyof typeof ZH)[]) expect([key, names(EN[key])]).toEqual([key, names(ZH[key])])
  })

  it('a missing value is refused as settle refuses it', () => {
    expect(() => policy.explain({ id: 'x' })).toThrowError(/Missing/)
  })
})

describe('what a rule says', () => {
  it('has words of its own for every effect', () => {
    expect(Object.keys(EFFECT_WORDS).sort()).toEqual(EFFECTS.map(effect => effect.type).sort())
  })

  it('names a right, and the bounds of a ratio with their values', () => {
    const rules = [
      { id: 'right', conditions: INPATIENT, event: { type: 'grant', params: { right: 'earlySettlement' } } },
      { id: 'band', conditions: INPATIENT, event: { type: 'boundRatio', params: { layer: 'basic', min: '0.8500', max: '0.9000' } } },
      { id: 'floor', conditions: INPATIENT, event: { type: 'boundRatio', params: { layer: 'basic', min: { parameter: 'tcmFloor' } } } },
    ]
    const tcmFloor = { id: 'tcmFloor', type: 'ratio', value: '0.6', source: 'published' }
    const pack = structuredClone(lakeside) as unknown as Json & { rules: Json[]; parameters: Json[] }
    const explanation = openPack({
      ...pack,
      rules: [...pack.rules, ...rules],
      parameters: [...pack.parameters, tcmFloor],
    }).explain(claim())
    expect(rule(explanation, 'right')?.text).toEqual({ zh: '享有权益“earlySettlement”', en: 'Gives the right "earlySettlement"' })
    expect(rule(explanation, 'band')?.text).toEqual({
      zh: '统筹基金报销比例应不低于 85.00%，不高于 90.00%',
      en: 'Pooled fund: the ratio should be at least 85.00%, at most 90.00%',
    })
    expect(rule(explanation, 'floor')?.text.zh).toBe('统筹基金报销比例应不低于 60.00%')
  })
})

it('a number is told as published or as your own where it is', () => {
  const own = openPack(lakeside, { parameters: { 'serious.threshold': '20000.00' } })
  expect(line(own.explain(claim()), 'serious.threshold').text.zh).toBe('起付标准 20000.00 元（依据 lakeside/7；数值为自给）')
})
