import fs from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startDevServer } from '../../kit/dev/dev-server.ts'
import type { HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker, twoModules } from '../../kit/in-process/marker-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

const rekindle = { plugins: { marker: true }, verify: false }

it('what a server has stored is on disk before it ends, and serves another one meanwhile', async () => {
  const project = createProject(twoModules)
  await delay(30)
  const calls: HookCalls = []
  const first = await startDevServer(project, { plugins: [marker(calls)], rekindle })
  const text = await first.get('/main.js')
  expect(calls).toEqual(['marker main.js'])
  await delay(800)
  const second = await startDevServer(project, { plugins: [marker(calls)], rekindle })
  expect(await second.get('/main.js')).toBe(text)
  expect(await second.get('/greeting.js')).toContain('globalThis.marks')
  expect(calls).toEqual(['marker main.js', 'marker greeting.js'])
})

it('an edited module is served anew, and an undone edit from the cache, within one server', async () => {
  const project = createProject(twoModules)
  await delay(30)
  const calls: HookCalls = []
  const server = await startDevServer(project, { plugins: [marker(calls)], rekindle })
  const before = await server.get('/greeting.js')
  const text = project.read('greeting.js')
  project.write('greeting.js', text.replace('hello', 'good day'))
  await expect.poll(() => server.get('/greeting.js'), { timeout: 5000 }).toContain('good day')
  project.write('greeting.js', text)
  await expect
    .poll(async () => (await server.get('/greeting.js')).includes('good day'), { timeout: 5000 })
    .toBe(false)
  expect((await server.get('/greeting.js')).replace(/sourceMappingURL.*/, '')).toBe(
    before.replace(/sourceMappingURL.*/, ''),
  )
  expect(calls).toEqual(['marker greeting.js', 'marker greeting.js'])
})

it('modules for the server are restored as well, also when no page was ever asked for', async () => {
  const project = createProject(twoModules)
  await delay(30)
  for (const expected of [['marker greeting.js', 'marker main.js'], []]) {
    const calls: HookCalls = []
    const server = await startDevServer(project, { plugins: [marker(calls)], rekindle })
    const loaded = await server.vite.ssrLoadModule('/main.js')
    expect(loaded['greeting']).toBe('hello')
    expect(calls.sort()).toEqual(expected)
    await server.close()
  }
})

it('plugins with hooks of the server are left alone unless they are opted in by name', async () => {
  const project = createProject(twoModules)
  await delay(30)
  for (const _start of ['first', 'second']) {
    const calls: HookCalls = []
    const plugins = [{ ...marker(calls), handleHotUpdate: () => undefined }]
    const server = await startDevServer(project, { plugins, rekindle: { plugins: { '*': true } } })
    expect(await server.get('/greeting.js')).toContain('globalThis.marks')
    expect(calls).toEqual(['marker greeting.js'])
    await server.close()
  }
})

it('a server without Rekindle leaves no trace of it', async () => {
  const project = createProject(twoModules)
  const calls: HookCalls = []
  const plugin = marker(calls)
  const { transform } = plugin
  const server = await startDevServer(project, { plugins: [plugin], rekindle: { enabled: false } })
  expect(await server.get('/greeting.js')).toContain('globalThis.marks')
  expect(plugin.transform).toBe(transform)
  expect(fs.existsSync(project.path('node_modules/.cache/rekindle'))).toBe(false)
})
