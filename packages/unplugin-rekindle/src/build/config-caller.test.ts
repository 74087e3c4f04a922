import fs from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ConfigCaller, findConfigCaller } from './config-caller.ts'

let folder: string

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'rekindle-caller-')))
})
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true })
})

type Run = (factory: () => ConfigCaller | null) => ConfigCaller | null

const factory = (): ConfigCaller | null => findConfigCaller(factory)

/** Loads a module past the test runner, as Node does, and has it call the factory. */
async function callFrom(file: string, source: string, query = ''): Promise<ConfigCaller | null> {
  const target = path.join(folder, file)
  fs.mkdirSync(path.dirname(target), { recursive: true })
  fs.writeFileSync(target, source)
  const loader = path.join(folder, 'load.cjs')
  fs.writeFileSync(loader, 'exports.load = (url) => import(url)')
  const { load } = createRequire(import.meta.url)(loader) as { load(url: string): Promise<{ run: Run }> }
  const { run } = await load(pathToFileURL(target).href + query)
  return run(factory)
}

const esm = 'export const run = (factory) => factory()'

it('is the module that calls the factory, with its text', async () => {
  expect(await callFrom('vite.config.mjs', esm)).toEqual({
    file: path.join(folder, 'vite.config.mjs'),
    text: esm,
  })
})

it('is found in CommonJS, in folders with odd names, and behind a query', async () => {
  const cjs = 'exports.run = (factory) => factory()'
  expect((await callFrom('my (new) app/config.cjs', cjs))?.file).toBe(
    path.join(folder, 'my (new) app/config.cjs'),
  )
  expect((await callFrom('grüße 1/config.mjs', esm, '?t=1'))?.file).toBe(
    path.join(folder, 'grüße 1/config.mjs'),
  )
})

it('passes over the packages in between', async () => {
  fs.mkdirSync(path.join(folder, 'node_modules/unplugin'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'node_modules/unplugin/index.mjs'), esm)
  const source = `import { run as inner } from './node_modules/unplugin/index.mjs'
    export const run = (factory) => { const made = inner(factory); return made }`
  expect((await callFrom('rollup.config.mjs', source))?.file).toBe(path.join(folder, 'rollup.config.mjs'))
})

it.each([
  ['rollup.config-1712345678901.mjs', 'rollup.config.mjs'],
  ['vite.config.ts.timestamp-1712345678901-8f3a.mjs', 'vite.config.ts.mjs'],
])('has one name for all bundled copies: %s', async (copy, name) => {
  expect(await callFrom(copy, esm)).toEqual({ file: path.join(folder, name), text: esm })
})

it('leaves out the source map of a bundled copy, which holds the name of the copy', async () => {
  const source = `${esm}\n//# sourceMappingURL=data:application/json;base64,e30=`
  expect(await callFrom('rolldown.config.1.0123456789abcdef.mjs', source)).toEqual({
    file: path.join(folder, 'rolldown.config.mjs'),
    text: esm,
  })
})

it('has no text when the copy is gone already', async () => {
  const source = `import fs from 'node:fs'
    import { fileURLToPath } from 'node:url'
    export const run = (factory) => { fs.rmSync(fileURLToPath(import.meta.url)); return factory() }`
  expect(await callFrom('rollup.config.mjs', source)).toEqual({
    file: path.join(folder, 'rollup.config.mjs'),
    text: null,
  })
})

it('leaves the length of stack traces as it was', async () => {
  const limit = Error.stackTraceLimit
  await callFrom('vite.config.mjs', esm)
  expect(Error.stackTraceLimit).toBe(limit)
})
