import type { KnownPlugin } from './known-plugin.ts'

/** `@unocss/vite`: hears of every module in `transform`, most of which it leaves as they are. */
export const unocss: KnownPlugin = {
  names: [
    'unocss:api',
    'unocss:chunk',
    'unocss:config',
    'unocss:devtools',
    'unocss:global',
    'unocss:global:build:generate',
    'unocss:global:build:scan',
    'unocss:global:content',
    'unocss:global:post',
    'unocss:module-scope',
    'unocss:module-scope:pre',
    'unocss:shadow-dom',
    'unocss:vue-scoped',
    'unocss:transformers:pre',
    'unocss:transformers:default',
    'unocss:transformers:post',
  ],
  verdict: {
    kind: 'uncached',
    why: 'gathers class names from all modules for its stylesheet',
  },
}
