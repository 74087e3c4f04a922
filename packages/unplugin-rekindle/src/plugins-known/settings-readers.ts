/**
 * Packages that open a package.json only in search of a tool's settings, of the kind of its modules, or of the ways into
 * a package. None of them looks at lists of dependencies, scripts or versions while a hook runs.
 */
const READERS = [
  ...['@babel/core', 'browserslist', 'cosmiconfig', 'lilconfig', 'postcss-load-config'],
  ...['svelte', '@vue/compiler-sfc', 'vite', 'rolldown'],
]
/** Packages that call functions of node:fs for others. */
const BETWEEN = ['gensync', 'typescript']

const READER: RegExp = fileOf(READERS)
const CARRIER: RegExp = fileOf(BETWEEN)

/**
 * Whether all who touched a package.json did so for settings; nobody known is a no. Who it was is told by the files that
 * were running, as in `FileTouch`.
 */
export function isReadForSettings(by: ReadonlySet<string>): boolean {
  return (
    by.size > 0 &&
    [...by].every((running) => READER.test(running.split('\n').find((file) => !CARRIER.test(file)) ?? ''))
  )
}

/** A file of one of the packages, and not of one that is installed below it. */
function fileOf(packages: readonly string[]): RegExp {
  const slash = '[\\\\/]'
  const modules = `node_modules${slash}`
  return new RegExp(`${slash}${modules}(?:${packages.join('|')})${slash}(?!(?:.*${slash})?${modules})`)
}
