import fs from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'
import type { BuildJob } from '../../kit/process/run-build.ts'

const app = new Family({ fixture: 'config', bundler: 'vite', plugins: ['@mdx-js/rollup', 'stamp'] })
const { project } = app
afterAll(() => project.dispose())

const all = [
  '@mdx-js/rollup transform src/first.mdx',
  '@mdx-js/rollup transform src/second.mdx',
  'stamp transform src/main.js',
]

test('an edited config file makes everything new, and its undone edit is restored', async () => {
  await app.expectDeterminism()
  expect(await app.build()).toEqual(all)
  expect(await app.build()).toEqual([])
  const undo = project.edit('vite.config.mjs', 'remarkPlugins: [heading]', 'remarkPlugins: []')
  expect(await app.build()).toEqual(all)
  undo()
  expect(await app.build()).toEqual([])
})

test('an edited file that the config imports makes everything new', async () => {
  const undo = project.edit('heading.mjs', 'depth = 2', 'depth = 3')
  expect(await app.writes('_components.h3')).toBe(true)
  expect(await app.build()).toEqual(all)
  undo()
  expect(await app.build()).toEqual([])
})

test('a new version of an installed plugin makes everything new', async () => {
  // As package managers do: files are replaced and the mark of the installation is written anew.
  const install = (version: string): void => {
    const file = 'node_modules/vite-plugin-stamp/package.json'
    project.write(file, project.read(file).replace(/"version": "[^"]*"/, `"version": "${version}"`))
    const code = 'node_modules/vite-plugin-stamp/index.js'
    project.write(code, project.read(code).replace(/stamp \d\.0\.0/, `stamp ${version}`))
    fs.writeFileSync(project.path('node_modules/.package-lock.json'), `{ "stamp": "${version}" }`)
  }
  install('2.0.0')
  const { files } = await app.run()
  expect(Object.values(files).join('')).toContain('stamp 2.0.0')
  expect(app.callsOf(await app.run())).toEqual([])
  install('3.0.0')
  expect(Object.values((await app.run()).files).join('')).toContain('stamp 3.0.0')
  install('1.0.0')
  expect(await app.build()).toEqual([])
})

test('mode, define and the variables of a build are inputs where they count', async () => {
  const jobs: readonly Partial<BuildJob>[] = [
    { mode: 'staging' },
    { define: { 'globalThis.FLAG': '"on"' } },
    { env: { VITE_LABEL: 'labelled' } },
    { env: { STAMP_LABEL: 'stamped' } },
    { env: { NODE_ENV: 'development' } },
  ]
  for (const job of jobs) {
    await app.build(job)
    expect(await app.build(job)).toEqual([])
  }
  project.write('.env', 'VITE_LABEL=from-file\n')
  expect(await app.writes('from-file')).toBe(true)
  await app.build()
  project.remove('.env')
  expect(await app.build()).toEqual([])
})

test('a variable that only one plugin reads leaves the results of the others', async () => {
  expect(await app.build({ env: { STAMP_LABEL: 'other' } })).toEqual(['stamp transform src/main.js'])
})
