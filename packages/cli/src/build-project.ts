/**
 * Run in a process of its own: `node build-project.mjs <bundler> <config file> <URL of the bundler> <URL of its config loader>`.
 * Builds a project as the bundler's own command line would, but for the output, which stays in memory.
 */
export {}

const [bundler = '', configFile = '', bundlerUrl = '', loaderUrl = ''] = process.argv.slice(2)

interface Bundle {
  generate(output: unknown): Promise<unknown>
  close(): Promise<void>
}

type Build = (options: unknown) => Promise<Bundle>

interface Config {
  readonly output?: unknown
}

/** What is used of the bundlers. They belong to the project. */
interface Vite {
  createBuilder(config: object, useLegacyBuilder: null): Promise<{ buildApp(): Promise<void> }>
}
interface RollupConfigLoader {
  loadConfigFile(file: string, options: object): Promise<{ readonly options: readonly Config[] }>
}
interface RolldownConfigLoader {
  loadConfig(file: string): Promise<Config | readonly Config[] | ((args: object) => Config | Promise<Config>)>
}

async function buildAll(build: Build, configs: readonly Config[]): Promise<void> {
  for (const config of configs) {
    const bundle = await build(config)
    for (const output of [config.output ?? {}].flat()) {
      await bundle.generate(output)
    }
    await bundle.close()
  }
}

if (bundler === 'vite') {
  const { createBuilder } = (await import(bundlerUrl)) as Vite
  // As `vite build` does: null has it build all environments only where the config says so.
  const builder = await createBuilder({ configFile, logLevel: 'error', build: { write: false } }, null)
  await builder.buildApp()
} else if (bundler === 'rollup') {
  const { rollup } = (await import(bundlerUrl)) as { rollup: Build }
  const { loadConfigFile } = (await import(loaderUrl)) as RollupConfigLoader
  const { options } = await loadConfigFile(configFile, { silent: true })
  await buildAll(rollup, options)
} else {
  const { rolldown } = (await import(bundlerUrl)) as { rolldown: Build }
  const { loadConfig } = (await import(loaderUrl)) as RolldownConfigLoader
  const loaded = await loadConfig(configFile)
  const config = typeof loaded === 'function' ? await loaded({}) : loaded
  await buildAll(rolldown, [config].flat())
}
