import { Agent, get } from 'node:http'
import { init, parse } from 'es-module-lexer'

/** As many as browsers open to one host. */
const connectionCount = 6

const modulePattern = /<script type="module"([^>]*)>([\s\S]*?)<\/script>/g

/**
 * Loads a page as a browser does: the HTML, its modules, and what they import, at most six requests at a time. Dynamic
 * imports are followed as well; the apps of this benchmark load all of them at once.
 *
 * @param {string} origin
 * @returns {Promise<Map<string, string>>} the text of everything that was loaded, by URL without origin
 */
export async function loadPage(origin) {
  await init
  const agent = new Agent({ keepAlive: true, maxSockets: connectionCount })
  /** @type {Map<string, string>} */
  const urlToText = new Map()
  /** @type {Set<string>} */
  const asked = new Set()

  /** @param {string} url */
  async function load(url) {
    if (asked.has(url)) return
    asked.add(url)
    const text = await fetchText(origin + url, agent)
    urlToText.set(url, text)
    await Promise.all(importsOf(text, url, origin).map(load))
  }

  try {
    const html = await fetchText(`${origin}/`, agent)
    urlToText.set('/', html)
    const modules = [...html.matchAll(modulePattern)].flatMap(([, attributes, code]) => {
      const source = /src="([^"]+)"/.exec(attributes)
      return source ? [source[1]] : importsOf(code, '/', origin)
    })
    await Promise.all(modules.map(load))
    return urlToText
  } finally {
    agent.destroy()
  }
}

/**
 * @param {string} url
 * @param {Agent} [agent]
 * @returns {Promise<string>}
 */
export function fetchText(url, agent) {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (response) => {
      /** @type {Buffer[]} */
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`${url} was answered with ${response.statusCode}: ${text.slice(0, 200)}`))
      })
    })
    request.on('error', reject)
  })
}

/**
 * @param {string} code
 * @param {string} url where it comes from
 * @param {string} origin
 * @returns {string[]} URLs of the same origin, without it
 */
function importsOf(code, url, origin) {
  const [imports] = parse(code, url)
  return imports
    .flatMap(({ n: specifier }) => (specifier === undefined ? [] : [new URL(specifier, origin + url)]))
    .filter((target) => target.origin === origin)
    .map(({ pathname, search }) => pathname + search)
}
