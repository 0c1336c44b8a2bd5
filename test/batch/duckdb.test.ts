import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import { DOMAINS } from '../../src/facts/domain.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import { PACKS } from '../support/packs.ts'
import { CLAIM, yibao, type Ran } from '../support/yibao.ts'

type Claim = Readonly<Record<string, unknown>>

const dir = mkdtempSync(join(tmpdir(), 'yibao-duckdb-'))
afterAll(() => {
  rmSync(dir, { recursive: true })
})

let files = 0
const at = (name: string): string => join(dir, `${String(++files)}-${name}`)
const read = (file: string): string => readFileSync(file, 'utf8')
const packFile = (json: unknown): string => {
  const file = at('pack.json')
  writeFileSync(file, JSON.stringify(json))
  return file
}
const LAKESIDE = packFile(PACKS[0]?.json)
const input = (lines: readonly string[]): string => {
  const file = at('in.ndjson')
  writeFileSync(file, lines.map(line => `${line}\n`).join(''))
  return file
}
const batch = (args: readonly string[], more: { files?: Record<string, string> } = {}): Promise<Ran> =>
  yibao(['batch', ...args, '-p', LAKESIDE, '--workers', '1', '--lang', 'en'], more)
const said = async (args: readonly string[], more: { files?: Record<string, string> } = {}): Promise<string> => {
  const { code, err } = await batch(args, more)
  return `${String(code)} ${err}`
}

/** Claims in no order of persons or days, among them what SQL cannot settle. */
function mixedRows(claims: readonly Claim[]): readonly string[] {
  const person = (claim: Claim): object => claim['person'] as object
  return claims.map((claim, i) => {
    if (i % 97 === 5) return JSON.stringify(claim).slice(0, -1)
    if (i % 97 === 15) return JSON.stringify({ ...claim, person: { ...person(claim), id: undefined } })
    if (i % 97 === 25) return JSON.stringify({ ...claim, cost: { total: '10.005' } })
    // The claim before it once more: a person's second claim of one id.
    if (i % 97 === 35) return JSON.stringify(claims[i - 1])
    if (i % 97 === 45) return JSON.stringify({ ...claim, state: { version: 1, year: 2023, buckets: {}, stays: [] } })
    if (i % 97 === 55) return JSON.stringify({ ...claim, person: { ...person(claim), id: 'the one who comes often' } })
    return JSON.stringify(claim)
  })
}

const paths = (policy: ReturnType<typeof openPack>): string => policy.lines.join(',')

describe('--engine duckdb', () => {
  it.each(PACKS)(
    'writes the bytes of the node engine, results and refused rows, all lines of $name',
    async ({ json, scheme }) => {
      const claims = [...generateClaims({ seed: 9, claims: 1500, persons: 300, diseases: ['J45', 'I10'] })].reverse()
      const pack = packFile(json)
      const rows = input(mixedRows(claims))
      const outs: string[] = []
      for (const engine of ['node', 'duckdb']) {
        const [out, rejects] = [at('out'), at('rejects')]
        const options = [
          '-o',
          out,
          '--rejects',
          rejects,
          '--engine',
          engine,
          '--workers',
          '1',
          '--lines',
          paths(openPack(json, { scheme })),
        ]
        const { code } = await yibao(['batch', rows, '-p', pack, '--scheme', scheme, ...options])
        expect([code, existsSync(`${out}.work`)]).toEqual([1, false])
        outs.push(read(out), read(rejects))
      }
      expect(outs[2]).toBe(outs[0])
      expect(outs[3]).toBe(outs[1])
      // 1500 = 15 × 97 + 45: 16 each of five kinds that are refused at least in part, and the state of a person who has one.
      expect(outs[1]?.split('\n').length).toBeGreaterThan(48)
      expect(outs[0]?.split('\n').length).toBeGreaterThan(1300)
    },
    60_000,
  )

  it('leaves out what a guard refuses: the claims after it have the state before it', async () => {
    const json = structuredClone(PACKS[0]?.json) as Record<string, unknown>
    // In force from March on: the claim of February is refused by a guard, the deductible is met in April only.
    const pack = packFile({ ...json, window: { from: '2023-03-01' } })
    const stay = (id: string, day: string, more: object = {}): string =>
      JSON.stringify({ ...CLAIM, id, encounter: { ...CLAIM.encounter, admitDate: day, dischargeDate: day, settleDate: day, ...more } })
    const rows = input([stay('c2', '2023-04-01'), stay('c1', '2023-02-01'), stay('c3', '2023-05-01')])
    const results: string[] = []
    for (const engine of ['node', 'duckdb']) {
      const [out, rejects] = [at('out'), at('rejects')]
      const { code } = await yibao(['batch', rows, '-o', out, '--rejects', rejects, '-p', pack, '--engine', engine, '--workers', '1'])
      expect(code).toBe(1)
      results.push(read(out) + read(rejects))
    }
    expect(results[1]).toBe(results[0])
    expect(results[1]).toContain('"code":"notInForce"')
    // As for the first claim of a year: (6200 − 300 − 100 − 300) × 0.85 = 4675.00
    expect(results[1]).toContain('{"row":1,"claimId":"c2","total":"6200.00","basic.paid":"4675.00"')
  })

  it('writes CSV, and refuses whole settlements and other engines', async () => {
    const rows = input([JSON.stringify(CLAIM)])
    const out = at('out.csv')
    expect((await batch([rows, '-o', out, '--engine', 'duckdb', '--lines', 'fund,basic.ratio'])).code).toBe(0)
    expect(read(out)).toBe('row,claimId,fund,basic.ratio\n1,c1,4675.00,0.8500\n')
    expect(await said([rows, '-o', at('out'), '--engine', 'duckdb', '--full'])).toContain('2 --full writes whole settlements')
    expect(await said([rows, '-o', at('out'), '--engine', 'sqlite'])).toBe('2 --engine should be node or duckdb, not "sqlite"\n')
  })
})

async function sql(text: string): Promise<readonly Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    return (await connection.runAndReadAll(text)).getRowObjectsJson()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

const TYPES: Readonly<Record<string, string>> = { money: 'DECIMAL(18,2)', date: 'DATE', int: 'INTEGER', flag: 'BOOLEAN', set: 'VARCHAR[]' }
const ITEMS =
  'STRUCT("id" VARCHAR, amount DECIMAL(18,2), overLimit DECIMAL(12,4), selfPayShare DECIMAL(5,4), catalogueClass VARCHAR, itemKind VARCHAR, flags VARCHAR[], irregular BOOLEAN)[]'
const IDENTITIES = 'STRUCT(category VARCHAR, "from" DATE, "to" DATE, recognisedOn DATE, markedOn DATE)[]'

/** Claims as a Parquet with a typed column for each fact, named by the fact or as told. */
async function parquetOf(claims: readonly Claim[], name = (path: string): string => path): Promise<string> {
  const facts = DOMAINS.filter(domain => domain.source !== 'history').map(({ path, type }) => [path, TYPES[type] ?? 'VARCHAR'] as const)
  const columns = [['id', 'VARCHAR'] as const, ...facts, ['cost.items', ITEMS] as const, ['person.identities', IDENTITIES] as const]
  const file = at('claims.parquet')
  const flat = claims.map(claim =>
    JSON.stringify(
      Object.fromEntries(
        columns.map(([path]) => [path, path.split('.').reduce<unknown>((part, key) => (part as Claim | undefined)?.[key], claim) ?? null]),
      ),
    ),
  )
  const types = columns.map(([path, type]) => `'${path}': '${type}'`).join(', ')
  const select = columns.map(([path]) => `"${path}" AS "${name(path)}"`).join(', ')
  await sql(
    `COPY (SELECT ${select} FROM read_json('${input(flat)}', format = 'newline_delimited', columns = {${types}})) TO '${file}' (FORMAT parquet)`,
  )
  return file
}

describe('Parquet', () => {
  const claims = [...generateClaims({ seed: 12, claims: 600, persons: 120 })]

  it('in: typed columns named by facts or by a map, items as structs, give what NDJSON of the same claims gives', async () => {
    expect(claims.filter(claim => Array.isArray((claim['cost'] as Claim)['items'])).length).toBeGreaterThan(100)
    const [plain, named, mapped] = [at('plain'), at('named'), at('mapped')]
    const ndjson = input(claims.map(claim => JSON.stringify(claim)))
    const columns = [
      'id',
      'cost.items',
      'person.identities',
      ...DOMAINS.filter(domain => domain.source !== 'history').map(domain => domain.path),
    ]
    const map = JSON.stringify(Object.fromEntries(columns.map(path => [path, `${path}的列`])))
    await batch([ndjson, '-o', plain])
    expect((await batch([await parquetOf(claims), '-o', named])).code).toBe(0)
    const other = await parquetOf(claims, path => `${path}的列`)
    expect((await batch([other, '-o', mapped, '--map', 'map.json', '--engine', 'duckdb'], { files: { 'map.json': map } })).code).toBe(0)
    expect(read(named)).toBe(read(plain))
    expect(read(mapped)).toBe(read(plain))
  }, 30_000)

  it('out: a row for each settled claim, money as DECIMAL(18,2), ratios as DECIMAL(9,4), the same bytes by either engine', async () => {
    const ndjson = input(claims.map(claim => JSON.stringify(claim)))
    const [rows, one, two] = [at('rows'), at('one.parquet'), at("it's [two]*.parquet")]
    const lines = ['--lines', 'fund,personal,basic.ratio']
    await batch([ndjson, '-o', rows, ...lines])
    await batch([ndjson, '-o', one, ...lines])
    expect((await batch([ndjson, '-o', two, ...lines, '--engine', 'duckdb'])).code).toBe(0)
    expect(readFileSync(two).equals(readFileSync(one))).toBe(true)
    const types = await sql(`SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * FROM '${one}')`)
    expect(types.map(({ name, type }) => `${String(name)} ${String(type)}`)).toEqual([
      'row BIGINT',
      'claimId VARCHAR',
      'fund DECIMAL(18,2)',
      'personal DECIMAL(18,2)',
      'basic.ratio DECIMAL(9,4)',
    ])
    const found = await sql(`SELECT CAST(row AS INTEGER) AS row, * EXCLUDE (row) FROM '${one}'`)
    expect(found.map(row => JSON.stringify(row))).toEqual(read(rows).trimEnd().split('\n'))
    expect([existsSync(`${one}.work`), existsSync(`${two}.work`)]).toEqual([false, false])
  })

  it('in and out by paths with the signs of patterns', async () => {
    const source = at('[a-z]*.parquet')
    writeFileSync(source, readFileSync(await parquetOf(claims.slice(0, 3))))
    expect((await batch([source, '-o', at('out.parquet'), '--engine', 'duckdb'])).code).toBe(0)
  })

  it('in: decimals with more places are money if the rest is zeros; a NULL is a field left out', async () => {
    const file = at('odd.parquet')
    const fields = Object.entries({
      id: "'c1'",
      'person.id': "'p1'",
      'person.lowIncomeCategory': "'none'",
      'insurance.scheme': "'resident'",
      'institution.id': "'h1'",
      'institution.type': "'townshipCentre'",
      'institution.tier': "'level1'",
      'institution.adminLevel': "'township'",
      'encounter.kind': "'inpatient'",
      'encounter.admitDate': "DATE '2023-06-01'",
      'encounter.dischargeDate': "DATE '2023-06-09'",
      'encounter.settleDate': "DATE '2023-06-09'",
      'encounter.location': "'sameCounty'",
      'referral.direction': "'none'",
      'cost.total': 'CAST(6200 AS INTEGER)',
      'cost.offCatalogue': "CAST('300.0000' AS DECIMAL(18,4))",
      'cost.advanceSelfPay': "CAST('100.0' AS DECIMAL(9,1))",
      'cost.items': 'CAST(NULL AS STRUCT(amount DECIMAL(18,2))[])',
    })
    const select = (of: typeof fields): string => of.map(([name, value]) => `${value} AS "${name}"`).join(', ')
    const bad = fields.map(([name, value]): [string, string] => [
      name,
      name === 'id' ? "'c2'" : name === 'cost.offCatalogue' ? "CAST('300.0010' AS DECIMAL(18,4))" : value,
    ])
    await sql(`COPY (SELECT ${select(fields)} UNION ALL SELECT ${select(bad)}) TO '${file}' (FORMAT parquet)`)
    const [out, rejects] = [at('out'), at('rejects')]
    expect((await batch([file, '-o', out, '--rejects', rejects, '--lines', 'fund'])).code).toBe(1)
    // (6200 − 300 − 100 − 300) × 0.85 = 4675.00
    expect(read(out)).toBe('{"row":1,"claimId":"c1","fund":"4675.00"}\n')
    expect(read(rejects)).toContain('{"row":2,"claimId":"c2","issues":[{"code":"tooManyDecimals","path":"/cost/offCatalogue"')
  })

  it('in: refuses columns of binary fractions, times and structs where a value should be, all at once, and columns that are no facts', async () => {
    const file = at('double.parquet')
    const odd = `'p1' AS "person.id", 1.5::DOUBLE AS "cost.total", now() AS "encounter.settleDate", {'a': 1} AS "person.hukouArea"`
    await sql(`COPY (SELECT ${odd}) TO '${file}' (FORMAT parquet)`)
    expect(await said([file, '-o', at('out')])).toBe(
      '2 Columns of the Parquet whose type cannot be used: cost.total (DOUBLE), encounter.settleDate (TIMESTAMP WITH TIME ZONE), person.hukouArea (STRUCT("a" INTEGER))\n',
    )
    const other = at('other.parquet')
    await sql(`COPY (SELECT 'p1' AS "person.ids") TO '${other}' (FORMAT parquet)`)
    expect(await said([other, '-o', at('out')])).toContain('2 Columns that are no facts: person.ids (person.id?)')
  })

  it('refuses what is no Parquet, standard input and output, and leaves nothing', async () => {
    const none = input(['{}'])
    const out = at('out')
    expect(await said([none, '-o', out, '--from', 'parquet'])).toMatch(/^2 ".*in\.ndjson" cannot be read as Parquet: Invalid Input Error/)
    expect(await said(['-', '-o', out, '--from', 'parquet'])).toMatch(/^2 Parquet cannot be read from or written to standard input/)
    expect(await said([none, '-o', '-', '--to', 'parquet'])).toMatch(/^2 Parquet cannot be read from or written to standard input/)
    expect(await said([none, '-o', out, '--to', 'parquet', '--full'])).toContain('2 --full writes whole settlements')
    expect([existsSync(out), existsSync(`${out}.work`)]).toEqual([false, false])
  })
})
