import type { DevServer } from './dev-server.ts'

/** Asks for what a browser would, following imports of the project's own files, dynamic ones too; one text per URL. */
export async function loadPage(server: DevServer, entry = '/main.js'): Promise<readonly string[]> {
  const texts = new Map<string, string>()
  const waiting = [entry]
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    if (!texts.has(url)) {
      const text = await server.get(url)
      texts.set(url, text)
      waiting.push(
        ...[...text.matchAll(/(?:\bfrom |\bimport |\bimport\()"(\/(?!@(?!id\/)|node_modules)[^"]+)"/g)].map(
          ([, found]) => String(found),
        ),
      )
    }
  }
  return [...texts].map(([url, text]) => `${url} ${text}`)
}
