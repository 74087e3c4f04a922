import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type InlineConfig, resolveConfig } from 'vite'
import { afterAll, expect, it } from 'vitest'
import { describeConfig } from './vite-config.ts'

const folder = fs.mkdtempSync(path.join(tmpdir(), 'rekindle-vite-config-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

async function describedWith(config: InlineConfig, mode = 'production'): Promise<string> {
  const inline: InlineConfig = { root: folder, configFile: false, logLevel: 'silent', ...config }
  return describeConfig(await resolveConfig(inline, 'build', mode, mode))
}

it('is the same each time a config is resolved', async () => {
  expect(await describedWith({})).toBe(await describedWith({}))
})

it.each<[string, InlineConfig]>([
  ['define', { define: { __VERSION__: '"1"' } }],
  ['base', { base: '/shop/' }],
  ['an alias', { resolve: { alias: { '@': '/src' } } }],
  ['conditions', { resolve: { conditions: ['custom'] } }],
  ['the target', { build: { target: 'es2020' } }],
  ['source maps', { build: { sourcemap: true } }],
  ['the limit of inlined assets', { build: { assetsInlineLimit: 0 } }],
  ['options of styles', { css: { modules: { localsConvention: 'camelCase' } } }],
  ['a function among the options', { css: { modules: { generateScopedName: (name) => `x-${name}` } } }],
  ['JSON', { json: { stringify: true } }],
  ['an environment', { environments: { edge: { define: { __EDGE__: 'true' } } } }],
])('changes with %s', async (_what, config) => {
  expect(await describedWith(config)).not.toBe(await describedWith({}))
})

it('changes with the mode', async () => {
  expect(await describedWith({}, 'staging')).not.toBe(await describedWith({}))
})

it.each<[string, InlineConfig]>([
  ['the folder of the output', { build: { outDir: 'out', emptyOutDir: true } }],
  ['what is written and reported', { build: { write: false, reportCompressedSize: false, manifest: true } }],
  ['the server', { server: { port: 4321 }, preview: { port: 4322 } }],
  ['the log', { logLevel: 'info', clearScreen: false }],
  ['the plugins, which have their own identity', { plugins: [{ name: 'x' }] }],
  ['the folder of caches', { cacheDir: '.vite-cache' }],
])('does not change with %s', async (_what, config) => {
  expect(await describedWith(config)).toBe(await describedWith({}))
})
