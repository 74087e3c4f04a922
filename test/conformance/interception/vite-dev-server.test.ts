import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer, type Plugin } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import type { HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker, twoModules } from '../../kit/in-process/marker-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'
import { vitePluginsOf } from '../../kit/in-process/vite-build.ts'

it("leaves the plugins of Vite's dev server as they are", async () => {
  const project = createProject(twoModules)
  for (const _start of ['first', 'second']) {
    const calls: HookCalls = []
    const plugin = marker(calls)
    const { transform } = plugin
    const plugins = await vitePluginsOf(
      project,
      { plugins: [plugin], rekindle: { plugins: { '*': true } } },
      [],
    )
    const server = http.createServer()
    const vite = await createServer({
      root: project.root,
      configFile: false,
      logLevel: 'silent',
      appType: 'custom',
      optimizeDeps: { noDiscovery: true },
      server: { middlewareMode: true, hmr: { server }, ws: false, watch: null },
      plugins: plugins as Plugin[],
    })
    server.on('request', vite.middlewares)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(async () => {
      await vite.close()
      server.close()
    })
    const { port } = server.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}/greeting.js`)
    expect(await answer.text()).toContain('globalThis.marks')
    expect(calls).toEqual(['marker greeting.js'])
    expect(plugin.transform).toBe(transform)
  }
  expect(fs.existsSync(project.path('node_modules/.cache/rekindle'))).toBe(false)
})
