import { readFileSync, writeFileSync } from 'node:fs'
import { EXIT, type Host } from './host.ts'
import { run } from './program.ts'

/** A closed pipe is the reader's way to say that it has enough. */
const onPipeError = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') process.stderr.write(`${error.message}\n`)
  process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.couldNot)
}
process.stdout.on('error', onPipeError)
// Who has had enough of the messages does not end the work.
process.stderr.on('error', () => undefined)

const host: Host = {
  out: text =>
    new Promise(resolve => {
      if (process.stdout.write(text)) resolve()
      else process.stdout.once('drain', resolve)
    }),
  err: text => void process.stderr.write(text),
  readStdin: async () => {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array))
    return Buffer.concat(chunks).toString('utf8')
  },
  readFile: file => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return undefined
    }
  },
  writeFile: (file, text) => {
    try {
      writeFileSync(file, text)
      return true
    } catch {
      return false
    }
  },
  interactive: process.stdin.isTTY,
  watched: process.stderr.isTTY,
  styled: process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
}

process.exitCode = await run(process.argv.slice(2), host)
