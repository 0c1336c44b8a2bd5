import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ACCELERATOR } from '../../src/accelerator.ts'
import { isPolicyError, type Issue } from '../../src/base/issue.ts'
import { CLAIM_MESSAGES } from '../../src/base/messages-claim.ts'
import { formatIssue, openPolicy } from '../../src/entries/core.ts'
import type { Explanation } from '../../src/explain/explanation.ts'
import { liveSheet } from '../../src/expression/live-sheet.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import { OPS } from '../../src/lowered/format.ts'
import type { Policy } from '../../src/policy.ts'
import type { YearStateJson } from '../../src/settlement/state.ts'
import { categoryPack, RANK, stayOf } from '../support/identity-cases.ts'
import { lakeside, PACKS } from '../support/packs.ts'
import { CLAIM } from '../support/yibao.ts'

const through = (value: unknown): object => JSON.parse(JSON.stringify(value)) as object

const outcome = (policy: Policy, claim: unknown, state: YearStateJson | undefined): unknown => {
  const result = policy.trySettle(claim, state)
  return result.ok ? policy.explain(claim, state) : result.issues
}

const issuesOf = (open: () => unknown): readonly Issue[] => {
  try {
    open()
  } catch (error) {
    if (isPolicyError(error)) return error.issues
    throw error
  }
  return []
}

const claims = (seed: number, count: number): readonly unknown[] => [
  ...generateClaims({ seed, claims: count, persons: count, diseases: ['J45'] }),
]

/** An explanation's texts in Chinese, with those in English taken from them: what a pack built in Chinese says. */
const chineseOnly = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, part: unknown) => {
    const text = part as { readonly zh?: unknown; readonly en?: unknown } | null
    return typeof text === 'object' && text !== null && typeof text.zh === 'string' && typeof text.en === 'string' ? text.zh : part
  }) as unknown

describe.each(PACKS)('$name, lowered', ({ json, scheme }) => {
  it.each([scheme, null])('settles, explains and refuses as the pack does, under scheme %s', under => {
    const full = openPack(json, { scheme: under })
    const core = openPolicy(through(full.toLowered()))
    const states = new Map<string, YearStateJson>()
    for (const claim of generateClaims({ seed: 23, claims: 400, persons: 80, diseases: ['J45'] })) {
      const { id } = claim['person'] as { readonly id: string }
      const state = states.get(id)
      const expected = outcome(full, claim, state)
      expect(outcome(core, claim, state)).toEqual(expected)
      if (!Array.isArray(expected)) states.set(id, (expected as Explanation).settlement.state)
    }
    expect(core.lines).toEqual(full.lines)
    const [claim] = [...generateClaims({ seed: 1, claims: 1, persons: 1 })]
    expect(Object.keys(core.prepare(claim).facts)).toEqual(Object.keys(full.prepare(claim).facts))
  })

  it('built in Chinese says in Chinese what it says in both languages, and the same for English', () => {
    const full = openPack(json, { scheme })
    const core = openPolicy(through(full.toLowered('zh')))
    for (const claim of claims(5, 40)) {
      if (!full.trySettle(claim).ok) continue
      const explanation = core.explain(claim)
      expect(chineseOnly(explanation)).toEqual(chineseOnly(full.explain(claim)))
      expect(explanation.lines.map(line => line.text.en.toLowerCase())).toEqual(explanation.lines.map(line => line.text.zh.toLowerCase()))
    }
  })

  it('asks for the same facts by the same labels', () => {
    const full = openPack(json, { scheme })
    const core = openPolicy(through(full.toLowered()))
    for (const claim of [{}, { encounter: { kind: 'inpatient' } }, { encounter: { kind: 'outpatient', serviceDate: '2023-05-01' } }]) {
      const expected = full.trySettle(claim)
      expect(expected.ok).toBe(false)
      expect(core.trySettle(claim)).toEqual(expected)
    }
  })

  it.each([false, true])('can be given an accelerator, without generated code: %s', interpreted => {
    const full = openPack(json, { scheme })
    const core = openPolicy(through(full.toLowered()), { accelerator: ACCELERATOR, interpreted })
    for (const claim of claims(11, 40)) expect(core.trySettle(claim)).toEqual(full.trySettle(claim))
  })

  it('gives back the very nodes of the sheet when it is made live', () => {
    const { sheet } = openPack(json, { scheme })
    const again = liveSheet(openPolicy(through(openPack(json, { scheme }).toLowered())).sheet)
    expect(again.lines.map(line => [line.id, line.role, line.layer, line.unit, line.node.lo, line.node.hi])).toEqual(
      sheet.lines.map(line => [line.id, line.role, line.layer, line.unit, line.node.lo, line.node.hi]),
    )
    expect(again.rules.map(rule => rule.id)).toEqual(sheet.rules.map(rule => rule.id))
    expect(again.codes).toEqual(sheet.codes)
  })
})

describe('a person with identities, lowered', () => {
  it.each([undefined, RANK])('has the category of the pack, ranked by %s', identityRank => {
    const full = openPack(categoryPack({ identityRank, dateBasis: { identity: 'admit' } }))
    const core = openPolicy(through(full.toLowered()))
    const identity = (category: string, from: string, to?: string) => ({ category, from, to })
    const two = [identity('povertyReturnMonitored', '2024-01-01'), identity('extremePoverty', '2024-02-01', '2024-03-02')]
    for (const identities of [two, [identity('extremePoverty', '2024-03-01')], [identity('extremePoverty', '2024-03-02')]])
      for (const person of [{ identities }, { identities, lowIncomeCategory: 'none' }])
        expect(outcome(core, stayOf(person), undefined)).toEqual(outcome(full, stayOf(person), undefined))
    // 1000 × (50% + 40%) on the day before the first of the two ends; not ranked, they have no answer.
    const result = core.trySettle(stayOf({ identities: two }))
    expect(result.ok ? result.settlement.fund.total : result.issues[0]?.code).toBe(identityRank ? '900.00' : 'identitiesUnranked')
  })
})

describe('what core refuses', () => {
  it('a pack that was not built, and a version it does not know', () => {
    expect(issuesOf(() => openPolicy(lakeside()))).toMatchObject([{ code: 'notLowered', path: '/format' }])
    expect(issuesOf(() => openPolicy({ ...openPack(lakeside()).toLowered(), version: 1 }))).toMatchObject([
      { code: 'unknownVersion', path: '/version' },
    ])
  })

  const built = through(openPack(lakeside()).toLowered()) as {
    readonly sheet: Record<string, unknown>
    readonly pack: Record<string, unknown>
  }
  const { ops, args } = built.sheet as { readonly ops: string; readonly args: string }
  const withSheet = (change: Readonly<Record<string, unknown>>): object => ({ ...built, sheet: { ...built.sheet, ...change } })

  it.each([
    ['arguments that are cut off', withSheet({ args: args.slice(0, -1) })],
    ['an operation without arguments', withSheet({ ops: `${ops}n` })],
    ['an operation that does not exist', withSheet({ ops: `?${ops.slice(1)}` })],
    [
      'an operation on itself or on later ones: distance 0 does not exist, a longer one leads before the first',
      withSheet({ ops: 'n', args: '~~#' }),
    ],
    ['a line at a node that is not there', withSheet({ lines: [['total', 0, 1e6]] })],
    ['an operand that is no earlier line', withSheet({ lines: [['total', 0, 0, [7]]] })],
    ['a rule of a condition that is not there', { ...built, pack: { ...built.pack, leaves: [] } }],
    ['no lists at all', { ...built, pack: {}, sheet: {} }],
    ['nothing but the format', { format: 'yibao-lowered', version: 3 }],
  ])('a damaged one: %s', (_, pack) => {
    expect(issuesOf(() => openPolicy(pack))).toMatchObject([{ code: 'damagedPack', path: '' }])
  })

  it('whatever is cut out of it or put in its place: a policy or a PolicyError, nothing else', () => {
    const paths = [...Object.keys(built.sheet).map(key => ['sheet', key]), ...Object.keys(built.pack).map(key => ['pack', key])] as [
      'sheet' | 'pack',
      string,
    ][]
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), ([part, key], value) => {
        const issues = issuesOf(() => openPolicy({ ...built, [part]: { ...built[part], [key]: value } }))
        expect(issues.every(issue => issue.code === 'damagedPack')).toBe(true)
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})

describe('the messages of core', () => {
  const SRC = fileURLToPath(new URL('../../src', import.meta.url))

  /** Files that core loads, and those that put guards and findings into a sheet. */
  const sources = (): readonly string[] => {
    const loaded = new Set<string>()
    const queue = ['entries/core.ts']
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (loaded.has(next)) continue
      loaded.add(next)
      for (const match of readFileSync(join(SRC, next), 'utf8').matchAll(/(?:import|export)\s+(?!type)[^'";]*?from\s+'(\.[^']+)'/g))
        queue.push(relative(SRC, resolve(SRC, dirname(next), match[1] ?? '')))
    }
    const reads = [...loaded].filter(path => !path.startsWith('pack/'))
    const notices = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(path =>
      /^(settlement|effect|expression)\/.*\.ts$/.test(path),
    )
    return [...new Set([...reads, ...notices, 'pack/strata.ts'])].map(path => readFileSync(join(SRC, path), 'utf8'))
  }

  it('tell every issue that core can raise, in both languages', () => {
    const codes = new Set(
      sources().flatMap(text =>
        [...text.matchAll(/(?:errorIssue|findingIssue|guard|finding|#end)\(\s*'(\w+)'|\bcode: '(\w+)'/g)].map(
          match => match[1] ?? match[2] ?? '',
        ),
      ),
    )
    // Raised while a pack is lowered, which core does not.
    codes.delete('stratumCycle')
    expect(codes.size).toBeGreaterThan(35)
    expect([...codes].filter(code => CLAIM_MESSAGES[code] === undefined)).toEqual([])
  })

  it('fill their params and lead with the place', () => {
    const core = openPolicy(through(openPack(lakeside()).toLowered()))
    const result = core.trySettle({ ...CLAIM, person: { id: 7 }, cost: { total: '1.005' } })
    const issues = result.ok ? [] : result.issues
    expect(issues.map(issue => formatIssue(issue, 'en'))).toEqual([
      '/person/id: Expected a text, received a number.',
      '/cost/total: "1.005" has too many decimals, at most 2 are allowed.',
    ])
    expect(issues.map(issue => formatIssue(issue, 'zh'))).toEqual([
      '/person/id: 应为文本，实为数字。',
      '/cost/total: “1.005”小数位过多，最多2位。',
    ])
  })

  it('stand for themselves where core has none', () => {
    expect(formatIssue({ code: 'overrideCycle', path: '/rules/0', severity: 'error', params: {} }, 'en')).toBe('/rules/0: overrideCycle')
  })
})

describe('what a lowered pack carries', () => {
  const minimal = JSON.parse(readFileSync(new URL('../../examples/minimal-pack.json', import.meta.url), 'utf8')) as object
  const { pack, phrases } = openPack(minimal).toLowered('en')

  it('has the phrases that its rules and limits call for, and none that only others do', () => {
    for (const key of ['ruleRatio', 'ruleDeductible', 'threshold', 'limitYear', 'paidAtLimit', 'identity'])
      expect(phrases, key).toHaveProperty(key)
    for (const key of [
      'rulePoints',
      'ruleSegmentRatio',
      'waived',
      'limitMonth',
      'costLimitYear',
      'shareOf',
      'deductibleHeld',
      'wantedFact',
    ])
      expect(phrases, key).not.toHaveProperty(key)
  })

  it('has the labels of the facts that it reads and of the days and the tier it may ask for, in the language it was built in', () => {
    expect(pack.facts.map(([path, label]) => [path, label])).toEqual([
      ['cost.total', 'Total cost'],
      ['encounter.admitDate', 'Admission'],
      ['encounter.dischargeDate', 'Discharge'],
      ['encounter.kind', 'Kind of encounter'],
      ['encounter.serviceDate', 'Service'],
      ['encounter.settleDate', 'Settlement'],
      ['institution.deductibleTier', 'Tier for the deductible'],
      ['institution.ratioTier', 'Tier for the ratio'],
      ['institution.tier', 'Hospital tier'],
    ])
  })
})

describe('the letters of operations', () => {
  it('are one character each, and each operation has one', () => {
    expect(Object.keys(OPS).filter(letter => letter.length !== 1)).toEqual([])
    expect(new Set(Object.values(OPS)).size).toBe(Object.keys(OPS).length)
  })
})
