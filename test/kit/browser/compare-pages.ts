import { setTimeout as delay } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import type { InlineConfig } from 'vite'
import { expect } from 'vitest'
import { type DevServer, startDevServer } from '../dev/dev-server.ts'
import { runsOfHooks } from '../dev/runs-of-hooks.ts'
import { linkPackages } from '../in-process/link-packages.ts'
import { createProject, type Project } from '../in-process/project.ts'
import { type Aftermath, type Look, visitPage } from './page-visit.ts'

/** A small app with a counter, `#count`, and a `#title`. */
export interface Playground {
  readonly files: Readonly<Record<string, string>>
  readonly plugins: () => readonly unknown[]
  /** Packages that the app imports; they are linked from the tests' own. */
  readonly packages: readonly string[]
  readonly config?: InlineConfig
}

/** One edit, and what a page is meant to make of it. */
export interface Step {
  readonly name: string
  /** As often as the watcher reports each. */
  readonly files: readonly string[]
  readonly act: (project: Project) => void
  /** What changes of the look, the same without Rekindle and with it. */
  readonly look?: Partial<Look>
  /** What is sent, and whether the page loads anew and the counter stays; `cached` where Rekindle makes a difference. */
  readonly clean: Effect
  readonly cached?: Effect
}

export interface Effect {
  readonly messages: readonly string[]
  readonly isReloaded?: boolean
  readonly isStateKept?: boolean
}

interface Visited {
  readonly first: Look
  readonly html: string
  readonly aftermaths: readonly (Aftermath & { readonly name: string })[]
}

/**
 * Takes the same steps on a page that a server without Rekindle serves, and on one that a second server has from the cache
 * alone; each step must have the effects that it names, and both pages must look the same after each.
 */
export async function comparePages(
  browser: Browser,
  playground: Playground,
  look: Look,
  steps: readonly Step[],
): Promise<void> {
  const clean = await takeSteps(browser, playground, look, steps, false)
  const cached = await takeSteps(browser, playground, look, steps, true)
  expect(cached.html).toBe(clean.html)
  expect(clean.aftermaths).toEqual(steps.map((step) => expectedOf(step, step.clean)))
  expect(cached.aftermaths).toEqual(steps.map((step) => expectedOf(step, step.cached ?? step.clean)))
  expect(cached.aftermaths.map((aftermath) => aftermath.look)).toEqual(
    clean.aftermaths.map((aftermath) => aftermath.look),
  )
}

function expectedOf(step: Step, { messages, isReloaded = false, isStateKept = !isReloaded }: Effect): object {
  return {
    name: step.name,
    messages,
    isReloaded,
    isStateKept,
    look: expect.objectContaining(step.look ?? {}),
  }
}

async function takeSteps(
  browser: Browser,
  playground: Playground,
  look: Look,
  steps: readonly Step[],
  isCached: boolean,
): Promise<Visited> {
  const project = createPlayground(playground)
  const start = (): Promise<DevServer> =>
    startDevServer(project, {
      plugins: playground.plugins(),
      rekindle: isCached ? { verify: false } : null,
      config: {
        appType: 'spa',
        optimizeDeps: { noDiscovery: true, include: [...playground.packages] },
        ...playground.config,
      },
    })
  if (isCached) {
    await delay(30)
    const first = await start()
    await (await visitPage(browser, first)).close()
    await first.close()
  }
  const server = await start()
  const visit = await visitPage(browser, server)
  await expect.poll(visit.look, { interval: 20 }).toEqual(look)
  expect(runsOfHooks(server.events)).toEqual([])
  const html = withoutPlace(await visit.page.locator('body').innerHTML(), project)
  const aftermaths: Visited['aftermaths'][number][] = []
  let current = look
  for (const { name, files, act, look: change } of steps) {
    current = { ...current, ...change }
    aftermaths.push({ name, ...(await visit.edit(files, () => act(project), current)) })
  }
  await visit.close()
  await server.close()
  return { first: look, html, aftermaths }
}

/** Svelte's class names come from the place of the component in relation to where the process was started. */
function withoutPlace(html: string, project: Project): string {
  return html.replaceAll(project.root, '<root>').replace(/\bsvelte-[0-9a-z]+/g, 'svelte-<scope>')
}

function createPlayground({ files, packages }: Playground): Project {
  const project = createProject(files)
  linkPackages(
    project,
    packages.map((specifier) => specifier.split('/')[0] ?? ''),
  )
  return project
}
