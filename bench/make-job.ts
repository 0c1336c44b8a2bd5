import { readFileSync, writeFileSync } from 'node:fs'
import { benchClaims } from './claims.ts'

/** Writes the job: the pack and its claims. */
const [packFile = '', out = '', wanted = '10240'] = process.argv.slice(2)
const pack: unknown = JSON.parse(readFileSync(packFile, 'utf8'))
writeFileSync(out, JSON.stringify({ pack, claims: benchClaims(pack, Number(wanted)) }))
