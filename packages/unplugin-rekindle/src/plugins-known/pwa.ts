import type { KnownPlugin } from './known-plugin.ts'

/** `vite-plugin-pwa`: its virtual modules are made of options that it completes during the build. */
export const pwa: KnownPlugin = {
  names: [
    'vite-plugin-pwa',
    'vite-plugin-pwa:build',
    'vite-plugin-pwa:info',
    'vite-plugin-pwa:dev-sw',
    'vite-plugin-pwa:pwa-assets',
  ],
  verdict: {
    kind: 'uncached',
    why: 'makes a service worker of all files of the output',
  },
}
