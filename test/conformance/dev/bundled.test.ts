import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type DevServer, startDevServer } from '../../kit/dev/dev-server.ts'
import { runsOfHooks } from '../../kit/dev/runs-of-hooks.ts'
import type { Project } from '../../kit/in-process/project.ts'
import { createApp, plugins } from './served-app.ts'

const config = { appType: 'spa', experimental: { bundledDev: true } } as const

/** What a browser gets of an app that the server bundles, once it is bundled: the page, its scripts and styles. */
async function loadBundle(server: DevServer): Promise<readonly string[]> {
  for (;;) {
    const page = await server.get('/')
    const urls = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, url]) => String(url))
    if (urls.length > 0) {
      return [page, ...(await Promise.all(urls.map((url) => server.get(url))))]
    }
    await delay(50)
  }
}

async function visit(project: Project, isCached: boolean) {
  await delay(30)
  const server = await startDevServer(project, {
    plugins: plugins(),
    rekindle: isCached ? { verify: false } : null,
    config,
  })
  const texts = await loadBundle(server)
  await server.close()
  return { texts, events: server.events }
}

it('a server that bundles restores what another one has made, and gives the same bundle', async () => {
  const project = createApp()
  const clean = await visit(project, false)
  expect(clean.texts.join()).toContain('A note')
  const cold = await visit(project, true)
  expect(cold.texts).toEqual(clean.texts)
  const warm = await visit(project, true)
  expect(warm.texts).toEqual(clean.texts)
  expect(runsOfHooks(warm.events)).toEqual([])
  expect(warm.events.filter(({ kind }) => kind === 'hit').length).toBeGreaterThanOrEqual(5)
})
