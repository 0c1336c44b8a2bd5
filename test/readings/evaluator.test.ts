import { describe, expect, it } from 'vitest'
import { outputsOf } from '../../src/expression/passes/outputs.ts'
import { regimeFact, regimeStarts, withinDays } from '../../src/expression/passes/specialise.ts'
import { tabulate } from '../../src/expression/passes/tabulate.ts'
import { createInterpretedEvaluator, createWarmEvaluator } from '../../src/expression/readings/evaluator.ts'
import { javaScript } from '../../src/expression/readings/javascript.ts'
import { factKey, sheetInputs } from '../../src/expression/readings/record.ts'
import { openPack } from '../../src/full-policy.ts'
import { lakeside, PACKS } from '../support/packs.ts'
import { fail, FORMS, plain, records, shown } from '../support/runs.ts'

describe.each(PACKS)('on $name every form of the evaluator gives what the plain interpreter gives', ({ json, scheme }) => {
  const policy = openPack(json, { scheme })
  const claims = records(policy, 1200)
  const wanted = claims.map(record => plain(policy, record, policy))

  it.each(Object.entries(FORMS))('%s', (_, create) => {
    const run = create(policy.sheet, { fired: true, findings: true, fail })
    claims.forEach((record, i) => expect(shown(policy, run, record)).toEqual(wanted[i]))
  })

  it.each([{}, { derived: true }])('with lines and slots alone, %o', options => {
    const run = createWarmEvaluator(policy.sheet, { ...options, fail })
    claims.slice(0, 200).forEach((record, i) => {
      const { lines, slots } = wanted[i] ?? {}
      const got = shown(policy, run, record)
      expect([got?.lines, got?.slots]).toEqual([lines, slots])
    })
  })

  const outputs = outputsOf(policy.sheet, { fired: true, findings: true })
  const fact = regimeFact(outputs)
  // A document may name no day at all.
  it.skipIf(fact === undefined)('on either side of every day on which rules change', () => {
    if (fact === undefined) return
    const starts = regimeStarts(outputs, fact)
    expect(fact.name).toBe('date.rules')
    expect(starts.length).toBeGreaterThan(0)
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

describe('generated text', () => {
  const { sheet } = openPack(lakeside())
  const outputs = outputsOf(sheet, { fired: true, findings: true })

  it('holds keys of facts, own counters and keywords, nothing else', () => {
    const { facts, itemFacts } = sheetInputs(sheet)
    const keys = new Set([...facts, ...itemFacts].map(node => factKey(node.name)))
    const own =
      /^([vtTxlsfn]\d+|use|strict|const|let|for|if|return|function|settle|fail|claim|facts|state|items|tables|length|Math|floor|[cski])$/
    for (const { pieces } of [javaScript(outputs), javaScript(tabulate(outputs))]) {
      const text = pieces.filter(piece => typeof piece === 'string').join('')
      expect(
        (text.match(/[^\s\d.,;:?!&|<>=+*/(){}[\]'-][^\s.,;:?!&|<>=+*/(){}[\]'-]*/g) ?? []).filter(
          word => !keys.has(word) && !own.test(word),
        ),
      ).toEqual([])
    }
  })

  it.each(PACKS)('on $name names no index after the loop over items that is declared within it only', ({ json, scheme }) => {
    const { pieces } = javaScript(tabulate(outputsOf(openPack(json, { scheme }).sheet, { fired: true, findings: true })))
    const text = pieces.map(piece => (typeof piece === 'string' ? piece : '0')).join('')
    const [before = '', loop = ''] = text.split('  for (let k = 0;')
    const after = loop.slice(loop.indexOf('\n  }\n'))
    const declared = new Set([...`${before}${after}`.matchAll(/const (x\d+) /g)].map(([, name]) => name))
    expect([...after.matchAll(/\bx\d+/g)].map(([name]) => name).filter(name => !declared.has(name))).toEqual([])
  })

  it('of one regime has no conflict guards left, and no comparison of days', () => {
    const tabulated = tabulate(withinDays(outputs, regimeFact(outputs)!, 19723, 20088))
    expect(tabulated.guards.length).toBeLessThan(sheet.guards.length)
    expect(javaScript(tabulated).key).not.toContain('date_rules')
  })
})
