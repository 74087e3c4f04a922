/** Hooks that run after modules were transformed, with what a plugin may have gathered from them. */
export const LATER_HOOKS: readonly string[] = [
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

/** Hooks and members through which a plugin may hear of the bundler's options, of the environment, or of other plugins. */
const HEARING = [
  ...['config', 'configEnvironment', 'configResolved', 'configureServer', 'configurePreviewServer', 'api'],
  ...['applyToEnvironment', 'options', 'buildStart', 'resolveId', 'resolveDynamicImport', 'outputOptions'],
  ...['watchChange', 'closeWatcher', 'handleHotUpdate', 'hotUpdate', 'shouldTransformCachedModule', 'onLog'],
]

/** Whether a plugin may hear of how the build is configured in other ways than in its `load` and `transform`. */
export function hearsElsewhere(plugin: object): boolean {
  const members = plugin as Readonly<Record<string, unknown>>
  return (
    typeof members['apply'] === 'function' ||
    [...HEARING, ...LATER_HOOKS].some((name) => Boolean(members[name]))
  )
}

/** Hooks of a development server, which may look at what was seen in `load` or `transform` at any time. */
const SERVER_HOOKS = ['configureServer', 'handleHotUpdate', 'hotUpdate', 'watchChange']

/**
 * The hook for which a plugin may keep in memory what it saw in `load` or `transform`, or null. A restore skips
 * those, and the memory would stay empty.
 */
export function handsOn(plugin: object, isServing: boolean): string | null {
  const has = (hook: string): boolean => Boolean((plugin as Readonly<Record<string, unknown>>)[hook])
  const later = [...LATER_HOOKS, ...(isServing ? SERVER_HOOKS : [])].find(has)
  if (later !== undefined) {
    return later
  }
  // What `transform` finds in one module, `load` gives out as another.
  return has('transform') && has('load') ? 'load' : null
}
