import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { RekindleEvent, RekindleOptions } from 'unplugin-rekindle'
import { createServer, type HotPayload, type InlineConfig, type ViteDevServer } from 'vite'
import { onTestFinished, vi } from 'vitest'
import type { Project } from '../in-process/project.ts'
import { vitePluginsOf } from '../in-process/vite-build.ts'
import { optionsOfWatchers } from '../snapshot/records-whole-builds.ts'
import { editObserver } from './edit-observer.ts'
import { linesOfMessage } from './hot-messages.ts'

/** The watcher may miss an edit that follows another one at once, ms. */
const WATCHER_REST_MS = 60

/** A development server of Vite that answers on 127.0.0.1. */
export interface DevServer {
  readonly vite: ViteDevServer
  readonly events: readonly RekindleEvent[]
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string
  /** What a browser gets for a URL; the stamps of edits and of optimized packages are taken out. */
  get(url: string): Promise<string>
  /** Messages to browsers since the last time, one line each: `update /App.vue`, `full-reload`. */
  takeMessages(): readonly string[]
  /**
   * Edits files that the server watches, and gives the messages that follow, sorted. `files` are relative to the root, each
   * as often as the watcher reports it. Messages that were not taken before are dropped.
   */
  edit(files: readonly string[], act: () => void): Promise<readonly string[]>
  close(): Promise<void>
}

export interface DevRequest {
  readonly plugins: readonly unknown[]
  /** Null serves without Rekindle. */
  readonly rekindle: RekindleOptions | null
  readonly config?: InlineConfig
}

/** Starts a server as a new process would; it is closed when the test has ended at the latest. */
export async function startDevServer(project: Project, request: DevRequest): Promise<DevServer> {
  vi.resetModules()
  const events: RekindleEvent[] = []
  const plugins = await vitePluginsOf(
    project,
    { plugins: request.plugins, rekindle: request.rekindle && { ...optionsOfWatchers, ...request.rekindle } },
    events,
  )
  const observer = editObserver()
  plugins.push(observer.plugin)
  const server = http.createServer()
  const vite = await createServer({
    root: project.root,
    configFile: false,
    // Without a manifest in the project, Vite would put it beside the nearest one above, for all projects at once.
    cacheDir: project.path('node_modules/.vite'),
    logLevel: 'silent',
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    ...request.config,
    server: { middlewareMode: true, hmr: { server }, ...request.config?.server },
    plugins: plugins as NonNullable<InlineConfig['plugins']>,
  })
  const messages: string[] = []
  const { hot } = vite.environments.client
  const send = hot.send.bind(hot) as (...args: unknown[]) => void
  hot.send = (...args: unknown[]) => {
    messages.push(...linesOfMessage(args[0] as HotPayload | string))
    send(...args)
  }
  server.on('request', vite.middlewares)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let isClosed = false
  const close = async (): Promise<void> => {
    if (!isClosed) {
      isClosed = true
      await vite.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
  onTestFinished(close)
  return {
    vite,
    events,
    origin,
    async get(url) {
      const answer = await fetch(`${origin}${url}`)
      const text = await answer.text()
      return `${answer.status}\n${withoutStamps(text)}`
    },
    takeMessages: () => messages.splice(0),
    async edit(files, act) {
      await delay(WATCHER_REST_MS)
      messages.length = 0
      const decided = observer.decided(files.map((file) => project.path(file)))
      act()
      await decided
      return messages.splice(0).sort()
    },
    close,
  }
}

function withoutStamps(text: string): string {
  return text.replace(/([?&])(t=\d{13}|v=[0-9a-f]{8})/g, '$1<stamp>')
}
