/**
 * How large `yibao-rules/core` is, minified and gzipped, and where its bytes are; with one lowered pack, in both languages and in Chinese alone.
 * Run after `npm run build`. `--policy` a name, a folder or a JSON file (default: the first of rules/), `--json`.
 */
import { Buffer } from 'node:buffer'
import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { openPolicy, packNames } from '../dist/node.js'

const at = process.argv.indexOf('--policy')
const name = at < 0 ? packNames()[0] : process.argv[at + 1]
const sizes = text => ({ bytes: Buffer.byteLength(text), gzipped: gzipSync(text, { level: 9 }).length })

async function bundle(entry) {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../${entry}`, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    platform: 'node',
  })
  const rooms = {}
  for (const [file, { bytesInOutput }] of Object.entries(Object.values(metafile.outputs)[0].inputs)) {
    const room = /src\/([^/]+\/(?:passes|readings)|[^/]+)/.exec(file)?.[1] ?? 'packages'
    rooms[room] = (rooms[room] ?? 0) + bytesInOutput
  }
  return { ...sizes(outputFiles[0].text), rooms }
}

const core = await bundle('src/entries/core.ts')
const policy = openPolicy(name)
const packs = Object.fromEntries(
  [undefined, 'zh'].map(language => {
    const lowered = policy.toLowered(language)
    const parts = Object.fromEntries(['sheet', 'pack', 'phrases'].map(part => [part, sizes(JSON.stringify(lowered[part])).gzipped]))
    return [language ?? 'zh and en', { ...sizes(JSON.stringify(lowered)), parts }]
  }),
)
if (process.argv.includes('--json')) console.log(JSON.stringify({ core, policy: name, packs }))
else {
  console.log(`core            ${core.bytes} B minified, ${core.gzipped} B gzipped`)
  for (const [room, bytes] of Object.entries(core.rooms).sort((a, b) => b[1] - a[1]))
    console.log(`  ${room.padEnd(22)}${String(bytes).padStart(8)} B`)
  for (const [languages, { bytes, gzipped, parts }] of Object.entries(packs)) {
    const where = Object.entries(parts).map(([part, size]) => `${part} ${size}`)
    console.log(
      `${name}, ${languages}: ${bytes} B, ${gzipped} B gzipped (alone: ${where.join(', ')}); together ${core.gzipped + gzipped} B gzipped`,
    )
  }
}
