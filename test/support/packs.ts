import { readFileSync } from 'node:fs'
import { readPackFolder } from '../../src/node/read-pack.ts'

/** The packs that every reading must agree on: the invented one that uses every shape, and the real ones. */
export const PACKS: readonly { readonly name: string; readonly json: Readonly<Record<string, unknown>>; readonly scheme: string }[] = [
  { name: 'lakeside', json: lakeside(), scheme: 'standard' },
  { name: 'jining', json: readPackFolder(new URL('../../rules/jining', import.meta.url).pathname), scheme: 'illustrative' },
]

/** A fresh copy of the invented pack. */
export function lakeside(): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL('../packs/lakeside.json', import.meta.url), 'utf8')) as Record<string, unknown>
}
