import type { KnownPlugin } from './known-plugin.ts'

/** `esbuild-plugin-vue3`: the load of a component hands what it has parsed to the loads of its parts. */
export const esbuildVue: KnownPlugin = {
  names: ['vue'],
  verdict: {
    kind: 'uncached',
    why: 'hands parsed components from one load to the next',
  },
}

/**
 * `unplugin-vue` on esbuild: loads of parts of a component take it out of the plugin's memory, where after a restore of the component
 * itself there would be what it was in an earlier build of the same process.
 */
export const esbuildUnpluginVue: KnownPlugin = {
  names: ['unplugin-vue'],
  verdict: {
    kind: 'uncached',
    why: 'keeps parsed components in memory, for later builds too',
  },
}
