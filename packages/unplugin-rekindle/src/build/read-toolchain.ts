import { type ProjectRoot, type ResultCache, Toolchain } from '@rekindle/core'
import type { ConfigCaller } from './config-caller.ts'
import { packageSettings } from './package-settings.ts'

/** What an adapter knows of the tools of a project. */
export interface ToolFacts {
  /** Config files that the bundler names, and what it saw them import; absolute paths. */
  readonly configFiles: readonly string[]
  /** Packages whose functions take a config of this bundler. */
  readonly configReaders: ReadonlySet<string>
  /** What decides how plugins behave, by name: bundler version, mode. */
  readonly facts: Readonly<Record<string, string>>
  /** The bundler's resolved options, as canonical text. */
  readonly config: string
}

/** The tools of a project as they are now; what is known of packages is remembered by the cache. */
export function readToolchain(
  { configFiles, configReaders, facts, config }: ToolFacts,
  root: ProjectRoot,
  caller: ConfigCaller | null,
  results: ResultCache,
): Toolchain {
  const texts = new Map<string, string>()
  // Vite names its config itself; the copy that it evaluates holds paths of this machine.
  if (caller !== null && caller.text !== null && !/[\\/]\.vite-temp[\\/]/.test(caller.file)) {
    texts.set(caller.file, caller.text)
  }
  return new Toolchain({
    root,
    configFiles,
    configTexts: texts,
    configReaders,
    facts: { ...facts, settings: packageSettings(root.directory), folder: root.relative(process.cwd()) },
    config,
    memo: {
      read: (name) => results.recall(name),
      write: (name, text) => results.memorize(name, text),
    },
  })
}
