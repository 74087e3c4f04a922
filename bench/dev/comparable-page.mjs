const volatileQuery = /([?&])[vt]=[0-9a-f]+/g
const viteCacheFolder = /\/node_modules\/\.vite-\w+\//g
/** What Vite puts before a module for names that it imports from CommonJS packages. */
const namesOfPackages = /(?:const [\w$]+ = [^;]*?__vite__cjsImport\d+_[^;]*; ?)+/g

/**
 * What must be equal in all servers of an app: everything but Vite's client, which holds a random token, and the packages
 * that Vite has optimized. Their names stay, without the stamps, and in one order: Vite writes them in the order in which it
 * has resolved them, which differs from one load to the next.
 *
 * @param {Map<string, string>} page as `loadPage` gives it
 * @returns {Map<string, string>}
 */
export function comparablePage(page) {
  return new Map(
    [...page]
      .filter(([url]) => !url.startsWith('/@vite/client') && url.search(viteCacheFolder) === -1)
      .map(([url, text]) => [withoutStamps(url), withoutStamps(text).replaceAll(namesOfPackages, inOrder)]),
  )
}

/** @param {string} text */
function withoutStamps(text) {
  return text.replaceAll(volatileQuery, '$1').replaceAll(viteCacheFolder, '/node_modules/.vite/')
}

/** @param {string} statements */
function inOrder(statements) {
  return statements
    .split(';')
    .map((statement) => statement.trim())
    .sort()
    .join(';')
}
