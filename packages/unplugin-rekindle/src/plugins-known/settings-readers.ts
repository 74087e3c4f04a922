/**
 * Packages that open a package.json only in search of a tool's settings, of the kind of its modules, or of the ways into
 * a package. None of them looks at lists of dependencies, scripts or versions while a hook runs.
 */
const READERS = [
  ...['@babel/core', 'browserslist', 'cosmiconfig', 'lilconfig', 'postcss-load-config'],
  ...['typescript', 'svelte', '@vue/compiler-sfc', 'vite', 'rolldown'],
]

const READER: RegExp = new RegExp(
  `[\\\\/]node_modules[\\\\/](?:${READERS.join('|')})[\\\\/](?!.*[\\\\/]node_modules[\\\\/])`,
)

/** Whether all who touched a package.json, given by their files, did so for settings; nobody known is a no. */
export function isReadForSettings(by: ReadonlySet<string>): boolean {
  return by.size > 0 && [...by].every((file) => READER.test(file))
}
