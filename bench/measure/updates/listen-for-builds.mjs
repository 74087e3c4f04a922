/**
 * @typedef {{ code: string, error?: Error, result?: { close(): Promise<unknown> } | null }} WatcherEvent
 *
 * @typedef {object} Watcher of Rollup, Rolldown and Vite
 * @property {(name: 'event', listener: (event: any) => void) => unknown} on
 * @property {() => Promise<unknown>} close
 */

/**
 * Tells when a watcher has built. Builds that end before anybody asks are kept.
 *
 * @param {Watcher} watcher
 * @returns {import('./keep-building.mjs').GoingBuild}
 */
export function listenForBuilds(watcher) {
  /** @type {Promise<void>[]} */
  const ended = []
  /** @type {((outcome: Promise<void>) => void)[]} */
  const waiting = []
  watcher.on('event', (/** @type {WatcherEvent} */ { code, error, result }) => {
    void result?.close()
    if (code !== 'END' && code !== 'ERROR') return
    const outcome = code === 'END' ? Promise.resolve() : Promise.reject(error)
    // Who asks for it may come later.
    outcome.catch(() => {})
    const tell = waiting.shift()
    if (tell) tell(outcome)
    else ended.push(outcome)
  })
  return {
    built: () => ended.shift() ?? new Promise((resolve) => waiting.push(resolve)),
    close: () => watcher.close(),
  }
}
