import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'csv-stringify/sync'
import { afterAll, describe, expect, it } from 'vitest'
import { MAX_ROW } from '../../src/batch/read-lines.ts'
import { DOMAINS } from '../../src/facts/domain.ts'
import { generateClaims } from '../../src/facts/generate.ts'
import { openPack } from '../../src/full-policy.ts'
import { lakeside } from '../support/packs.ts'
import { CLAIM, yibao, type Ran } from '../support/yibao.ts'

type Claim = Record<string, unknown>

const LAKESIDE = fileURLToPath(new URL('../packs/lakeside.json', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'yibao-batch-'))
afterAll(() => {
  rmSync(dir, { recursive: true })
})

let files = 0
const at = (name: string): string => join(dir, `${++files}-${name}`)
function input(content: string | Buffer, name = 'in.ndjson'): string {
  const file = at(name)
  writeFileSync(file, content)
  return file
}
const ndjson = (claims: readonly unknown[]): string => claims.map(claim => `${JSON.stringify(claim)}\n`).join('')
const read = (file: string): string => readFileSync(file, 'utf8')
const rowsOf = (file: string): readonly Claim[] =>
  read(file)
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Claim)
/** Rows without their numbers, which differ where other rows are left out. */
const withoutRow = (file: string): readonly Claim[] => rowsOf(file).map(row => ({ ...row, row: undefined }))
const batch = (args: readonly string[], more: { files?: Record<string, string> } = {}): Promise<Ran> =>
  yibao(['batch', ...args, '-p', LAKESIDE, '--workers', '1'], more)

const CLAIMS = [...generateClaims({ seed: 5, claims: 400, persons: 80 })]

describe('yibao batch', () => {
  it('writes the claim’s id and what was paid, in order of the input, and says how it went', async () => {
    const [out, rejects] = [at('out'), at('rejects')]
    const { code, out: said, err } = await batch([input(ndjson([CLAIM])), '-o', out, '--rejects', rejects, '--lang', 'en'])
    expect([code, said]).toEqual([0, ''])
    // (6200 − 300 − 100 − 300) × 0.85 = 4675.00; 6200.00 − 4675.00 = 1525.00
    expect(read(out)).toBe(
      '{"row":1,"claimId":"c1","total":"6200.00","basic.paid":"4675.00","serious.paid":"0.00","assistance.paid":"0.00","fund":"4675.00","personal":"1525.00"}\n',
    )
    expect(read(rejects)).toBe('')
    expect(err).toMatch(/^1 rows: 1 settled, 0 refused; \d+\.\d s, \d+ rows\/s\n$/)
    expect(existsSync(`${out}.work`)).toBe(false)
  })

  it('writes the lines asked for, ratios too, and whole settlements', async () => {
    const [some, full] = [at('some'), at('full')]
    const file = input(ndjson([CLAIM, { ...CLAIM, id: 'c2', person: { ...CLAIM.person, id: 'p2' } }]))
    await batch([file, '-o', some, '--lines', 'personal, basic.ratio'])
    expect(read(some).split('\n')[1]).toBe('{"row":2,"claimId":"c2","personal":"1525.00","basic.ratio":"0.8500"}')
    await batch([file, '-o', full, '--full'])
    expect(rowsOf(full)[0]).toEqual(JSON.parse(JSON.stringify(openPack(lakeside()).settle(CLAIM))))
  })

  it('gives of persons mixed what it gives of persons one after the other', async () => {
    const personOf = (claim: Claim): string => (claim['person'] as { id: string }).id
    const adjacent = [...CLAIMS].sort((a, b) => (personOf(a) < personOf(b) ? -1 : personOf(a) > personOf(b) ? 1 : 0))
    const [mixed, sorted] = [at('mixed'), at('sorted')]
    await batch([input(ndjson(CLAIMS)), '-o', mixed])
    await batch([input(ndjson(adjacent)), '-o', sorted])
    const byClaim = (file: string): ReadonlyMap<unknown, unknown> => new Map(withoutRow(file).map(rest => [rest['claimId'], rest]))
    expect(rowsOf(mixed).map(row => row['claimId'])).toEqual(CLAIMS.map(claim => claim['id']))
    expect(rowsOf(sorted).map(row => row['claimId'])).toEqual(adjacent.map(claim => claim['id']))
    expect([...byClaim(sorted)].sort()).toEqual([...byClaim(mixed)].sort())
  })

  it('reads CSV as NDJSON of the same claims, by paths or by a map, and writes CSV', async () => {
    const paths = ['id', ...DOMAINS.filter(domain => domain.source !== 'history').map(domain => domain.path), 'cost.items']
    const cellOf = (claim: Claim, path: string): string => {
      const value = path.split('.').reduce<unknown>((part, key) => (part as Claim | undefined)?.[key], claim)
      if (Array.isArray(value)) return path === 'cost.items' ? JSON.stringify(value) : value.join(';')
      return value === undefined ? '' : String(value)
    }
    const records = CLAIMS.map(claim => paths.map(path => cellOf(claim, path)))
    const names = paths.map((_, i) => `列${i}`)
    const files = { 'map.json': JSON.stringify(Object.fromEntries(paths.map((path, i) => [path, names[i]]))) }
    const plain = input(ndjson(CLAIMS))
    const named = input(stringify([paths, ...records]), 'in.csv')
    const mapped = input(`\uFEFF${stringify([names, ...records], { record_delimiter: 'windows' })}`, 'mapped.csv')
    const outs = [at('plain'), at('named'), at('mapped')] as const
    expect((await batch([plain, '-o', outs[0]])).code).toBe(0)
    expect((await batch([named, '-o', outs[1]])).code).toBe(0)
    expect((await batch([mapped, '-o', outs[2], '--map', 'map.json'], { files })).code).toBe(0)
    expect(read(outs[1])).toBe(read(outs[0]))
    expect(read(outs[2])).toBe(read(outs[0]))
    const csv = at('out.csv')
    await batch([plain, '-o', csv, '--lines', 'fund,basic.ratio'])
    const rows = rowsOf(outs[0]).map(row => [row['row'], row['claimId'], row['fund']].join())
    const [header, ...lines] = read(csv).trimEnd().split('\n')
    expect(header).toBe('row,claimId,fund,basic.ratio')
    expect(lines.map(line => line.split(',').slice(0, 3).join())).toEqual(rows)
  })

  it('refuses rows of ten kinds, exactly those, with the reason, and settles the others as if they were not there', async () => {
    const person = (claim: Claim): Claim => claim['person'] as Claim
    const cost = { total: '10.00' }
    const spoil: readonly (readonly [string, (claim: Claim) => unknown])[] = [
      ['rowNotJson ', claim => JSON.stringify(claim).slice(0, -1)],
      [
        'rowNotUtf8 ',
        claim => Buffer.concat([Buffer.from(JSON.stringify(claim).slice(0, -1)), Buffer.from(',"$schema":"\xff"}', 'latin1')]),
      ],
      ['rowTooLong ', claim => `${JSON.stringify(claim)}${' '.repeat(MAX_ROW)}`],
      ['noPerson /person/id', claim => ({ ...claim, person: { ...person(claim), id: undefined } })],
      ['unknownKey /colour', claim => ({ ...claim, colour: 'red' })],
      ['tooManyDecimals /cost/total', claim => ({ ...claim, cost: { total: '10.005' } })],
      [
        'notADay /encounter/settleDate',
        claim => ({ ...claim, encounter: { ...(claim['encounter'] as Claim), settleDate: '2024-02-30' }, cost }),
      ],
      ['unknownCode /insurance/scheme', claim => ({ ...claim, insurance: { ...(claim['insurance'] as Claim), scheme: 'residents' } })],
      ['partsExceedTotal /cost/total', claim => ({ ...claim, cost: { total: '10.00', offCatalogue: '10.01' } })],
      ['wrongType ', claim => [claim]],
    ]
    const spoiled = new Map(spoil.map(([reason, change], kind) => [kind * 37 + 20, { reason, change }]))
    const lines = CLAIMS.map((claim, i) => {
      const wrong = spoiled.get(i)?.change(claim) ?? claim
      return Buffer.concat([
        Buffer.isBuffer(wrong) ? wrong : Buffer.from(typeof wrong === 'string' ? wrong : JSON.stringify(wrong)),
        Buffer.from('\n'),
      ])
    })
    const [out, rejects, alone] = [at('out'), at('rejects'), at('alone')]
    const { code, err } = await batch([input(Buffer.concat(lines)), '-o', out, '--rejects', rejects, '--lang', 'en'])
    expect(code).toBe(1)
    expect(err).toContain('400 rows: 390 settled, 10 refused')
    expect(err).toContain(`The 10 refused rows and their reasons are in "${rejects}"`)
    const told = rowsOf(rejects).map(({ row, issues }) => [
      row,
      (issues as Claim[]).map(({ code, path }) => `${String(code)} ${String(path)}`),
    ])
    expect(told).toEqual([...spoiled].map(([i, { reason }]) => [i + 1, [reason]]))
    expect(rowsOf(rejects).map(row => row['claimId'])).toEqual(
      [...spoiled].map(([i, { reason }]) => (/^row|^wrongType/.test(reason) ? undefined : CLAIMS[i]?.['id'])),
    )
    for (const { issues } of rowsOf(rejects)) for (const issue of issues as Claim[]) expect(String(issue['message'])).toMatch(/ .*[.?]$/)
    await batch([input(ndjson(CLAIMS.filter((_, i) => !spoiled.has(i)))), '-o', alone])
    expect(withoutRow(out)).toEqual(withoutRow(alone))
  })

  it('counts refused rows where nobody asked for them, and says so', async () => {
    const { code, err } = await batch([input('{}\n'), '-o', at('out'), '--lang', 'en'])
    expect(code).toBe(1)
    expect(err).toContain('1 rows were refused; --rejects FILE tells which and why')
  })

  it('makes an empty output of an empty input', async () => {
    const [out, csv] = [at('out'), at('out.csv')]
    expect((await batch([input(''), '-o', out])).code).toBe(0)
    expect(read(out)).toBe('')
    await batch([input('\n\n'), '-o', csv, '--lines', 'fund'])
    expect(read(csv)).toBe('row,claimId,fund\n')
  })

  it.each(['compact', 'full'])('sums up what it settled and refused, as `yibao summary` does, with %s rows', async kind => {
    const lines = [...CLAIMS.map(claim => JSON.stringify(claim)), JSON.stringify({ ...CLAIMS[0], foo: 1 }), '{', JSON.stringify(CLAIMS[1])]
    const [file, json] = [input(`${lines.join('\n')}\n`), at('sums.json')]
    const { code, err } = await batch([file, '-o', at('out'), '--summary', json, ...(kind === 'full' ? ['--full'] : [])])
    expect([code, err]).toEqual([1, expect.not.stringContaining('就医类型')])
    const sums = JSON.parse(read(json)) as Claim
    expect(sums['rows']).toEqual({ settled: 400, rejected: 3, refused: { rowNotJson: 1, settledTwice: 1, unknownKey: 1 } })
    const alone = JSON.parse((await yibao(['summary', '-', '-p', LAKESIDE, '--json'], { stdin: read(file) })).out) as Claim
    // What is no JSON has a name of its own in each command.
    expect(sums).toEqual({ ...alone, rows: sums['rows'] })
    expect(alone['rows']).toEqual({ settled: 400, rejected: 3, refused: { badJsonLine: 1, settledTwice: 1, unknownKey: 1 } })
  })

  it('draws the sums as a page, or prints them after the last word', async () => {
    const [file, out, page] = [input(ndjson([CLAIM])), at('out'), at('sums.html')]
    await batch([file, '-o', out, '--summary', page, '--lang', 'en'])
    expect(read(page)).toMatch(/^<!doctype html>[\s\S]*1 claims settled, 0 refused; 1 persons/)
    const { err } = await batch([file, '-o', out, '--summary', '-', '--lang', 'en'])
    expect(err).toMatch(/rows\/s\n\n[\s\S]*1 claims settled, 0 refused; 1 persons[\s\S]*6,200\.00/)
  })

  it('writes the file that a link names', async () => {
    const [target, link] = [input('old'), at('link')]
    symlinkSync(target, link)
    await batch([input(ndjson([CLAIM])), '-o', link, '--lines', 'fund'])
    expect(read(target)).toBe('{"row":1,"claimId":"c1","fund":"4675.00"}\n')
  })
})

describe('options of a batch', () => {
  const said = async (args: readonly string[], more: { files?: Record<string, string> } = {}): Promise<string> => {
    const { code, err } = await batch([...args, '--lang', 'en'], more)
    expect(code).toBe(2)
    return err
  }

  it('are all checked before anything is written', async () => {
    const file = input(ndjson([CLAIM]))
    expect(await said([file])).toContain('Name a file of results with -o')
    const out = at('out')
    expect(await said([file, '-o', out, '--lines', 'funds,basic.paid,nothing'])).toMatch(
      /There is no line "funds"; did you mean "fund"\?\nThere is no line "nothing"\nLines: total, /,
    )
    expect(await said([file, '-o', out, '--full', '--lines', 'fund', '--map', 'x'])).toMatch(/--full writes.*--lines\n--map is for CSV/)
    expect(await said([file, '-o', `${out}.csv`, '--full'])).toContain('cannot go with CSV')
    expect(await said([file, '-o', out, '--summary', 'x.pdf'])).toContain('should end with .html or .json, or be -, not "x.pdf"')
    expect(await said([file, '-o', out, '--summary', `${out}.json`, '--rejects', `${out}.json`])).toContain('two outputs')
    expect(await said([file, '-o', out, '--from', 'xml'])).toContain('--from should be ndjson, csv or parquet, not "xml"')
    expect(await said([file, '-o', out, '--workers', '0'])).toContain('--workers should be an integer from 1 to 256')
    expect(await said([at('nothing'), '-o', out])).toContain('Cannot read the file')
    expect(await said([dir, '-o', out])).toContain('Cannot read the file')
    expect(await said([file, '-o', join(dir, 'no', 'such')])).toContain('there is no such folder')
    expect(await said([file, '-o', dir])).toContain('it is a folder')
    expect(await said([file, '-o', file])).toContain('cannot be input and output')
    expect(await said([file, '-o', out, '--rejects', out])).toContain('two outputs')
    expect(await said(['-', '-o', out, '--resume'])).toContain('Standard input or a pipe cannot be resumed')
    expect(existsSync(out) || existsSync(`${out}.work`)).toBe(false)
  })

  it('name columns that the CSV has, and leave nothing behind where they do not', async () => {
    const file = input('a,b\n1,2\n', 'in.csv')
    const out = at('out')
    expect(await said([file, '-o', out])).toContain('Columns that are no facts: a, b. Use --map')
    expect(await said([file, '-o', out, '--map', 'm'], { files: { m: '{"id":"c"}' } })).toContain('does not have: c')
    expect(await said([file, '-o', out, '--map', 'm'], { files: { m: '{"id":1}' } })).toContain('should be a JSON object')
    expect(existsSync(`${out}.work`)).toBe(false)
  })
})

describe('what an earlier run left', () => {
  /** A batch whose rejected rows cannot be written, at its very end: all partitions are done. */
  async function broken(file: string, out: string): Promise<Ran> {
    const ran = await batch([file, '-o', out, '--rejects', '/dev/full', '--lang', 'en'])
    expect(ran.code).toBe(3)
    expect(existsSync(out)).toBe(false)
    return ran
  }
  const content = `${ndjson(CLAIMS)}{}\n`

  it('is told where the disk is full, and gone on from', async () => {
    const [file, out, whole] = [input(content), at('out'), at('whole')]
    const { err } = await broken(file, out)
    expect(err).toContain('The disk is full: cannot write "/dev/full". There is no result.')
    expect(err).toContain(`What was done is kept in "${out}.work": mend the cause and go on with --resume.`)
    const resumed = await batch([file, '-o', out, '--resume', '--lang', 'en'])
    expect(resumed.code).toBe(1)
    expect(resumed.err).toContain('Resumed with 1 parts that were done')
    await batch([file, '-o', whole])
    expect(read(out)).toBe(read(whole))
    expect(existsSync(`${out}.work`)).toBe(false)
  })

  it('is never used unasked', async () => {
    const [file, out] = [input(content), at('out')]
    await broken(file, out)
    const { code, err } = await batch([file, '-o', out, '--lang', 'en'])
    expect(code).toBe(2)
    expect(err).toContain(`"${out}.work" is what an earlier run left: go on from it with --resume, or delete it`)
    expect(existsSync(out)).toBe(false)
  })

  it('is refused for another policy, other options, another input', async () => {
    const [file, out] = [input(content), at('out')]
    await broken(file, out)
    const differs = async (names: string, ...args: readonly string[]): Promise<void> => {
      const { code, err } = await batch([file, '-o', out, '--resume', '--lang', 'en', ...args])
      expect([code, err]).toEqual([2, expect.stringContaining(`(different: ${names})`)])
    }
    await differs('policy', '--param', 'basic.limit=1000.00')
    await differs('options', '--lines', 'fund')
    utimesSync(file, 1e9, 1e9)
    await differs('inputTime')
    writeFileSync(file, content.replace('c1', 'c2'))
    utimesSync(file, 1e9, 1e9)
    await differs('inputTime inputHead')
    expect(existsSync(out)).toBe(false)
  })

  it('is thrown away where it is damaged, without a result', async () => {
    const [file, out] = [input(content), at('out')]
    await broken(file, out)
    writeFileSync(join(`${out}.work`, 'result-0'), read(join(`${out}.work`, 'result-0')).slice(0, 1000))
    const { code, err } = await batch([file, '-o', out, '--resume', '--lang', 'en'])
    expect([code, err]).toEqual([2, expect.stringContaining('was damaged; it is deleted')])
    expect(existsSync(out) || existsSync(`${out}.work`)).toBe(false)
  })

  it('may be nothing: then a resumed batch begins', async () => {
    const [file, out] = [input(content), at('out')]
    expect((await batch([file, '-o', out, '--resume'])).code).toBe(1)
    expect(rowsOf(out)).toHaveLength(CLAIMS.length)
    const begun = at('begun')
    mkdirSync(`${begun}.work`)
    expect((await batch([file, '-o', begun, '--resume'])).code).toBe(1)
    expect(read(begun)).toBe(read(out))
  })
})
