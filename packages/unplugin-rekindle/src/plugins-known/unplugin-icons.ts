import type { KnownPlugin } from './known-plugin.ts'

/** `unplugin-icons`: its virtual modules are icons from packages, from folders, or from wherever a function of its options gets them. */
export const unpluginIcons: KnownPlugin = {
  names: ['unplugin-icons'],
  verdict: {
    kind: 'uncached',
    why: 'makes modules of icons that it looks for in packages, in folders and on the network',
  },
}
