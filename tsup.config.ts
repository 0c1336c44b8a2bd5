import { defineConfig } from 'tsup'

// TypeScript 6 deprecates the baseUrl that tsup's declaration build sets.
const dts = { compilerOptions: { ignoreDeprecations: '6.0' } }
const peers = ['@duckdb/node-api', 'z3-solver']

export default defineConfig([
  { entry: { index: 'src/index.ts' }, format: ['esm', 'cjs'], dts, clean: true, target: 'es2022', platform: 'node', shims: true, external: peers, treeshake: true },
  { entry: { cli: 'src/cli/main.ts' }, format: ['esm'], target: 'es2022', platform: 'node', external: peers, treeshake: true, banner: { js: '#!/usr/bin/env node' } },
  { entry: { 'yibao-rules': 'src/browser.ts' }, format: ['iife'], globalName: 'yibao', target: 'es2020', platform: 'browser', noExternal: [/.*/], minify: true, treeshake: true },
])
