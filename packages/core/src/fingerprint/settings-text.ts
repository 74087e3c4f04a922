/**
 * Fields of a package.json that say who the package is and what it needs, but configure no tool that searches for its
 * settings there.
 */
const BOOKKEEPING: ReadonlySet<string> = new Set([
  ...['version', 'description', 'keywords', 'author', 'contributors', 'maintainers', 'funding', 'license'],
  ...['repository', 'bugs', 'homepage', 'private', 'publishConfig', 'scripts', 'packageManager'],
  ...['dependencies', 'devDependencies', 'peerDependencies', 'peerDependenciesMeta', 'optionalDependencies'],
  ...['bundledDependencies', 'bundleDependencies', 'overrides', 'resolutions', 'pnpm', 'dependenciesMeta'],
])

/**
 * What a package.json says to those who look for the settings of a tool in it: all but its bookkeeping, as canonical
 * text. Text that isn't a JSON object stands for itself.
 */
export function settingsText(manifest: string): string {
  let fields: unknown
  try {
    fields = JSON.parse(manifest)
  } catch {
    return manifest
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return manifest
  }
  return JSON.stringify(Object.entries(fields).filter(([name]) => !BOOKKEEPING.has(name)))
}
