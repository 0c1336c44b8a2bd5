import { describe, expect, it } from 'vitest'
import { localities } from '../../bench/localities.ts'
import { formatIssue } from '../../src/base/format-issue.ts'
import { MESSAGES } from '../../src/base/messages.ts'
import { openPack } from '../../src/full-policy.ts'
import { packNames } from '../../src/node/read-pack.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { errors, faulty, factsOf, setRow, withCode } from './faults.ts'

describe('the packs that come along', () => {
  it.each(packNames())('%s has no error and no warning under its scheme', name => {
    const { findings } = openPolicy(name).check()
    expect(findings.filter(one => one.level !== 'information').map(one => formatIssue(one, 'en'))).toEqual([])
  })

  it.each(packNames())('%s lacks values without a scheme, which is information', name => {
    const report = openPolicy(name, { scheme: null }).check()
    expect(errors(report)).toEqual([])
    expect(withCode(report, 'parameterWithoutValue').length).toBeGreaterThan(10)
  })
})

describe('a report', () => {
  const policy = openPolicy('jining', { parameters: { primaryInpatientRatio: '0.8499' } })
  const report = policy.check()

  it('names the policy, and counts what was looked at', () => {
    expect(report).toMatchObject({ version: 1, policy: { id: 'jining', version: 1, scheme: 'illustrative', illustrative: true } })
    expect(report.checked).toMatchObject({
      rules: policy.pack.rules.length,
      parameters: policy.pack.parameters.size,
      bounds: 8,
      invariants: 0,
    })
    expect(report.checked.situations).toBeGreaterThan(0)
  })

  it('puts errors first, and is the same every time', () => {
    const levels = report.findings.map(one => one.level)
    expect(levels).toEqual([...levels].sort())
    expect(policy.check()).toEqual(report)
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  it('has a message in both languages for each finding, with nothing left open', () => {
    for (const one of report.findings) {
      expect(MESSAGES[one.code]).toBeDefined()
      for (const language of ['zh', 'en'] as const) expect(formatIssue(one, language)).not.toMatch(/[{}]|undefined/)
    }
  })

  it('labels facts and values in both languages', () => {
    const [situation] = withCode(report, 'ratioUnderBound')[0]?.situations ?? []
    expect(situation?.facts).toContainEqual({
      fact: 'encounter.kind',
      label: { zh: '就医类型', en: 'Kind of encounter' },
      value: 'inpatient',
      valueLabel: { zh: '住院', en: 'Inpatient stay' },
    })
  })

  it('leaves the policy as it was: the next settlement is the same', () => {
    const claim = withCode(report, 'ratioUnderBound')[0]?.situations?.[0]
    const before = openPolicy('jining', { parameters: { primaryInpatientRatio: '0.8499' } }).settle(claim?.claim, claim?.state)
    expect(policy.settle(claim?.claim, claim?.state)).toEqual(before)
  })
})

describe('a pack for many counties', () => {
  const codes = Array.from({ length: 20 }, (_, i) => String(110100 + i))

  it('is checked county by county: one row of one of them is found', () => {
    const json = localities(
      faulty(pack => {
        const conditions = {
          all: [
            { fact: 'encounter.kind', operator: 'equal', value: 'inpatient' },
            { fact: 'insurance.scheme', operator: 'equal', value: 'resident' },
            { fact: 'institution.isPrimary', operator: 'equal', value: true },
          ],
        }
        pack.rules.push({ id: 'band', clause: 'lakeside/2', conditions, event: { type: 'boundRatio', params: { min: '0.8500' } } })
      }),
      codes,
    )
    expect(errors(openPack(json).check())).toEqual([])
    const tables = json['tables'] as { id: string; rows: unknown[][] }[]
    setRow({ tables } as unknown as Parameters<typeof setRow>[0], 'ratio.110113', 1, '0.8499')
    const report = openPack(json).check()
    expect(report.findings.filter(one => one.level === 'error')).toMatchObject([
      { code: 'ratioUnderBound', params: { rule: 'band.110113' } },
    ])
    expect(factsOf(withCode(report, 'ratioUnderBound')[0]?.situations?.[0])).toMatchObject({ 'insurance.county': '110113' })
  })
})
