import type { KnownPlugin } from './known-plugin.ts'

/** `unplugin-vue-markdown`: looks for `defineExpose` by a pattern that goes on where its last search ended. */
export const vueMarkdown: KnownPlugin = {
  names: ['unplugin-vue-markdown'],
  verdict: {
    kind: 'uncached',
    why: 'a document that exposes something changes what becomes of the next one',
  },
}
