import { readFileSync } from 'node:fs'
import { readPackFolder } from '../../src/node/read-pack.ts'
import { HOME_CITY } from '../../src/facts/world.ts'
import { openPack } from '../../src/full-policy.ts'

type Json = Readonly<Record<string, unknown>>

/** The packs that every reading must agree on: the invented ones, of which the first uses nearly every shape and the second what one stay shares, and the real ones. */
export const PACKS: readonly { readonly name: string; readonly json: Json; readonly scheme: string }[] = [
  { name: 'lakeside', json: lakeside(), scheme: 'standard' },
  { name: 'riverside', json: invented('riverside'), scheme: 'standard' },
  { name: 'shandong', json: shipped('shandong'), scheme: 'illustrative' },
  { name: 'jining', json: shipped('jining'), scheme: 'illustrative' },
  { name: 'wenzhou', json: withoutEnd(shipped('wenzhou')), scheme: 'illustrative' },
  { name: 'shanwei', json: shipped('shanwei'), scheme: 'illustrative' },
  // The rules of 1 September stay within the generated year; the days before the document was printed would only be refused.
  { name: 'luan', json: moved('luan', { '341500': HOME_CITY, '"from":"2024-08-14"': '"from":"2023-01-01"' }), scheme: 'illustrative' },
  { name: 'changde', json: moved('changde', { '430700': HOME_CITY, lungCancer: 'J45' }), scheme: 'illustrative' },
]

/** The packs that have a published scheme, under it; what it leaves open has the value of the illustrative one. */
export const PUBLISHED: typeof PACKS = PACKS.flatMap(({ name, json }) => {
  const { illustrative, published } = (json['schemes'] ?? {}) as Readonly<Record<string, Json | undefined>>
  if (illustrative === undefined || published === undefined) return []
  const parameters = { ...(illustrative['parameters'] as Json), ...(published['parameters'] as Json) }
  return [{ name: `${name}, published`, json: { ...json, schemes: { published: { ...published, parameters } } }, scheme: 'published' }]
})

/** A fresh copy of the invented pack. */
export function lakeside(): Record<string, unknown> {
  return invented('lakeside')
}

function invented(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../packs/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>
}

/** A pack of `rules/` with what it adopts put in: the reference interpreter knows no adoption. */
function shipped(name: string): Json {
  const folder = new URL(`../../rules/${name}`, import.meta.url).pathname
  return JSON.parse(JSON.stringify(openPack(readPackFolder(folder)).pack.json)) as Json
}

/** The pack in force from its first day on: generated claims are of a year in which the document has lapsed. */
function withoutEnd(json: Json): Json {
  const { from } = json['window'] as { readonly from: string }
  return { ...json, window: { from } }
}

/** A pack whose city, days or diseases are those of generated claims: as shipped, the rules of the place would fire for none of them. */
function moved(name: string, names: Readonly<Record<string, string>>): Json {
  const text = Object.entries(names).reduce((json, [from, to]) => json.replaceAll(from, to), JSON.stringify(shipped(name)))
  return JSON.parse(text) as Json
}
