import { rollup } from 'rollup'
import rekindle from 'unplugin-rekindle/rollup'
import type { Plugin } from 'vite'
import { expect, test } from 'vitest'

/** Packages, the export that makes their plugins, and options for it. */
const packages: readonly (readonly [name: string, factory: string, options: object])[] = [
  ['@marko/vite', 'default', {}],
  ['@preact/preset-vite', 'default', {}],
  ['@react-router/dev/vite', 'reactRouter', {}],
  ['@sveltejs/vite-plugin-svelte', 'svelte', { configFile: false }],
  ['@tailwindcss/vite', 'default', {}],
  ['@unocss/vite', 'default', { configFile: false }],
  ['@vanilla-extract/vite-plugin', 'vanillaExtractPlugin', {}],
  ['@vitejs/plugin-react', 'default', { compiler: true }],
  ['@vitejs/plugin-vue', 'default', {}],
  ['@vitejs/plugin-vue-jsx', 'default', {}],
  ['@wyw-in-js/vite', 'default', {}],
  ['unplugin-auto-import/vite', 'default', { dts: false }],
  ['unplugin-icons/vite', 'default', {}],
  ['unplugin-vue-components/vite', 'default', { dts: false }],
  ['unplugin-vue-markdown/vite', 'default', {}],
  ['vite-imagetools', 'imagetools', { cache: { enabled: false } }],
  ['vite-plugin-pwa', 'VitePWA', {}],
  ['vite-plugin-solid', 'default', {}],
  ['vite-plugin-svg-icons', 'createSvgIconsPlugin', { iconDirs: [] }],
  ['vite-plugin-svgr', 'default', {}],
]

test.each(packages)(
  'every plugin of %s that loads or transforms is known by its name',
  async (name, factory, options) => {
    const made = ((await import(name)) as Record<string, (options: object) => unknown>)[factory]!(options)
    const plugins = (await Promise.all([made].flat(9))).flat(9) as (Plugin | null | false)[]
    const working = plugins.filter(
      (plugin) => plugin && plugin.apply !== 'serve' && (plugin.load || plugin.transform),
    ) as Plugin[]
    expect(working).not.toEqual([])
    const verdicts = await verdictsOn(working)
    const unknown = Object.entries(verdicts).filter(([, why]) => why.includes('unknown'))
    expect(unknown).toEqual([])
  },
)

/** What is said of plugins, as far as their names and the sources of their hooks decide. */
async function verdictsOn(plugins: readonly Plugin[]): Promise<Readonly<Record<string, string>>> {
  const verdicts: Record<string, string> = {}
  const virtual = { name: 'virtual', resolveId: (id: string) => id, load: () => 'export default 1' }
  const cached = rekindle({
    readOnly: true,
    onEvent(event) {
      if (event.kind === 'plugin' && event.plugin !== virtual.name) {
        verdicts[event.plugin] = `${event.verdict}: ${event.why}`
      }
    },
  })
  const standIns = plugins.map(({ name, transform, load }) => {
    const given = transform ?? load
    const own = typeof given === 'object' && given !== null ? given.handler : given
    return { name, transform: Object.assign(() => null, { toString: () => String(own) }) }
  })
  const bundle = await rollup({ input: 'main', plugins: [cached, virtual, ...standIns], onLog: () => {} })
  await bundle.close()
  return verdicts
}
