/** Writes `schemas/*.json` from `src/json-schema`. `npm run schemas` */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { format, resolveConfig } from 'prettier'

const root = fileURLToPath(new URL('..', import.meta.url))
// Inside the package, so that the bundle finds the packages it leaves outside.
const temporary = mkdtempSync(join(root, 'node_modules/.schemas-'))
try {
  const outfile = join(temporary, 'schemas.mjs')
  await build({
    entryPoints: [join(root, 'src/json-schema/schemas.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  })
  const { jsonSchemas } = await import(pathToFileURL(outfile).href)
  const folder = join(root, 'schemas')
  mkdirSync(folder, { recursive: true })
  for (const [name, schema] of jsonSchemas()) {
    const file = join(folder, `${name}.json`)
    writeFileSync(file, await format(JSON.stringify(schema), { ...(await resolveConfig(file)), filepath: file }))
  }
} finally {
  rmSync(temporary, { recursive: true })
}
