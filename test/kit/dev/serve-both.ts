import { setTimeout as delay } from 'node:timers/promises'
import type { InlineConfig } from 'vite'
import { linkPackages } from '../in-process/link-packages.ts'
import { createProject, type Project } from '../in-process/project.ts'
import { type DevServer, startDevServer } from './dev-server.ts'
import { loadPage } from './load-page.ts'

export interface ServedApp {
  readonly files: Readonly<Record<string, string>>
  /** Packages that the app imports. */
  readonly packages?: readonly string[]
  /** Called anew for each server. */
  readonly plugins?: (project: Project) => readonly unknown[]
  readonly config?: InlineConfig
}

/** What the same acts lead to on a server without Rekindle and on one whose page came from the cache. */
export interface Both<Outcome> {
  readonly clean: Outcome
  readonly cached: Outcome
}

/** Serves an app twice, loads its page, and acts. Texts of an outcome name the project's root `<root>`. */
export async function serveBoth<Outcome>(
  app: ServedApp,
  act: (server: DevServer, project: Project) => Promise<Outcome>,
): Promise<Both<Outcome>> {
  const serve = async (isCached: boolean): Promise<Outcome> => {
    const project = createProject(app.files)
    linkPackages(project, app.packages ?? [])
    const start = async (): Promise<DevServer> => {
      const server = await startDevServer(project, {
        plugins: app.plugins?.(project) ?? [],
        rekindle: isCached ? { verify: false } : null,
        ...(app.config === undefined ? {} : { config: app.config }),
      })
      await loadPage(server)
      return server
    }
    if (isCached) {
      await delay(30)
      await (await start()).close()
    }
    const server = await start()
    const outcome = JSON.stringify(await act(server, project))
    await server.close()
    return JSON.parse(outcome.replaceAll(project.root, '<root>')) as Outcome
  }
  return { clean: await serve(false), cached: await serve(true) }
}
