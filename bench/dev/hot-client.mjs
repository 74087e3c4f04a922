import { once } from 'node:events'
import { WebSocket } from 'ws'

/**
 * Listens as Vite's client in a page does.
 *
 * @typedef {{ path: string, acceptedPath: string, timestamp: number }} Update
 * @typedef {{ type: string, updates?: Update[] }} Message
 *
 * @typedef {object} HotClient
 * @property {(file: string) => Promise<{ update: Update, at: number }>} nextUpdate the next update of a module with this path,
 * and when its message was there, in ms of `performance.now()`
 * @property {() => void} close
 *
 * @param {import('./dev-server.mjs').DevServer} server
 * @returns {Promise<HotClient>}
 */
export async function connectHotClient({ origin, token }) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/?token=${token}`, 'vite-hmr')
  // The server says hello once it has taken the socket into its list.
  await once(socket, 'message')
  return {
    nextUpdate(file) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => fail(`No update of ${file} came`), longestUpdateMilliseconds)
        socket.on('message', receive)

        /** @param {import('ws').RawData} data */
        function receive(data) {
          const at = performance.now()
          /** @type {Message} */
          const message = JSON.parse(String(data))
          if (message.type === 'full-reload' || message.type === 'error')
            fail(`The edit of ${file} led to: ${data}`)
          const update = message.updates?.find(({ path }) => path === file)
          if (!update) return
          stopListening()
          resolve({ update, at })
        }

        /** @param {string} reason */
        function fail(reason) {
          stopListening()
          reject(new Error(reason))
        }

        function stopListening() {
          clearTimeout(timer)
          socket.off('message', receive)
        }
      })
    },
    close: () => socket.terminate(),
  }
}

const longestUpdateMilliseconds = 30_000
