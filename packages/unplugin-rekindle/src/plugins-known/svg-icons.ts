import type { KnownPlugin } from './known-plugin.ts'

/** `vite-plugin-svg-icons`: its virtual modules hold all drawings of some folders. */
export const svgIcons: KnownPlugin = {
  names: ['vite:svg-icons'],
  verdict: {
    kind: 'uncached',
    why: 'makes one module of all drawings that it finds in folders',
  },
}
