import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'

const app = new Family({ fixture: 'environments', bundler: 'vite', plugins: ['vite:vue', 'vite:css'] })
const { project } = app
afterAll(() => project.dispose())

const whole = { isApp: true }

test('all environments of one builder are built as without the plugin', async () => {
  const truth = await app.expectDeterminism(whole)
  expect(Object.keys(truth.files).some((file) => file.startsWith('client/'))).toBe(true)
  expect(Object.keys(truth.files)).toContain('server/server.js')
  expect(await app.build(whole)).toEqual(app.callsOf(truth))
})

test('a warm build of all environments compiles nothing', async () => {
  expect(await app.build(whole)).toEqual([])
})

test('an edited component is compiled for each environment, and its undone edit is restored', async () => {
  const undo = project.edit('src/App.vue', 'class="where"', 'class="where" title="x"')
  const ran = await app.build(whole)
  expect(ran).toContain('vite:vue transform src/App.vue')
  expect(ran).toContain('vite:vue transform src/App.vue @ssr')
  undo()
  expect(await app.build(whole)).toEqual([])
})

test('a client and a server build of two processes share one cache folder and stay apart', async () => {
  const client = { outDir: 'dist/client' }
  const server = { ssr: 'src/server.js', outDir: 'dist/server' }
  await app.build(client)
  await app.build(server)
  expect(await app.build(client)).toEqual([])
  expect(await app.build(server)).toEqual([])
  const undo = project.edit('src/App.vue', "'server'", "'node'")
  await app.build(server)
  await app.build(client)
  undo()
  expect(await app.build(client)).toEqual([])
  expect(await app.build(server)).toEqual([])
})
