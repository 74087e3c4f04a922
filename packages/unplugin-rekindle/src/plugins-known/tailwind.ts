import type { KnownPlugin } from './known-plugin.ts'

/** `@tailwindcss/vite`: scans files natively, out of sight of the tracer. */
export const tailwind: KnownPlugin = {
  names: ['@tailwindcss/vite:scan', '@tailwindcss/vite:generate:serve', '@tailwindcss/vite:generate:build'],
  verdict: {
    kind: 'uncached',
    why: 'its stylesheets follow from every file that it scans',
  },
}
