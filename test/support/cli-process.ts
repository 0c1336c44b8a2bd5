import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const SRC = fileURLToPath(new URL('../../src/', import.meta.url))

/** esbuild's own program, of a bundle that node runs by itself: commander asks for node's modules by `require`. */
const BANNER = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)`

/** The command line as files of its own, for tests that need a process or its threads. */
export interface CliBundle {
  readonly dir: string
  /** Starts it; the caller may kill it. */
  start(args: readonly string[]): ChildProcess
  /** Runs it to its end. */
  run(args: readonly string[], stdin?: string): Promise<CliRun>
  /** Runs it where no file may be larger than so many kilobytes. */
  runLimited(args: readonly string[], kilobytes: number): Promise<CliRun>
  remove(): void
}

export interface CliRun {
  /** Null if a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export async function bundleCli(): Promise<CliBundle> {
  const dir = mkdtempSync(join(tmpdir(), 'yibao-cli-'))
  await build({
    entryPoints: { cli: join(SRC, 'cli/main.ts'), 'batch-worker': join(SRC, 'batch/worker.ts') },
    outdir: dir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['@duckdb/node-api', 'z3-solver'],
    banner: { js: BANNER },
    logLevel: 'warning',
  })
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}')
  const start = (args: readonly string[]): ChildProcess => spawn(process.execPath, [join(dir, 'cli.js'), ...args])
  return {
    dir,
    start,
    run: (args, stdin) => {
      const child = start(args)
      child.stdin?.end(stdin ?? '')
      return ended(child)
    },
    runLimited: (args, kilobytes) => {
      // The shell counts blocks of 512 bytes.
      const limited = `ulimit -f ${2 * kilobytes}; exec "$0" "$@"`
      return ended(spawn('sh', ['-c', limited, process.execPath, join(dir, 'cli.js'), ...args]))
    },
    remove: () => {
      rmSync(dir, { recursive: true })
    },
  }
}

/** What a process wrote until it ended. */
export function ended(child: ChildProcess): Promise<CliRun> {
  let [out, err] = ['', '']
  child.stdout?.on('data', chunk => {
    out += String(chunk)
  })
  child.stderr?.on('data', chunk => {
    err += String(chunk)
  })
  return new Promise(resolve =>
    child.once('close', code => {
      resolve({ code, out, err })
    }),
  )
}
