import { describe, expect, it } from 'vitest'
import { localities } from '../../bench/localities.ts'
import { outputsOf } from '../../src/expression/passes/outputs.ts'
import { regimesOf, splitterOf, withinDays } from '../../src/expression/passes/specialise.ts'
import { tabulate } from '../../src/expression/passes/tabulate.ts'
import { createEvaluator, createInterpretedEvaluator, createWarmEvaluator } from '../../src/expression/readings/evaluator.ts'
import { setBits, type RunResult } from '../../src/expression/readings/result.ts'
import { javaScript } from '../../src/expression/readings/javascript.ts'
import { factKey, sheetInputs, type ClaimRecord } from '../../src/expression/readings/record.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import type { Policy } from '../../src/policy.ts'
import { lakeside, PACKS } from '../support/packs.ts'

class Refused extends Error {}

const fail = (): never => {
  throw new Refused()
}

/** Records of generated claims; the slots hold what the claims before left, whoever they were of. */
function records(policy: Policy, claims: number, change: (record: ClaimRecord, index: number) => ClaimRecord = record => record) {
  const made: ClaimRecord[] = []
  let state: ClaimRecord['state'] | undefined
  for (const claim of generateClaims({ seed: 5, claims, persons: 40, diseases: ['J45', 'I10'] })) {
    const prepared = policy.prepare(claim)
    const record = change({ ...prepared, state: state ?? prepared.state }, made.length)
    const value = policy.values(record)
    made.push(record)
    const next = policy.sheet.slots.map((slot, i) => [`s${String(i)}`, value(slot.next)] as const)
    state = made.length % 12 === 0 ? undefined : Object.fromEntries(next)
  }
  return made
}

/** What the plain interpreter makes of a record, in the shape of a run; null where a guard speaks. */
function plain({ sheet, values }: Policy, record: ClaimRecord, policy: Policy) {
  const value = values.call(policy, record)
  if (sheet.guards.some(guard => value(guard.when) === 1)) return null
  const speaking = (flags: readonly { readonly node: Parameters<typeof value>[0]; readonly id: string }[]): readonly string[] =>
    flags.filter(({ node }) => value(node) === 1).map(({ id }) => id)
  return {
    lines: sheet.lines.map(line => value(line.node)),
    slots: sheet.slots.map(slot => value(slot.next)),
    fired: speaking(sheet.rules.map(({ fires, id }) => ({ node: fires, id }))),
    findings: speaking(sheet.findings.map(({ when, code, subject }) => ({ node: when, id: `${code}:${subject}` }))),
  }
}

function shown({ sheet }: Policy, run: (record: ClaimRecord) => RunResult, record: ClaimRecord) {
  let result: RunResult
  try {
    result = run(record)
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
  return {
    lines: sheet.lines.map((_, i) => result[`l${String(i)}`]),
    slots: sheet.slots.map((_, i) => result[`s${String(i)}`]),
    fired: setBits(result, 'f', sheet.rules.length).map(i => sheet.rules[i]?.id),
    findings: setBits(result, 'n', sheet.findings.length).map(i => `${sheet.findings[i]!.code}:${sheet.findings[i]!.subject}`),
  }
}

const FORMS = {
  'plain code, then tables': createEvaluator,
  'tables by regime': createWarmEvaluator,
  'a list of instructions': createInterpretedEvaluator,
}

describe.each(PACKS)('on $name every form of the evaluator gives what the plain interpreter gives', ({ json, scheme }) => {
  const policy = openPack(json, { scheme })
  const claims = records(policy, 1200)
  const wanted = claims.map(record => plain(policy, record, policy))

  it.each(Object.entries(FORMS))('%s', (_, create) => {
    const run = create(policy.sheet, { fired: true, findings: true, fail })
    claims.forEach((record, i) => expect(shown(policy, run, record)).toEqual(wanted[i]))
  })

  const regimes = regimesOf(outputsOf(policy.sheet, { fired: true, findings: true }))
  // A document may name no day at all.
  it.skipIf(regimes === undefined)('on either side of every day on which rules change', () => {
    const { fact, starts } = regimes!
    expect(fact.name).toBe('date.rules')
    const run = createWarmEvaluator(policy.sheet, { fired: true, findings: true, fail })
    for (const start of starts)
      for (const day of [start - 1, start, start + 1])
        for (const claim of claims.slice(0, 20)) {
          const record = { ...claim, facts: { ...claim.facts, date_rules: day } }
          expect(shown(policy, run, record)).toEqual(plain(policy, record, policy))
        }
  })
})

describe('without generated code', () => {
  const policy = openPack(lakeside())
  const claims = records(policy, 120)
  const turned = <T>(values: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(values).reverse())

  it('records may hold their keys in any order, one claim after another', () => {
    const run = createInterpretedEvaluator(policy.sheet, { fired: true, findings: true, fail })
    claims.forEach((record, i) => {
      const other = { facts: turned(record.facts), items: record.items.map(turned), state: turned(record.state) }
      expect(shown(policy, run, i % 3 === 0 ? other : record)).toEqual(plain(policy, record, policy))
    })
  })
})

describe('a pack of thousands of rules', () => {
  const codes = Array.from({ length: 60 }, (_, i) => String(990101 + i))
  const policy = openPack(localities(lakeside(), codes))
  // Every county of the pack and some that it does not name.
  const claims = records(policy, 260, (record, i) => ({ ...record, facts: { ...record.facts, insurance_county: 990101 + (i % 65) } }))
  const wanted = claims.map(record => plain(policy, record, policy))

  it('is split by the fact that rules are equalled with most', () => {
    expect(policy.sheet.rules.length).toBeGreaterThan(2600)
    const splitter = splitterOf(outputsOf(policy.sheet, {}))
    expect(splitter?.fact.name).toBe('insurance.county')
    expect(splitter?.values).toEqual(expect.arrayContaining(codes.map(Number)))
  })

  it.each(Object.entries(FORMS).slice(0, 1))('gives what the plain interpreter gives: %s', (_, create) => {
    const run = create(policy.sheet, { fired: true, findings: true, fail })
    claims.forEach((record, i) => expect(shown(policy, run, record)).toEqual(wanted[i]))
  })

  it('with tables, and without generated code', () => {
    const few = claims.map((record, i) => ({ record, wanted: wanted[i] })).filter((_, i) => i % 65 < 3 || i % 65 > 62)
    for (const create of [createWarmEvaluator, createInterpretedEvaluator]) {
      const run = create(policy.sheet, { fired: true, findings: true, fail })
      for (const { record, wanted: want } of few) expect(shown(policy, run, record)).toEqual(want)
    }
  })
})

describe('generated text', () => {
  const { sheet } = openPack(lakeside())
  const outputs = outputsOf(sheet, { fired: true, findings: true })

  it('holds keys of facts, own counters and keywords, nothing else', () => {
    const { facts, itemFacts } = sheetInputs(sheet)
    const keys = new Set([...facts, ...itemFacts].map(node => factKey(node.name)))
    const own =
      /^([vtTxlsfn]\d+|use|strict|const|let|for|if|return|function|settle|fail|claim|facts|state|items|tables|length|Math|floor|[cski])$/
    for (const { text } of [javaScript(outputs), javaScript(tabulate(outputs))])
      expect(
        (text.match(/[^\s\d.,;:?!&|<>=+*/(){}[\]'-][^\s.,;:?!&|<>=+*/(){}[\]'-]*/g) ?? []).filter(
          word => !keys.has(word) && !own.test(word),
        ),
      ).toEqual([])
  })

  it('of one regime has no conflict guards left, and no comparison of days', () => {
    const tabulated = tabulate(withinDays(outputs, regimesOf(outputs)!.fact, 19723, 20088))
    expect(tabulated.guards.length).toBeLessThan(sheet.guards.length)
    expect(javaScript(tabulated).text).not.toContain('date_rules')
  })
})
