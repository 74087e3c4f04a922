import type { ResolvedConfig } from 'vite'
import type { StartFacts } from '../aside/start-judge.ts'

/** What a build is recognized by; null for a server and a watcher, and without a config file. */
export function viteStartFacts(config: ResolvedConfig): StartFacts | null {
  const { configFile, configFileDependencies, mode, command, build, plugins } = config
  if (configFile === undefined || command !== 'build' || build.watch) {
    return null
  }
  const configFiles = [configFile, ...configFileDependencies]
  return { configFiles, subject: mode, plugins: plugins.map(({ name }) => name) }
}
