import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

/** What `files` of package.json lists beside dist. */
const SHIPPED = ['rules', 'schemas', 'fixtures', 'examples', 'docs', 'README.md', 'README.zh-CN.md', 'CHANGELOG.md', 'LICENSE']

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'yibao-tarball-'))
const consumer = join(dir, 'consumer')

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
const node = (file: string, ...args: readonly string[]): string =>
  execFileSync(process.execPath, [file, ...args], { cwd: consumer, encoding: 'utf8' })
const write = (file: string, text: string): void => writeFileSync(join(consumer, file), text)

/** Built in a copy: other tests may read dist at the same time. */
function pack(): string {
  const source = join(dir, 'source')
  mkdirSync(source)
  for (const name of ['src', 'scripts', 'package.json', 'tsup.config.ts', 'tsconfig.json', ...SHIPPED])
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(source, name), { recursive: true })
  execFileSync('ln', ['-s', join(ROOT, 'node_modules'), join(source, 'node_modules')])
  npm(['run', 'build'], source)
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', dir], source)) as [
    { filename: string },
  ]
  return join(dir, filename)
}

const CLAIM = readFileSync(join(ROOT, 'examples/jining-township-stay.json'), 'utf8')

/** What a consumer does with each entry; the same text as an ES module, as CommonJS and as TypeScript, but for how it gets the names. */
const USE = `
const claim = JSON.parse(process.argv[2])
const policy = openPolicy('jining')
const { fund } = policy.settle(claim)
const checks = {
  explained: policy.explain(claim).lines.length > 0,
  object: openPolicy(pack).settle(claim).fund.total === fund.total,
  named: openNamed('jining').settle(claim).fund.total === fund.total && packNames().includes('jining'),
  core: openCore(JSON.parse(JSON.stringify(policy.toLowered()))).settle(claim).fund.total === fund.total,
  fast: openCore(policy.toLowered('zh'), { accelerator: fast }).settle(claim).fund.total === fund.total,
  lines: policy.run(policy.prepare(claim))['l' + policy.lines.indexOf('fund')] === Math.round(Number(fund.total) * 100),
  sql: policy.toSql({ dialect: 'duckdb' }) === toSql(policy, { dialect: 'duckdb' }) && claimColumns(policy).length > 0,
  prove: typeof prove === 'function',
  refused: (() => { try { policy.settle({}); return false } catch (error) { return isPolicyError(error) } })(),
}
Promise.all([policy.settleAsync(claim, { facts: {} }), runEngine(policy, engineFacts(policy, policy.open(claim)))]).then(([settled, fired]) => {
  console.log(JSON.stringify({ ...checks, later: settled.fund.total === fund.total, engine: fired.length > 0 && toEngine(policy) !== undefined }))
})
`
const NAMES = [
  ['yibao-rules', 'openPolicy, isPolicyError'],
  ['yibao-rules/core', 'openPolicy as openCore'],
  ['yibao-rules/fast', 'fast'],
  ['yibao-rules/node', 'openPolicy as openNamed, packNames'],
  ['yibao-rules/engine', 'engineFacts, runEngine, toEngine'],
  ['yibao-rules/sql', 'claimColumns, toSql'],
  ['yibao-rules/prove', 'prove'],
  ['yibao-rules/packs/jining', 'pack'],
] as const
const IMPORTS = NAMES.map(([entry, names]) => `import { ${names} } from '${entry}'\n`).join('')
const REQUIRES = NAMES.map(([entry, names]) => `const { ${names.replaceAll(' as ', ': ')} } = require('${entry}')\n`).join('')

/** Types: what must compile, and what must not. */
const TYPED = `${IMPORTS}
import type { ClaimJson, Policy, Settlement, SuppliedFacts, LoweredPack } from 'yibao-rules'
import type { Policy as CorePolicy } from 'yibao-rules/core'
const policy: Policy = openPolicy('jining', { scheme: null, parameters: { a: '1.00' } })
const core: CorePolicy = openCore(policy.toLowered(), { accelerator: fast })
const wider: CorePolicy = policy
const lowered: LoweredPack = policy.toLowered()
const claim: ClaimJson = { encounter: { kind: 'inpatient', admitDate: '2023-06-01' }, cost: { total: '6200.00' } }
// @ts-expect-error there is no such kind
const wrong: ClaimJson = { encounter: { kind: 'inpatiend' } }
const settlement: Settlement = policy.settle(claim)
const amount: string = settlement.personal.cash
const facts: SuppliedFacts = { 'person.rural': () => Promise.resolve(true), 'encounter.kind': 'inpatient' }
const later: Promise<Settlement> = policy.settleAsync({}, { facts })
const result = policy.trySettle({})
const codes: readonly string[] = result.ok ? [] : result.issues.map(issue => issue.code)
const text: string = policy.toSql({ dialect: 'duckdb', lines: ['fund'] })
const same: string = toSql(core, { dialect: 'duckdb' })
const columns: readonly { readonly column: string }[] = claimColumns(core, ['fund'])
const proof: Promise<'proved' | 'refuted' | 'unknown'> = prove(policy).then(({ kind }) => kind)
const opened: CorePolicy = openNamed(pack)
// @ts-expect-error a settlement is not to be changed
settlement.claimId = 'x'
// @ts-expect-error core has no engine
core.toEngine()
// @ts-expect-error there is no such dialect
policy.toSql({ dialect: 'oracle' })
// @ts-expect-error an option that does not exist
openPolicy('jining', { schema: 'x' })
export { wrong, amount, codes, columns, engineFacts, isPolicyError, later, lowered, opened, packNames, proof, runEngine, same, text, toEngine, wider }
`

beforeAll(() => {
  const tarball = pack()
  mkdirSync(consumer)
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=peer', '--prefer-offline', tarball], consumer)
  write('use.mjs', IMPORTS + USE)
  write('use.cjs', REQUIRES + USE)
}, 120_000)

afterAll(() => rmSync(dir, { recursive: true, force: true }))

const allTrue = (text: string): void => {
  const checks = JSON.parse(text) as Readonly<Record<string, boolean>>
  expect(Object.entries(checks).filter(([, good]) => !good)).toEqual([])
  expect(Object.keys(checks)).toHaveLength(11)
}

it('serves an ES module from every entry', () => {
  allTrue(node('use.mjs', CLAIM))
})

it('serves CommonJS from every entry', () => {
  allTrue(node('use.cjs', CLAIM))
})

it.each([
  ['nodenext', 'mts'],
  ['nodenext', 'cts'],
  ['bundler', 'ts'],
])('has types for every entry: %s, .%s', (resolution, ending) => {
  write(`typed.${ending}`, TYPED)
  const config = `tsconfig.${resolution}.${ending}.json`
  const compilerOptions = {
    module: resolution === 'bundler' ? 'esnext' : 'nodenext',
    moduleResolution: resolution,
    target: 'es2022',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  }
  write(config, JSON.stringify({ compilerOptions, files: [`typed.${ending}`] }))
  const run = (): string => node(join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', config)
  try {
    run()
  } catch (error) {
    throw new Error(String((error as { stdout?: unknown }).stdout), { cause: error })
  }
})

it('brings the command, the schemas and the rules, and nothing of the sources', () => {
  const installed = join(consumer, 'node_modules/yibao-rules')
  const lowered = join(dir, 'lowered.json')
  node(join(installed, 'dist/cli.js'), 'build', '--policy', 'jining', '-o', lowered)
  expect(JSON.parse(readFileSync(lowered, 'utf8'))).toMatchObject({ format: 'yibao-lowered', version: 3 })
  expect(existsSync(join(installed, 'src'))).toBe(false)
  expect(SHIPPED.filter(name => !existsSync(join(installed, name)))).toEqual([])
  const links = [...readFileSync(join(installed, 'README.md'), 'utf8').matchAll(/(?:\]\(|`)((?:docs|examples)\/[\w./-]+)/g)].map(
    match => match[1],
  )
  expect(links.length).toBeGreaterThanOrEqual(3)
  expect(links.filter(link => !existsSync(join(installed, link ?? '')))).toEqual([])
})
