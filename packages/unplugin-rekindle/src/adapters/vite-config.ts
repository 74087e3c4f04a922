import { describeValue } from '@rekindle/core'
import type { ResolvedConfig } from 'vite'

/** Parts of a resolved config that don't decide what a plugin's hook returns. */
const OUTSIDE: ReadonlySet<string> = new Set([
  'root',
  'plugins',
  'worker',
  'logger',
  'customLogger',
  'logLevel',
  'clearScreen',
  'inlineConfig',
  'cacheDir',
  'server',
  'preview',
  'devtools',
  'optimizeDeps',
  'environments',
  'pluginHookUtils',
  'safeModulePaths',
  'packageCache',
  'configFile',
  'configFileDependencies',
  'builder',
  'future',
  'dev',
])

/** Parts of the build options that only decide where and how the output is written. */
const OUTSIDE_OF_BUILD: ReadonlySet<string> = new Set([
  'outDir',
  'emptyOutDir',
  'write',
  'reportCompressedSize',
  'chunkSizeWarningLimit',
  'watch',
  'minify',
  'manifest',
  'ssrManifest',
  'rollupOptions',
  'rolldownOptions',
  'terserOptions',
])

/** The parts of a config that decide what hooks return, as canonical text; environments by name. */
export function describeConfig(config: ResolvedConfig): string {
  const environments = Object.entries(config.environments).map(([name, environment]) => [
    name,
    relevantParts(environment as unknown as Record<string, unknown>),
  ])
  return describeValue([relevantParts(config as unknown as Record<string, unknown>), environments])
}

function relevantParts(config: Record<string, unknown>): Record<string, unknown> {
  const build = (config['build'] ?? {}) as Record<string, unknown>
  return { ...without(config, OUTSIDE), build: without(build, OUTSIDE_OF_BUILD) }
}

function without(values: Record<string, unknown>, names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)))
}
