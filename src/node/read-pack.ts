import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errorIssue, PolicyError } from '../base/issue.ts'
import { suggest } from '../base/suggest.ts'

/** Files of a pack folder whose one array has the file's name. */
const LISTS = ['parameters', 'layers', 'clauses', 'invariants'] as const

/** Files whose rules and tables are put together, in this order; any other JSON file is refused. */
const RULE_FILES = ['eligibility', 'payout', 'referral', 'duties', 'budget', 'indicators', 'deadlines', 'prices'] as const

/** A pack folder (`pack.json`, `parameters.json`, `layers.json`, `payout.json` …, `schemes/`) as one pack object. Throws a PolicyError. */
export function readPackFolder(folder: string): Record<string, unknown> {
  const pack: Record<string, unknown> = { ...readJson(join(folder, 'pack.json')) }
  for (const name of LISTS) {
    const file = join(folder, `${name}.json`)
    if (existsSync(file)) pack[name] = readJson(file)[name]
  }
  const parts = RULE_FILES.map(name => join(folder, `${name}.json`))
    .filter(file => existsSync(file))
    .map(readJson)
  pack['rules'] = parts.flatMap(part => (part['rules'] as readonly unknown[] | undefined) ?? [])
  pack['tables'] = parts.flatMap(part => (part['tables'] as readonly unknown[] | undefined) ?? [])
  pack['schemes'] = readSchemes(join(folder, 'schemes'))
  const adopts = (pack['adopts'] as readonly string[] | undefined) ?? []
  if (adopts.length > 0) pack['adopted'] = adopts.map(id => readPackFolder(join(dirname(folder), basename(id))))
  return pack
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
    throw new PolicyError([errorIssue('unreadableFile', '', { file })])
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
    throw new SyntaxError('not an object')
  } catch (error) {
    throw new PolicyError([errorIssue('badJson', '', { file, detail: error instanceof Error ? error.message : '' })])
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
  throw new PolicyError([errorIssue('unreadableFile', '', { file: 'rules/' })])
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
  throw new PolicyError([errorIssue('unknownPack', '', { id: name, known: known.join(', '), suggestion: suggest(name, known) ?? '' })])
}
