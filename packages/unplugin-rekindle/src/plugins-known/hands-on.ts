/** Hooks that run after modules were transformed, with what a plugin may have gathered from them. */
const LATER_HOOKS = [
  'moduleParsed',
  'buildEnd',
  'renderStart',
  'renderChunk',
  'augmentChunkHash',
  'generateBundle',
  'writeBundle',
  'closeBundle',
  'resolveFileUrl',
  'resolveImportMeta',
  'renderDynamicImport',
  'banner',
  'footer',
  'intro',
  'outro',
  'transformIndexHtml',
]

/**
 * The hook for which a plugin may keep in memory what it saw in `load` or `transform`, or null. A restore skips
 * those, and the memory would stay empty.
 */
export function handsOn(plugin: object): string | null {
  const has = (hook: string): boolean => Boolean((plugin as Readonly<Record<string, unknown>>)[hook])
  const later = LATER_HOOKS.find(has)
  if (later !== undefined) {
    return later
  }
  // What `transform` finds in one module, `load` gives out as another.
  return has('transform') && has('load') ? 'load' : null
}
