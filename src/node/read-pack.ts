import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, pointer } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'

/** Files of a pack folder whose one array has the file's name. */
const LISTS = ['parameters', 'layers', 'clauses', 'invariants', 'indicators', 'scoring'] as const

/** Files whose rules and tables are put together, in this order. */
const RULE_FILES = ['eligibility', 'payout', 'referral', 'duties', 'budget', 'deadlines', 'prices'] as const

/** A pack folder (`pack.json`, `parameters.json`, `layers.json`, `payout.json` …, `schemes/`) as one pack object. Throws a PolicyError. */
export function readPackFolder(folder: string): Record<string, unknown> {
  const pack = readOwnFiles(folder)
  const adopts = Array.isArray(pack['adopts']) ? (pack['adopts'] as readonly unknown[]) : []
  // One level only: what an adopted pack adopts in turn is for the loader to refuse, and a circle cannot begin.
  if (adopts.length > 0) pack['adopted'] = adopts.map(id => readOwnFiles(adoptedFolder(folder, basename(String(id)))))
  return pack
}

/** The folder beside this one; else that of a pack which comes with this package. */
function adoptedFolder(folder: string, id: string): string {
  const beside = join(dirname(folder), id)
  return !existsSync(join(beside, 'pack.json')) && packNames().includes(id) ? join(rulesFolder(), id) : beside
}

function readOwnFiles(folder: string): Record<string, unknown> {
  const pack: Record<string, unknown> = { ...readJson(join(folder, 'pack.json')) }
  const known = ['pack', ...LISTS, ...RULE_FILES].map(name => `${name}.json`)
  for (const file of readdirSync(folder))
    if (file.endsWith('.json') && !known.includes(file))
      throw policyError([errorIssue('unknownFile', '', { file: join(folder, file), suggestion: suggest(file, known) ?? '' })])
  // A short list may stand in pack.json itself.
  for (const name of LISTS) pack[name] = readLists(folder, name, [name])[name] ?? pack[name]
  const parts = RULE_FILES.map(name => readLists(folder, name, ['rules', 'tables']))
  for (const list of ['rules', 'tables'] as const) pack[list] = parts.flatMap(part => part[list] ?? [])
  pack['schemes'] = readSchemes(join(folder, 'schemes'))
  return pack
}

type Lists<T extends string> = Readonly<Partial<Record<T, readonly unknown[]>>>

/** The lists of one file, which may be absent; a key that is none of them is refused. */
function readLists<T extends string>(folder: string, name: string, lists: readonly T[]): Lists<T> {
  const file = join(folder, `${name}.json`)
  if (!existsSync(file)) return {} as Lists<T>
  const json = readJson(file)
  const allowed: readonly string[] = ['$schema', 'version', ...lists]
  const issues = Object.keys(json)
    .filter(key => !allowed.includes(key))
    .map(key => errorIssue('unknownKey', `${file}#${pointer(key)}`, { key, suggestion: suggest(key, allowed) ?? '' }))
  for (const list of lists)
    if (json[list] !== undefined && !Array.isArray(json[list]))
      issues.push(errorIssue('wrongType', `${file}#${pointer(list)}`, { expected: 'array', received: typeof json[list] }))
  if (issues.length > 0) throw policyError(issues)
  return json as Lists<T>
}

function readSchemes(folder: string): Record<string, unknown> {
  if (!existsSync(folder)) return {}
  const files = readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .sort()
  return Object.fromEntries(files.map(file => [basename(file, '.json'), readJson(join(folder, file))]))
}

/** A JSON file that holds an object. Throws a PolicyError that says where the text is wrong. */
export function readJson(file: string): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw policyError([errorIssue('unreadableFile', '', { file })])
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
    throw new SyntaxError('not an object')
  } catch (error) {
    throw policyError([errorIssue('badJson', '', { file, detail: error instanceof Error ? error.message : '' })])
  }
}

/** The folder of the packs that come with this package: the nearest `rules` upwards that holds packs. */
export function rulesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (let depth = 0; depth < 6; depth++) {
    const rules = join(folder, 'rules')
    if (existsSync(rules) && statSync(rules).isDirectory()) return rules
    folder = dirname(folder)
  }
  throw policyError([errorIssue('unreadableFile', '', { file: 'rules/' })])
}

/** Names of the packs that come with this package. */
export function packNames(): readonly string[] {
  const folder = rulesFolder()
  return readdirSync(folder)
    .filter(name => existsSync(join(folder, name, 'pack.json')))
    .sort()
}

/** A pack by the name of one that comes with this package, or by a path to a folder or a JSON file. */
export function findPack(name: string): Record<string, unknown> {
  if (/^[a-z][a-z0-9-]*$/.test(name) && packNames().includes(name)) return readPackFolder(join(rulesFolder(), name))
  if (existsSync(name)) return statSync(name).isDirectory() ? readPackFolder(name) : readJson(name)
  const known = packNames()
  throw policyError([errorIssue('unknownPack', '', { id: name, known: known.join(', '), suggestion: suggest(name, known) ?? '' })])
}
