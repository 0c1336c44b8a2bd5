/** Writes `schemas/*.json`, `src/claim-json.ts` and `docs/facts.md` from `src/json-schema`. `npm run schemas` */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { format, resolveConfig } from 'prettier'

const root = fileURLToPath(new URL('..', import.meta.url))
// Inside the package, so that the bundle finds the packages it leaves outside.
const temporary = mkdtempSync(join(root, 'node_modules/.schemas-'))
try {
  await build({
    entryPoints: ['schemas', 'claim-type', 'facts-page'].map(name => join(root, `src/json-schema/${name}.ts`)),
    outdir: temporary,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  })
  const load = name => import(pathToFileURL(join(temporary, `${name}.mjs`)).href)
  const write = async (file, text) => writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
  const [{ jsonSchemas }, { claimType }, { factsPage }] = await Promise.all(['schemas', 'claim-type', 'facts-page'].map(load))
  const folder = join(root, 'schemas')
  mkdirSync(folder, { recursive: true })
  for (const [name, schema] of jsonSchemas()) await write(join(folder, `${name}.json`), JSON.stringify(schema))
  await write(join(root, 'src/claim-json.ts'), claimType())
  writeFileSync(join(root, 'docs/facts.md'), factsPage())
} finally {
  rmSync(temporary, { recursive: true })
}
