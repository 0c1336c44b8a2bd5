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

  it('the lines and slots alone, with what rules set', () => {
    const run = createWarmEvaluator(policy.sheet, { derived: true, fail })
    const keys = [...policy.lines.map((_, i) => `l${String(i)}`), ...policy.sheet.slots.map((_, i) => `s${String(i)}`)]
    let answered = 0
    for (const record of claims.slice(0, 400)) {
      const value = policy.values(record)
      if (policy.sheet.guards.some(guard => value(guard.when) === 1)) continue
      const result = run(record)
      answered++
      const wantedValues = [...policy.sheet.lines.map(line => value(line.node)), ...policy.sheet.slots.map(slot => value(slot.next))]
      expect(keys.map(key => result[key])).toEqual(wantedValues)
    }
    expect(answered).toBeGreaterThan(300)
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

  it('of one regime has no conflict guards left, and no comparison of days', () => {
    const tabulated = tabulate(withinDays(outputs, regimeFact(outputs)!, 19723, 20088))
    expect(tabulated.guards.length).toBeLessThan(sheet.guards.length)
    expect(javaScript(tabulated).key).not.toContain('date_rules')
  })
})
