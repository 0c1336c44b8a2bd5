import { defineConfig } from 'tsup'

// TypeScript 6 deprecates the baseUrl that tsup's declaration build sets.
const compilerOptions = { ignoreDeprecations: '6.0' }
// commander is CommonJS: inside an ES module its requires of node modules need one.
const CLI_BANNER = `#!/usr/bin/env node
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)`
const peers = ['@duckdb/node-api', 'z3-solver']
const entries = {
  index: 'src/index.ts',
  fast: 'src/entries/fast.ts',
  node: 'src/entries/node.ts',
  engine: 'src/entries/engine.ts',
  sql: 'src/entries/sql.ts',
  prove: 'src/entries/prove.ts',
}
const core = { core: 'src/entries/core.ts' }

export default defineConfig([
  {
    entry: entries,
    format: ['esm', 'cjs'],
    // The types of all entries together: one declaration of each class.
    dts: { entry: { ...entries, ...core }, compilerOptions },
    clean: true,
    target: 'es2022',
    platform: 'node',
    shims: true,
    external: peers,
    treeshake: true,
  },
  {
    // One small file: it is loaded where every millisecond counts.
    entry: core,
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral',
    splitting: false,
    minify: true,
    treeshake: true,
    esbuildOptions: options => {
      options.charset = 'utf8'
    },
  },
  {
    entry: { cli: 'src/cli/main.ts', 'batch-worker': 'src/batch/worker.ts' },
    format: ['esm'],
    target: 'es2022',
    platform: 'node',
    external: peers,
    treeshake: true,
    banner: { js: CLI_BANNER },
  },
  {
    entry: { 'yibao-rules': 'src/browser.ts' },
    format: ['iife'],
    globalName: 'yibao',
    target: 'es2020',
    platform: 'browser',
    noExternal: [/.*/],
    minify: true,
    treeshake: true,
  },
])
