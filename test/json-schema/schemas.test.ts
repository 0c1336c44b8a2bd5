import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { FACTS } from '../../src/facts/catalogue.ts'
import { readClaim } from '../../src/facts/claim.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { mixSeed, randomOf } from '../../src/facts/random.ts'
import { openPack } from '../../src/full-policy.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import { claimType } from '../../src/json-schema/claim-type.ts'
import { factsPage } from '../../src/json-schema/facts-page.ts'
import { readFixtures } from '../../src/fixtures/read.ts'
import { packNames } from '../../src/node/read-pack.ts'
import { DRAFT } from '../../src/json-schema/forms.ts'
import { jsonSchemas, type Schema } from '../../src/json-schema/schemas.ts'
import { lakeside, PACKS } from '../support/packs.ts'
import { copyOf, mutate } from '../fuzz/mutate.ts'
import { isValid } from '../support/json-schema.ts'

type Json = Record<string, unknown>

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const schemas = jsonSchemas()
const schema = (name: string): Schema => schemas.get(name) ?? {}
const readJson = (file: string): Json => JSON.parse(readFileSync(file, 'utf8')) as Json

describe('the schemas in schemas/', () => {
  it('are those made from the source: `npm run schemas` writes them', () => {
    const names = readdirSync(join(ROOT, 'schemas')).map(file => file.replace('.json', ''))
    expect(names.sort()).toEqual([...schemas.keys()].sort())
    for (const [name, made] of schemas)
      expect(readJson(join(ROOT, 'schemas', `${name}.json`)), name).toEqual(JSON.parse(JSON.stringify(made)))
  })

  it('give the type of a claim in src/claim-json.ts', async () => {
    const file = join(ROOT, 'src/claim-json.ts')
    const made = await format(claimType(), { ...(await resolveConfig(file)), filepath: file })
    expect(readFileSync(file, 'utf8')).toBe(made)
  })

  it('have the page of facts beside them in docs/facts.md', () => {
    expect(readFileSync(join(ROOT, 'docs/facts.md'), 'utf8')).toBe(factsPage())
  })

  it('name their draft, themselves and what they are, in both languages', () => {
    const ids = new Set<unknown>()
    for (const [name, { $schema, $id, title, description }] of schemas) {
      expect($schema).toBe(DRAFT)
      ids.add($id)
      for (const text of [title, description]) expect(text, name).toMatch(/[\u4e00-\u9fff].* · [A-Za-z]/)
    }
    expect(ids.size).toBe(schemas.size)
  })

  it('have a title for every fact of a claim', () => {
    for (const { path, label, source } of FACTS) {
      const part = path
        .split('.')
        .reduce<Schema | undefined>((at, key) => (at?.['properties'] as Record<string, Schema> | undefined)?.[key], schema('claim'))
      expect(part?.['title'], path).toBe(source === 'history' ? undefined : `${label.zh} · ${label.en}`)
    }
  })

  it('leave no object open by mistake', () => {
    const open: string[] = []
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return
      const part = value as Schema
      if (part['type'] === 'object' && part['additionalProperties'] === undefined) open.push(path)
      for (const [key, inner] of Object.entries(part)) visit(inner, `${path}/${key}`)
    }
    for (const [name, made] of schemas) visit(made, name)
    expect(open).toEqual([])
  })
})

describe('every JSON file of ours', () => {
  const files = ['rules', 'examples', 'fixtures', 'test/packs'].flatMap(folder =>
    existsSync(join(ROOT, folder))
      ? readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
          .filter(file => file.endsWith('.json'))
          .map(file => join(ROOT, folder, file))
      : [],
  )

  it('is there', () => {
    expect(files.length).toBeGreaterThan(5)
  })

  it.each(files.map(file => relative(ROOT, file)))('%s names its schema and is valid', file => {
    const json = readJson(join(ROOT, file))
    const named = json['$schema']
    expect(named).toEqual(expect.stringMatching(/^(\.\.\/)+schemas\/\w+\.json$/))
    const target = join(ROOT, dirname(file), String(named))
    expect(existsSync(target), String(named)).toBe(true)
    expect(isValid(readJson(target), json)).toBe(true)
  })
})

/** What a schema cannot say: how facts fit together, and which years have a 29 February. */
const BEYOND = new Set([
  ...['contradiction', 'partsExceedTotal', 'inPolicyDiffers', 'overLimitExceedsAmount', 'itemsAndTotals', 'itemsTotalDiffers'],
  ...['daysOutOfOrder', 'factConstraint', 'duplicateId'],
])

describe('the claim schema and the reader agree', () => {
  const accepts = (claim: unknown): boolean => readClaim(claim).issues.every(issue => BEYOND.has(issue.code))

  it('on 200 generated claims', () => {
    for (const claim of generateClaims({ seed: 9, claims: 200, persons: 40 }))
      expect(isValid(schema('claim'), claim), JSON.stringify(claim)).toBe(true)
  })

  it('on 3,000 mutations of them that JSON can write', () => {
    const random = randomOf(mixSeed(9, 9))
    const claims = [...generateClaims({ seed: 9, claims: 200, persons: 40 })]
    let [valid, invalid] = [0, 0]
    while (valid + invalid < 3000) {
      const mutated = copyOf(claims[random.below(claims.length)]!)
      mutate(mutated, random)
      const claim = throughJson(mutated)
      // A state has a reader and a schema of its own; a binary fraction is no multiple in JSON Schema.
      if (claim === undefined || Object.hasOwn(claim, 'state') || /\d\.\d{3,}(?=[,}\]])|29"|e-/.test(JSON.stringify(claim))) continue
      const schemaSays = isValid(schema('claim'), claim)
      expect(schemaSays, JSON.stringify([claim, readClaim(claim).issues]).slice(0, 3000)).toBe(accepts(claim))
      if (schemaSays) valid++
      else invalid++
    }
    expect(Math.min(valid, invalid)).toBeGreaterThan(300)
  })
})

/** What a reader of JSON text would get; undefined for what JSON cannot write. */
function throughJson(value: unknown): Json | undefined {
  try {
    const text = JSON.stringify(value)
    return text.length < 20_000 ? (JSON.parse(text) as Json) : undefined
  } catch {
    return undefined
  }
}

describe('the schemas of results', () => {
  it('hold for settlements and states of generated claims', () => {
    for (const { json, scheme } of PACKS) {
      const policy = openPack(json, { scheme })
      let settled = 0
      for (const claim of generateClaims({ seed: 3, claims: 200, persons: 40 })) {
        const result = policy.trySettle(claim)
        if (!result.ok) continue
        settled++
        const settlement: unknown = JSON.parse(JSON.stringify(result.settlement))
        expect(isValid(schema('settlement'), settlement), JSON.stringify(settlement)).toBe(true)
        expect(isValid(schema('state'), result.settlement.state)).toBe(true)
        const again = { ...claim, state: result.settlement.state }
        expect(isValid(schema('claim'), again)).toBe(true)
      }
      expect(settled).toBeGreaterThan(50)
    }
  })
})

describe('the schemas of years and receipts', () => {
  it('hold what is written, with refused claims and supplements', () => {
    const luan = openPolicy('luan')
    const person = { lowIncomeCategory: 'minimumLivingAllowance', lowIncomeRecognisedOn: '2025-09-10' }
    const stay = {
      id: 'a',
      insurance: { scheme: 'resident', poolCity: '341500', county: '341525' },
      institution: { type: 'hospital', tier: 'level2', adminLevel: 'county', city: '341500', county: '341525' },
      encounter: { kind: 'inpatient', admitDate: '2025-03-01', dischargeDate: '2025-03-09', settleDate: '2025-03-09' },
      cost: { total: '13000.00' },
    }
    const { year } = luan.supplement(luan.settleYear([stay, { ...stay, id: 'b', cost: {} }]), { id: 'x', on: '2025-09-20', person })
    expect(year.entries.length).toBe(3)
    expect(isValid(schema('year'), year)).toBe(true)
    expect(isValid(schema('year'), { ...year, entries: [{ ...year.entries[0], issues: [] }] })).toBe(false)
    const receipt = luan.receipt(stay)
    expect(isValid(schema('receipt'), receipt)).toBe(true)
    expect(isValid(schema('receipt'), { ...receipt, fired: [1] })).toBe(false)
  })
})

describe('the schemas of decisions and of reports on indicators', () => {
  const fixtures = packNames().flatMap(name => readFixtures([name]).map(file => ({ ...file, name })))
  const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json

  it('hold for the answer of every fixture', () => {
    const answered = { decision: 0, indicatorReport: 0 }
    for (const { judged, name, file } of fixtures) {
      if (judged === undefined || judged.kind === 'budget' || 'issues' in judged.json.expect) continue
      const { scheme, parameters = {} } = judged.json.policy ?? {}
      const policy = openPolicy(name, { parameters, ...(scheme === undefined ? {} : { scheme }) })
      const kind = judged.kind === 'decision' ? 'decision' : 'indicatorReport'
      const answer =
        judged.kind === 'decision'
          ? policy.decide(judged.case, judged.json.decide as never)
          : policy.indicators(judged.json.indicators.values, judged.json.indicators)
      expect(isValid(schema(kind), plain(answer)), `${file} ${JSON.stringify(answer)}`).toBe(true)
      answered[kind] += 1
    }
    expect(answered.decision).toBeGreaterThan(150)
    expect(answered.indicatorReport).toBeGreaterThan(100)
  })

  it('hold for findings, and refuse what is not as written', () => {
    const luan = openPolicy('luan')
    const decision = plain(luan.decide({ events: [{ kind: 'x' }], referral: { compliant: true } }, { asOf: '2024-10-01' }))
    expect(isValid(schema('decision'), decision)).toBe(true)
    for (const wrong of [{ asOf: '2024-13-01' }, { findings: [{ code: 'x' }] }, { rights: [{}] }, { more: 1 }, { version: 2 }])
      expect(isValid(schema('decision'), { ...decision, ...wrong }), JSON.stringify(wrong)).toBe(false)
    const values = { weeklyVisits: { from: '2024-09-02', to: '2024-09-15', dates: ['2024-12-31'] } }
    const report = plain(luan.indicators(values, { asOf: '2024-09-10' }))
    expect((report['findings'] as unknown[]).length).toBe(2)
    expect(isValid(schema('indicatorReport'), report)).toBe(true)
    for (const wrong of [{ asOf: null }, { results: [{}] }, { more: 1 }])
      expect(isValid(schema('indicatorReport'), { ...report, ...wrong }), JSON.stringify(wrong)).toBe(false)
  })
})

describe('the pack schema', () => {
  it.each([
    ['a misspelt key', (pack: Json) => (pack['layer'] = [])],
    ['a third decimal', (pack: Json) => (((pack['layers'] as Json[])[1]!['segments'] as Json[])[0]!['to'] = '1.005')],
    ['an empty any', (pack: Json) => ((pack['rules'] as Json[])[0]!['conditions'] = { any: [] })],
    ['any and all at once', (pack: Json) => ((pack['rules'] as Json[])[0]!['conditions'] = { any: [{}], all: [{}] })],
    [
      'a JSONPath filter',
      (pack: Json) =>
        ((pack['rules'] as Json[])[0]!['conditions'] = { fact: 'institution', path: '$..[?(@)]', operator: 'equal', value: 1 }),
    ],
    ['another version', (pack: Json) => (pack['version'] = 2)],
    ['an id that is none', (pack: Json) => (pack['id'] = '1 x')],
  ])('refuses %s, as the reader does', (_, edit) => {
    const pack = lakeside()
    expect(isValid(schema('pack'), pack)).toBe(true)
    edit(pack)
    expect(isValid(schema('pack'), pack)).toBe(false)
    expect(() => openPack(pack)).toThrow()
  })
})
