import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'

const app = new Family({ fixture: 'workers', bundler: 'vite', plugins: ['@rolldown/plugin-babel'] })
const { project } = app
afterAll(() => project.dispose())

const answer = '@rolldown/plugin-babel transform src/answer.ts'

test('a cold build with a worker bundle equals a build without the plugin', async () => {
  const truth = await app.expectDeterminism()
  expect(await app.writes('DONE')).toBe(true)
  expect(app.callsOf(truth)).toContain(answer)
  expect(await app.build()).toEqual(app.callsOf(truth))
})

test('a warm build runs Babel neither for the page nor for its worker', async () => {
  expect(await app.build()).toEqual([])
})

test('an edited module of a worker runs Babel alone, and its undone edit is restored', async () => {
  const undo = project.edit('src/answer.ts', '{question} $', '{question}: $')
  expect(await app.build()).toEqual([answer])
  undo()
  expect(await app.build()).toEqual([])
})

test('a page and its worker that are edited at once are both followed', async () => {
  const undos = [
    project.edit('src/main.ts', "'go'", "'start'"),
    project.edit('src/work.ts', 'event.data', 'event.data.trim()'),
  ]
  const ran = await app.build()
  expect(ran.filter((call) => !/src\/(main|work)\.ts/.test(call))).toEqual([])
  for (const undo of undos) {
    undo()
  }
  expect(await app.build()).toEqual([])
})

test('a deleted module of a worker fails the build as it does without the plugin, and heals', async () => {
  const recreate = project.remove('src/answer.ts')
  await app.expectFailure('answer.ts')
  recreate()
  // The module at which the build has failed is looked at once more.
  expect((await app.build()).filter((call) => !/src\/(main|work)\.ts/.test(call))).toEqual([])
  expect(await app.build()).toEqual([])
})

test('a local Babel plugin of the worker is an input', async () => {
  const undo = project.edit('babel/shout.cjs', 'DONE', 'READY')
  expect(await app.build()).toContain(answer)
  undo()
  expect(await app.build()).toEqual([])
})

test('source maps of worker bundles are equal, cold and warm', async () => {
  await app.expectDeterminism({ sourcemap: true })
  await app.build({ sourcemap: true })
  expect(await app.build({ sourcemap: true })).toEqual([])
})
