const volatileQuery = /([?&])[vt]=[0-9a-f]+/g
const viteCacheFolder = /\/node_modules\/\.vite-\w+\//g

/**
 * What must be equal in all servers of an app: everything but Vite's client, which holds a random token, and the packages
 * that Vite has optimized. Their names stay, without the stamps.
 *
 * @param {Map<string, string>} page as `loadPage` gives it
 * @returns {Map<string, string>}
 */
export function comparablePage(page) {
  return new Map(
    [...page]
      .filter(([url]) => !url.startsWith('/@vite/client') && !url.match(viteCacheFolder))
      .map(([url, text]) => [withoutStamps(url), withoutStamps(text)]),
  )
}

/** @param {string} text */
function withoutStamps(text) {
  return text.replaceAll(volatileQuery, '$1').replaceAll(viteCacheFolder, '/node_modules/.vite/')
}
