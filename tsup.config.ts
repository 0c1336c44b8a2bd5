import { defineConfig } from 'tsup'

// TypeScript 6 deprecates the baseUrl that tsup's declaration build sets.
const dts = { compilerOptions: { ignoreDeprecations: '6.0' } }
// commander is CommonJS: inside an ES module its requires of node modules need one.
const CLI_BANNER = `#!/usr/bin/env node
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)`
const peers = ['@duckdb/node-api', 'z3-solver']

export default defineConfig([
  {
    entry: { index: 'src/index.ts' },
    format: ['esm', 'cjs'],
    dts,
    clean: true,
    target: 'es2022',
    platform: 'node',
    shims: true,
    external: peers,
    treeshake: true,
  },
  {
    entry: { cli: 'src/cli/main.ts' },
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
