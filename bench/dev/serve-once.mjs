import { join, relative } from 'node:path'
import { comparablePage } from './comparable-page.mjs'
import { startDevServer } from './dev-server.mjs'
import { loadPage } from './load-page.mjs'

/**
 * How an app is served.
 *
 * @typedef {{ plain: import('./dev-server.mjs').ServeTask, cached: import('./dev-server.mjs').ServeTask, oracle: import('./dev-server.mjs').ServeTask }} ServeTasks
 *
 * @param {import('../generate/generate-app.mjs').App} app
 * @returns {ServeTasks}
 */
export function serveTasks({ root }) {
  const plainConfig = join(root, 'vite.config.mjs')
  return {
    plain: { root, configFile: plainConfig, viteCacheFolder: join(root, 'node_modules/.vite-plain') },
    cached: {
      root,
      configFile: join(root, 'rekindle.config.mjs'),
      viteCacheFolder: join(root, 'node_modules/.vite-cached'),
    },
    oracle: {
      root,
      configFile: plainConfig,
      viteCacheFolder: join(root, 'node_modules/.vite-oracle'),
      oracle: { mode: 'restore', file: join(root, '.oracle') },
    },
  }
}

/**
 * Serves the app's page once: Vite optimizes the packages, which is none of what is measured, and Rekindle's cache is filled.
 *
 * @param {import('../generate/generate-app.mjs').App} app
 * @param {import('./dev-server.mjs').ServeTask} task
 * @returns {Promise<Map<string, string>>} the page, comparable
 */
export async function serveOnce(app, task) {
  const server = await startDevServer(task)
  try {
    const page = comparablePage(await loadPage(server.origin))
    const missing = app.modules.find((file) => !page.has(urlOf(app, file)))
    if (missing) throw new Error(`The page of ${app.root} doesn't load ${missing}`)
    return page
  } finally {
    await server.stop()
  }
}

/**
 * @param {import('../generate/generate-app.mjs').App} app
 * @param {string} file
 */
export function urlOf({ root }, file) {
  return `/${relative(root, file).replaceAll('\\', '/')}`
}
