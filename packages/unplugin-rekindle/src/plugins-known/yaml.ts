import type { KnownPlugin } from './known-plugin.ts'

/** `@rollup/plugin-yaml` and `@modyfi/vite-plugin-yaml`: a function of the text. Of 200 files of 3 KB, all restored, nothing was won. */
export const yaml: KnownPlugin = {
  names: ['yaml', 'vite:transform-yaml'],
  verdict: {
    kind: 'uncached',
    why: 'as cheap to run as to restore',
  },
}
