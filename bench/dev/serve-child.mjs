/**
 * Serves one app in a process of its own, as `dev-server.mjs` tells it to. Ends when it is told to, or when its parent
 * has ended.
 */
import { createServer } from 'vite'
import { mark } from '../measure/mark.mjs'
import { createObservingPlugin } from '../observe/observing-plugin.mjs'
import { createOracle } from '../oracle/oracle.mjs'
import { Recording } from '../oracle/recording.mjs'

/** @type {import('./dev-server.mjs').ServeTask} */
const task = JSON.parse(process.argv[2])

const beforeLoading = mark()
const recording = task.oracle?.mode === 'restore' ? Recording.read(task.oracle.file) : new Recording()
const afterLoading = mark()
const oracle = task.oracle && createOracle({ ...task.oracle, recording })

const server = await createServer({
  root: task.root,
  configFile: task.configFile,
  cacheDir: task.viteCacheFolder,
  logLevel: 'error',
  clearScreen: false,
  server: { host: '127.0.0.1', port: 0 },
  plugins: oracle ? [createObservingPlugin(oracle.observer)] : [],
})
await server.listen()

process.on('disconnect', () => process.exit())
process.on('message', async (request) => {
  if (request === 'stop') await stop()
  else process.send?.(mark())
})

const address = /** @type {import('node:net').AddressInfo} */ (server.httpServer?.address())
/** @type {import('./dev-server.mjs').Listening} */
const listening = {
  origin: `http://127.0.0.1:${address.port}`,
  // What Vite's client proves with that it comes from this server; in no type.
  token: /** @type {any} */ (server.config).webSocketToken,
  loading: [beforeLoading, afterLoading],
}
process.send?.(listening)

async function stop() {
  await server.close()
  if (task.oracle?.mode === 'record') recording.write(task.oracle.file)
  /** @type {import('./dev-server.mjs').Ended} */
  const ended = { end: mark(), counts: oracle?.counts }
  process.send?.(ended, () => process.exit())
}
