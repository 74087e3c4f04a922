import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ProjectRoot } from '@rekindle/core'
import { createServer } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import { viteGraphFacts } from './vite-graph.ts'

it('the modules of a dev server are facts, with imports and watched files apart', async () => {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'rekindle-vite-graph-')))
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }))
  fs.writeFileSync(
    path.join(root, 'main.js'),
    `import './one.js'\nexport const later = () => import('./later.js')\n`,
  )
  fs.writeFileSync(path.join(root, 'one.js'), 'export const one = 1\n')
  fs.writeFileSync(path.join(root, 'later.js'), `import './one.js'\n`)
  fs.writeFileSync(path.join(root, 'data.txt'), 'data')
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
    plugins: [
      {
        name: 'watching',
        transform(code, id) {
          if (id.endsWith('one.js')) {
            this.addWatchFile(path.join(root, 'data.txt'))
          }
          return code
        },
      },
    ],
  })
  onTestFinished(() => server.close())
  const { client } = server.environments
  for (const url of ['/main.js', '/one.js', '/later.js']) {
    await client.transformRequest(url)
  }
  const facts = viteGraphFacts(client.moduleGraph, new ProjectRoot(root))
  const own = facts
    .filter(({ id }) => /^\w+\.js$/.test(id))
    // Vite looks for several imports at the same time: their order is chance.
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, staticImports, dynamicImports, inputs }) => ({
      id,
      staticImports: staticImports.toSorted(),
      dynamicImports,
      inputs,
    }))
  expect(own).toEqual([
    { id: 'later.js', staticImports: ['one.js'], dynamicImports: [], inputs: [] },
    { id: 'main.js', staticImports: ['later.js', 'one.js'], dynamicImports: [], inputs: [] },
    { id: 'one.js', staticImports: [], dynamicImports: [], inputs: ['data.txt'] },
  ])
})
