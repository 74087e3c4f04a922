import type { KnownPlugin } from './known-plugin.ts'

/** `unplugin-vue-components`. */
export const vueComponents: KnownPlugin = {
  names: ['unplugin-vue-components'],
  verdict: {
    kind: 'uncached',
    why: 'what it inserts follows from the components that it finds in folders, and it writes down what it found',
  },
}
