import { setTimeout as delay } from 'node:timers/promises'
import type { RekindleEvent } from 'unplugin-rekindle'
import { expect, it } from 'vitest'
import { startDevServer } from '../../kit/dev/dev-server.ts'
import { loadPage } from '../../kit/dev/load-page.ts'
import { runsOfHooks } from '../../kit/dev/runs-of-hooks.ts'
import type { Project } from '../../kit/in-process/project.ts'
import { createApp, plugins } from './served-app.ts'

/** Starts a server, loads the page, and closes the server. */
async function visit(project: Project, isCached: boolean) {
  await delay(30)
  const server = await startDevServer(project, { plugins: plugins(), rekindle: isCached ? {} : null })
  const texts = await loadPage(server)
  await server.close()
  return { texts, events: server.events }
}

function storedIn(events: readonly RekindleEvent[]): number {
  return events.filter(({ kind }) => kind === 'stored').length
}

it('a second server answers the first page load from the cache, as a server without the plugin would', async () => {
  const project = createApp()
  const clean = await visit(project, false)
  const cold = await visit(project, true)
  expect(cold.texts).toEqual(clean.texts)
  expect(clean.texts).toHaveLength(7)
  expect(clean.texts.every((text) => text.includes(' 200\n'))).toBe(true)
  expect(storedIn(cold.events)).toBeGreaterThanOrEqual(6)
  const warm = await visit(project, true)
  expect(warm.texts).toEqual(clean.texts)
  expect(runsOfHooks(warm.events)).toEqual([])
  expect(warm.events.filter(({ kind }) => kind === 'hit').length).toBeGreaterThanOrEqual(6)
})
