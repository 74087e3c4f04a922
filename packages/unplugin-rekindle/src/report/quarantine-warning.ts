/** What is told of a plugin that was caught. */
export interface CaughtPlugin {
  readonly plugin: string
  /** Module id, relative to the root. */
  readonly module: string
  /** The first difference, in words. */
  readonly difference: string
}

/** The warning about a plugin that gave another result for the same question. */
export function quarantineWarning({ plugin, module, difference }: CaughtPlugin): string {
  return [
    `[rekindle] PLUGIN_QUARANTINED: the plugin "${plugin}" doesn't repeat itself. Run again for ${module}, it gave another`,
    `result than the one that is stored: ${difference}. The new result is used, and the plugin isn't cached any more until it or`,
    'its configuration changes. Results of it that were restored earlier may be stale: if it was cached in this build, build',
    'once more. To leave it alone for good, name it in the option `plugins` with false. See errors.md#plugin-quarantined.',
  ].join(' ')
}
