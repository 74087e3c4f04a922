import type { KnownPlugin } from './known-plugin.ts'

/** `unplugin-auto-import`. */
export const autoImport: KnownPlugin = {
  names: ['unplugin-auto-import'],
  verdict: {
    kind: 'uncached',
    why: 'what it inserts follows from folders that it reads before the build, and it writes down what it inserted',
  },
}
