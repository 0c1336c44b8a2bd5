import { readFileSync } from 'node:fs'
import { openPack } from '../../src/full-policy.ts'
import { LineKeys } from '../../src/stream/line-key.ts'
import { LineSettler } from '../../src/stream/line-settler.ts'
import { LineFold } from '../../test/support/line-fold.ts'
import { serve } from '../job.ts'

/** The lines of a row: what the fund pays by layer, and what is left to the person. */
const LINES = ['basic.paid', 'serious.paid', 'assistance.paid', 'fund', 'personal']

const NEWLINE = 10
/** Output is handed on in blocks. */
const BLOCK = 1 << 16

const [, , packFile = '', input = '', mode = 'lines'] = process.argv
const bytes = readFileSync(input)
const ends: number[] = []
for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) ends.push(at)
const texts = mode === 'json' ? bytes.toString().trimEnd().split('\n') : []
const starts = ends.map((_, i) => (i === 0 ? 0 : ends[i - 1]! + 1))

/** Every line once, in order; gives a sum over what was made, so that nothing is left undone. */
const PASSES: Readonly<Record<string, () => () => number>> = {
  /** Settled from bytes to bytes, the years of all persons begun anew. */
  lines: () => {
    const policy = openPack(JSON.parse(readFileSync(packFile, 'utf8')))
    const settler = new LineSettler(policy, { lines: LINES })
    const fold = new LineFold(policy, LINES)
    for (const [i, end] of ends.entries()) {
      settler.rows.clear()
      const refused = settler.push(bytes, starts[i], end)
      const expected = fold.push(bytes.toString('utf8', starts[i], end))
      const got = Buffer.from(settler.rows.bytes.buffer, 0, settler.rows.length).toString().trimEnd()
      if (got !== (expected.row ?? '') || (refused === undefined) !== (expected.issues === undefined))
        throw new Error(`line ${String(i + 1)}: ${got} instead of ${JSON.stringify(expected)}`)
    }
    return () => {
      let sum = 0
      settler.forget()
      for (let i = 0; i < ends.length; i++) {
        settler.push(bytes, starts[i], ends[i])
        if (settler.rows.length < BLOCK) continue
        sum += settler.rows.length
        settler.rows.clear()
      }
      return sum
    }
  },
  /** The keys of each line, by which a batch divides and orders them. */
  keys: () => {
    const keys = new LineKeys()
    return () => {
      let sum = 0
      for (let i = 0; i < ends.length; i++) sum += keys.read(bytes, starts[i], ends[i])?.person.length ?? 0
      return sum
    }
  },
  /** Texts that lie ready, parsed and written again: no bytes on either side. */
  json: () => () => {
    let sum = 0
    for (const text of texts) sum += JSON.stringify(JSON.parse(text)).length
    return sum
  },
  /** The same from bytes to bytes. */
  'json-bytes': () => {
    const out = Buffer.alloc(1 << 20)
    return () => {
      let sum = 0
      for (let i = 0; i < ends.length; i++) sum += out.write(JSON.stringify(JSON.parse(bytes.toString('utf8', starts[i], ends[i]))))
      return sum
    }
  },
  /** Parsed alone. */
  parse: () => () => {
    let sum = 0
    for (let i = 0; i < ends.length; i++) sum += Object.keys(JSON.parse(bytes.toString('utf8', starts[i], ends[i])) as object).length
    return sum
  },
}

const pass = PASSES[mode]!()
serve({
  round(milliseconds) {
    const start = performance.now()
    let done = 0
    let sum = 0
    do {
      sum += pass()
      done += ends.length
    } while (performance.now() - start < milliseconds)
    if (sum <= 0) throw new Error('nothing was made')
    return (done / (performance.now() - start)) * 1000
  },
})
