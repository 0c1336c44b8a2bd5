/** Writes each pack of rules/ as one object into dist/packs: an ES module, a CommonJS one, and their types. Run after tsup, which empties dist. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { packNames, findPack } from '../dist/node.js'

const folder = new URL('../dist/packs/', import.meta.url)
const TYPES = `/** A pack as JSON, for \`openPolicy\`. */
export declare const pack: Readonly<Record<string, unknown>>
`
mkdirSync(folder, { recursive: true })
for (const name of packNames()) {
  // JSON is JavaScript but for these two separators inside of texts, and __proto__, which no pack may have.
  const text = JSON.stringify(findPack(name)).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  const write = (ending, content) => writeFileSync(new URL(`${name}.${ending}`, folder), content)
  write('js', `export const pack = ${text}\n`)
  write('cjs', `'use strict'\nexports.pack = ${text}\n`)
  for (const ending of ['d.ts', 'd.cts']) write(ending, TYPES)
}
