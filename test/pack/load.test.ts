import { describe, expect, it } from 'vitest'
import { formatIssue } from '../../src/base/format-issue.ts'
import { isPolicyError, type Issue } from '../../src/base/issue.ts'
import { openPack } from '../../src/full-policy.ts'
import { lakeside } from '../support/packs.ts'

interface Rule {
  id: string
  conditions: unknown
  event: { type: string; params: Record<string, unknown> }
  overrides?: string[]
  from?: string
}
interface EditablePack {
  rules: Rule[]
  tables: { id: string; rows?: unknown[][]; columns: string[]; event: string }[]
  layers: { id: string; base: string[]; positions?: unknown; segments?: { to?: unknown; ratio?: unknown }[]; threshold?: unknown }[]
  parameters: { id: string; type: string; value?: unknown; values?: unknown }[]
  buckets: { id: string; period: string; keys?: string[] }[]
  covers: unknown
  schemes: Record<string, { parameters: Record<string, unknown> }>
  [key: string]: unknown
}

function issuesOf(edit: (pack: EditablePack) => void, options = {}): readonly Issue[] {
  const pack = lakeside() as unknown as EditablePack
  edit(pack)
  try {
    openPack(pack, options)
  } catch (error) {
    if (isPolicyError(error)) return error.issues
    throw error
  }
  return []
}

const rule = (pack: EditablePack, id: string): Rule => pack.rules.find(one => one.id === id) ?? pack.rules[0]!
const always = (leaf: unknown): unknown => ({ all: [leaf] })

describe('a pack that is wrong is refused with the place and the code', () => {
  const cases: readonly (readonly [string, (pack: EditablePack) => void, string])[] = [
    [
      'an unknown fact',
      p => (rule(p, 'near').conditions = always({ fact: 'institution.teir', operator: 'equal', value: 'level1' })),
      'unknownFact',
    ],
    ['a ranked identity that is no category', p => (p['identityRank'] = ['extremePoverty', 'rich']), 'unknownCode'],
    ['a ranking of those without an identity', p => (p['identityRank'] = ['extremePoverty', 'none']), 'unknownCode'],
    ['an identity ranked twice', p => (p['identityRank'] = ['extremePoverty', 'otherHardship', 'extremePoverty']), 'duplicateId'],
    [
      'an operator the type does not admit',
      p => (rule(p, 'near').conditions = always({ fact: 'institution.tier', operator: 'lessThan', value: 'level1' })),
      'operatorNotAllowed',
    ],
    [
      'an operator json-rules-engine does not have',
      p => (rule(p, 'near').conditions = always({ fact: 'institution.tier', operator: 'matches', value: 'x' })),
      'unknownCode',
    ],
    [
      'a code that is none of the fact',
      p => (rule(p, 'near').conditions = always({ fact: 'institution.tier', operator: 'equal', value: 'level4' })),
      'wrongLiteral',
    ],
    [
      'a number where a day is needed',
      p => (rule(p, 'near').conditions = always({ fact: 'referral.filedOn', operator: 'equal', value: 3 })),
      'wrongLiteral',
    ],
    [
      '30 February',
      p => (rule(p, 'near').conditions = always({ fact: 'referral.filedOn', operator: 'equal', value: '2024-02-30' })),
      'wrongLiteral',
    ],
    [
      'a third decimal in a condition',
      p => (rule(p, 'irregular').conditions = always({ fact: 'cost.irregularAmount', operator: 'greaterThan', value: '0.001' })),
      'wrongLiteral',
    ],
    [
      'a binary fraction in a condition',
      p => (rule(p, 'irregular').conditions = always({ fact: 'cost.irregularAmount', operator: 'greaterThan', value: 0.1 + 0.2 })),
      'wrongLiteral',
    ],
    [
      'a list for one value',
      p => (rule(p, 'near').conditions = always({ fact: 'institution.tier', operator: 'equal', value: ['level1'] })),
      'wrongLiteral',
    ],
    [
      'an id compared with a text',
      p => (rule(p, 'near').conditions = always({ fact: 'institution.id', operator: 'equal', value: 'h1' })),
      'wrongLiteral',
    ],
    [
      'facts of different types compared',
      p => (rule(p, 'near').conditions = always({ fact: 'institution.tier', operator: 'equal', value: { fact: 'encounter.kind' } })),
      'wrongComparison',
    ],
    [
      'an open code compared with another',
      p =>
        (rule(p, 'near').conditions = always({ fact: 'encounter.disease', operator: 'equal', value: { fact: 'encounter.diseaseGroup' } })),
      'wrongComparison',
    ],
    ['an unknown parameter', p => (rule(p, 'dropOut').event.params['points'] = { parameter: 'drop.outt' }), 'unknownParameter'],
    [
      'a parameter of another type',
      p => (rule(p, 'dropOut').event.params['points'] = { parameter: 'serious.ratio1' }),
      'wrongParameterType',
    ],
    ['an empty any', p => (rule(p, 'near').conditions = { any: [] }), 'emptyList'],
    ['an empty all', p => (rule(p, 'near').conditions = { all: [] }), 'emptyList'],
    ['any and all at once', p => (rule(p, 'near').conditions = { any: [], all: [] }), 'mixedCondition'],
    [
      'a JSONPath filter',
      p => (rule(p, 'near').conditions = always({ fact: 'institution', path: '$..[?(@.tier)]', operator: 'equal', value: 'level1' })),
      'badPath',
    ],
    ['an unknown effect', p => (rule(p, 'near').event.type = 'setRatoi'), 'unknownEffect'],
    ['an effect without its param', p => (rule(p, 'twoDiseaseRatio').event.params = {}), 'missingParam'],
    ['an unknown param', p => (rule(p, 'twoDiseaseRatio').event.params['layr'] = 'basic'), 'unknownKey'],
    ['two of which one is wanted', p => (rule(p, 'farDeductible').event.params['amount'] = '1.00'), 'oneParam'],
    ['a ratio over 1', p => (rule(p, 'twoDiseaseRatio').event.params['ratio'] = '1.0001'), 'outOfRange'],
    ['a ratio with five decimals', p => (rule(p, 'twoDiseaseRatio').event.params['ratio'] = '0.70001'), 'tooManyDecimals'],
    ['an unknown layer', p => (rule(p, 'twoDiseaseRatio').event.params['layer'] = 'basics'), 'unknownLayer'],
    ['an unknown limit', p => (rule(p, 'limitUplift').event.params['limit'] = 'basic.limit'), 'unknownLimit'],
    [
      'a fact that cannot be treated as another',
      p => (rule(p, 'tcmTier').event.params = { fact: 'insurance.scheme', value: 'resident' }),
      'wrongParam',
    ],
    ['a code that is no value of the fact set', p => (rule(p, 'severe').event.params['value'] = 'sever'), 'wrongLiteral'],
    ['an override of nothing', p => (rule(p, 'lowThreshold').overrides = ['nothing']), 'unknownRule'],
    [
      'a rule that overrides itself through another',
      p => (rule(p, 'noOutpatientDeductible').overrides = ['weekendDeductible']),
      'overrideCycle',
    ],
    [
      'facts that need each other',
      p => (rule(p, 'primary').conditions = always({ fact: 'derived.near', operator: 'equal', value: true })),
      'stratumCycle',
    ],
    ['the same rule twice', p => void p.rules.push({ ...rule(p, 'near') }), 'duplicateId'],
    ['a row of the wrong length', p => void p.tables[0]?.rows?.push(['resident', 'inpatient', '0.5']), 'rowLength'],
    ['a table that nobody fills', p => delete p.tables[0]?.rows, 'emptyTable'],
    ['a layer that takes in a later line', p => void p.layers[0]?.base.push('-serious.paid'), 'unknownLine'],
    ['two layers of one name', p => (p.layers[1]!.id = 'basic'), 'duplicateId'],
    ['a floor beside a limit on cost', p => Object.assign(p.layers[0] ?? {}, { floors: [{ ratio: '0.4500' }] }), 'floorWithCostLimit'],
    [
      'a floor of a parameter that is no ratio',
      p => Object.assign(p.layers[2] ?? {}, { floors: [{ ratio: { parameter: 'gapDays' } }] }),
      'wrongParameterType',
    ],
    ['several segments without positions', p => delete p.layers[1]?.positions, 'positionsNeeded'],
    ['a segment without an end before the last', p => delete p.layers[1]?.segments?.[0]?.to, 'segmentOrder'],
    ['an unknown bucket', p => (p.layers[1]!.threshold = { bucket: 'serius' }), 'unknownBucket'],
    ['a bucket with keys that are no enum', p => (p.buckets[0]!.keys = ['institution.id']), 'wrongBucketKey'],
    ['a share of a line that is not there yet', p => (rule(p, 'farDeductible').event.params['shareOf'] = 'serious.paid'), 'unknownLine'],
    ['a credit without a bucket to credit', p => (p.layers[0]!.threshold = undefined), 'creditNeedsBucket'],
    ['a parameter value of the wrong type', p => (p.parameters[0]!.value = 'many'), 'wrongParameterValue'],
    ['a parameter in a scheme that the pack does not declare', p => (p.schemes['standard']!.parameters['nope'] = '1'), 'unknownParameter'],
    ['an unknown key', p => (p['layer'] = []), 'unknownKey'],
    ['an unknown version', p => (p['version'] = 2), 'unknownVersion'],
    ['an unknown kind covered', p => (p.covers = ['inpatients']), 'wrongLiteral'],
    [
      'a prototype key',
      p =>
        (p['schemes'] = JSON.parse(
          '{"standard":{"version":1,"id":"standard","source":"illustrative","parameters":{"__proto__":"1"}}}',
        ) as never),
      'unknownKey',
    ],
    ['a cyclic object', p => (p['note'] = p), 'tooDeep'],
    ['an impossible day', p => (rule(p, 'tcmUplift').from = '2022-13-01'), 'notADay'],
  ]
  it.each(cases)('%s', (_, edit, code) => {
    const issues = issuesOf(edit)
    expect(issues.map(issue => issue.code)).toContain(code)
    for (const issue of issues)
      for (const language of ['zh', 'en'] as const) expect(formatIssue(issue, language)).not.toMatch(/\{\w+\}|undefined|^\s*$/)
  })

  it('all problems at once', () => {
    const codes = issuesOf(p => {
      rule(p, 'near').event.type = 'nope'
      rule(p, 'twoDiseaseRatio').event.params['ratio'] = '2'
      p.layers[0]?.base.push('nothing')
    }).map(issue => issue.code)
    expect(codes).toEqual(expect.arrayContaining(['unknownEffect', 'outOfRange', 'unknownLine']))
  })

  it('with a suggestion where a name is nearly right', () => {
    const [issue] = issuesOf(p => (rule(p, 'near').conditions = always({ fact: 'institution.teir', operator: 'equal', value: 'level1' })))
    expect(issue?.params['suggestion']).toBe('institution.tier')
  })

  it('an unknown scheme names those there are', () => {
    const [issue] = issuesOf(() => undefined, { scheme: 'standart' })
    expect(issue).toMatchObject({ code: 'unknownScheme', params: { known: 'standard', suggestion: 'standard' } })
  })

  it('anything that is no object', () => {
    for (const input of [null, undefined, 1, 'x', [], () => 1])
      expect(() => openPack(input)).toThrowError(expect.objectContaining({ name: 'PolicyError' }) as Error)
  })

  it('and nothing is polluted', () => {
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('a scheme and overrides', () => {
  it('win over the pack, and say where a value came from', () => {
    const claim = {
      person: { id: 'p' },
      insurance: { scheme: 'resident' },
      institution: { type: 'hospital', tier: 'level2', adminLevel: 'county' },
      encounter: { kind: 'inpatient', admitDate: '2024-03-01', dischargeDate: '2024-03-05', location: 'sameCounty' },
      cost: { total: '40000.00' },
    }
    const sources = openPack(lakeside(), { parameters: { 'serious.ratio1': '0.7000' } }).settle(claim).sources
    expect(sources).toContainEqual({ id: 'serious.ratio1', value: '0.7000', source: 'override' })
    expect(sources).toContainEqual({ id: 'serious.threshold', value: '15000.00', source: 'illustrative' })
    expect(sources.map(source => source.id)).not.toContain('drop.out')
  })
})

describe('a parameter', () => {
  const listOf =
    (...value: readonly unknown[]) =>
    (p: EditablePack) => {
      p.parameters.push({ id: 'listed', type: 'codes', value, ...{ of: 'encounter.disease' } })
      rule(p, 'near').conditions = always({ fact: 'encounter.disease', operator: 'in', value: { parameter: 'listed' } })
    }
  it.each(['J45', 'I10.x00', 'A17.0+', '38:I10', 'x'.repeat(80)])('may list %s of an open list', code => {
    expect(issuesOf(listOf('J45', code))).toEqual([])
  })
  it.each(['', ' J45', 'J 45', '-J45', "J45'", '肺炎', 'J45\n'])('may not list %j', code => {
    expect(issuesOf(listOf('J45', code)).map(issue => [issue.code, issue.path])).toEqual([
      ['wrongCode', expect.stringMatching(/^\/parameters\/\d+$/)],
    ])
  })
  it('may not list a code of 81 characters', () => {
    expect(issuesOf(listOf('x'.repeat(81)))).not.toEqual([])
  })

  const scaled = (type: string, value: string) => (p: EditablePack) => {
    p.parameters.push({ id: 'scale', type, value })
    rule(p, 'secondStay').event.params = { scale: { parameter: 'scale' } }
  }
  it.each([
    ['scale', '2.0', []],
    ['scale', '8', []],
    ['ratio', '0.5', []],
    ['scale', '8.0001', ['outOfRange']],
    ['ratio', '2.0', ['outOfRange']],
    ['money', '2.00', ['wrongParameterType']],
  ])('of type %s may scale a deductible by %s: %j', (type, value, codes) => {
    expect(issuesOf(scaled(type, value)).map(issue => issue.code)).toEqual(codes)
  })
})
