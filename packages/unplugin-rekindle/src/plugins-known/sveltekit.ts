import type { KnownPlugin } from './known-plugin.ts'

/** SvelteKit: its virtual modules are made of the routes, hooks and variables that it finds before and during the build. */
export const sveltekit: KnownPlugin = {
  names: [
    'vite-plugin-sveltekit-compile',
    'vite-plugin-sveltekit-guard',
    'vite-plugin-sveltekit-remote',
    'vite-plugin-sveltekit-service-worker-env',
    'vite-plugin-sveltekit-setup',
    'vite-plugin-sveltekit-setup:optimize-remote-functions',
    'vite-plugin-sveltekit-virtual-modules',
  ],
  verdict: {
    kind: 'uncached',
    why: 'keeps the routes of the app and what its modules import in memory',
  },
}
