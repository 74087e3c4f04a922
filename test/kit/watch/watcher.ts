import type { Plugin as EsbuildPlugin } from 'esbuild'
import * as esbuild from 'esbuild'
import { type RolldownOptions, watch as watchByRolldown } from 'rolldown'
import { type RollupOptions, rollup, watch as watchByRollup } from 'rollup'
import { type InlineConfig, build as viteBuild } from 'vite'

/** How the last build of a watcher has ended; `none`: it hasn't, or the next one has begun. */
export type LastBuild = 'none' | 'built' | 'failed'

export interface Watcher {
  last(): LastBuild
  close(): Promise<unknown>
}

/**
 * A bundler in watch mode, and its builds without one. All write `main.js` with its map into a folder, and a file for each
 * module that is imported dynamically, named after it: an edit changes no other name.
 */
export interface WatchingBundler {
  readonly name: string
  watch(plugins: readonly unknown[], folder: string): Promise<Watcher>
  build(plugins: readonly unknown[], folder: string): Promise<unknown>
}

interface EventSource {
  on(event: 'event', listener: (event: { readonly code: string }) => void): unknown
  close(): Promise<unknown>
}

function listening(watcher: EventSource): Watcher {
  let last: LastBuild = 'none'
  watcher.on('event', (event) => {
    const { code, result } = event as { code: string; result?: { close(): Promise<unknown> } | null }
    void result?.close()
    if (code === 'START') {
      last = 'none'
    } else if (code === 'ERROR' || (code === 'END' && last !== 'failed')) {
      last = code === 'END' ? 'built' : 'failed'
    }
  })
  return { last: () => last, close: () => watcher.close() }
}

const output = (dir: string) => ({
  dir,
  sourcemap: true,
  chunkFileNames: '[name].js',
  assetFileNames: '[name][extname]',
})

const rollupOptions = (plugins: readonly unknown[]) => ({ input: 'main.js', plugins }) as RollupOptions

const rolldownOptions = (plugins: readonly unknown[]) =>
  ({ input: 'main.js', preserveEntrySignatures: 'strict', logLevel: 'silent', plugins }) as RolldownOptions

const viteConfig = (plugins: readonly unknown[], outDir: string, isWatching: boolean) =>
  ({
    configFile: false,
    logLevel: 'silent',
    plugins,
    build: {
      outDir,
      sourcemap: true,
      minify: false,
      modulePreload: false,
      emptyOutDir: true,
      watch: isWatching ? {} : null,
      rolldownOptions: {
        input: 'main.js',
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          assetFileNames: '[name][extname]',
        },
      },
    },
  }) as InlineConfig

const esbuildOptions = (plugins: readonly unknown[], outdir: string): esbuild.BuildOptions => ({
  // Otherwise it is the folder in which esbuild was loaded.
  absWorkingDir: process.cwd(),
  entryPoints: ['main.js'],
  bundle: true,
  format: 'esm',
  splitting: true,
  chunkNames: '[name]',
  sourcemap: true,
  logLevel: 'silent',
  outdir,
  plugins: plugins as EsbuildPlugin[],
})

export const watchingBundlers: readonly (WatchingBundler & { readonly takes: 'rollup' | 'esbuild' })[] = [
  {
    name: 'Rollup',
    takes: 'rollup',
    watch: async (plugins, folder) =>
      listening(watchByRollup({ ...rollupOptions(plugins), output: output(folder) })),
    async build(plugins, folder) {
      const bundle = await rollup(rollupOptions(plugins))
      await bundle.write(output(folder))
      await bundle.close()
    },
  },
  {
    name: 'Rolldown',
    takes: 'rollup',
    watch: async (plugins, folder) =>
      listening(
        watchByRolldown({ ...rolldownOptions(plugins), output: output(folder) }) as unknown as EventSource,
      ),
    async build(plugins, folder) {
      const { rolldown } = await import('rolldown')
      const bundle = await rolldown(rolldownOptions(plugins))
      await bundle.write(output(folder))
      await bundle.close()
    },
  },
  {
    name: 'Vite',
    takes: 'rollup',
    watch: async (plugins, folder) =>
      listening((await viteBuild(viteConfig(plugins, folder, true))) as unknown as EventSource),
    build: (plugins, folder) => viteBuild(viteConfig(plugins, folder, false)),
  },
  {
    name: 'esbuild',
    takes: 'esbuild',
    async watch(plugins, folder) {
      let last: LastBuild = 'none'
      const listener: EsbuildPlugin = {
        name: 'listener',
        setup(build) {
          build.onStart(() => {
            last = 'none'
          })
          build.onEnd(({ errors }) => {
            last = errors.length === 0 ? 'built' : 'failed'
          })
        },
      }
      const context = await esbuild.context(esbuildOptions([...plugins, listener], folder))
      await context.watch()
      return { last: () => last, close: () => context.dispose() }
    },
    build: (plugins, folder) => esbuild.build(esbuildOptions(plugins, folder)),
  },
]
