import path from 'node:path'
import { describeValue } from '@rekindle/core'
import type { InputOptions, Plugin } from 'rolldown'
import type { StartNotes } from '../aside/start-notes.ts'
import type { ConfigCaller } from '../build/config-caller.ts'
import { plainProject } from '../build/plain-project.ts'
import type { ProjectFacts } from '../build/project-cache.ts'
import { rollupStyleHooks } from '../build/rollup-style-hooks.ts'
import type { RekindleOptions } from '../options/options.ts'
import { describeWithClosures } from '../snapshot/describe-plugins.ts'
import { EMITTED_FIELDS, putByEmitting } from '../snapshot/put-by-emitting.ts'
import type { SnapshotBundler } from '../snapshot/rollup-style-snapshot.ts'
import { TIMINGS } from '../snapshot/timings.ts'
import { unseenInputs } from '../snapshot/unseen-inputs.ts'

/**
 * `in`: may decide what a `load` or `transform` hook returns. Exhaustive by type: an option that Rolldown adds does not
 * compile until it is classified.
 */
const OPTIONS: { readonly [Name in keyof Required<InputOptions>]: 'in' | 'out' } = {
  checks: 'out',
  context: 'in',
  cwd: 'out', // The root: results are relative to it.
  devtools: 'out',
  experimental: 'in',
  external: 'in',
  input: 'out',
  logLevel: 'out',
  makeAbsoluteExternalsRelative: 'in',
  moduleTypes: 'in',
  onLog: 'out',
  onwarn: 'out',
  optimization: 'in',
  platform: 'in',
  plugins: 'out', // Each has its identity.
  preserveEntrySignatures: 'in',
  resolve: 'in',
  shimMissingExports: 'in',
  transform: 'in',
  treeshake: 'in',
  tsconfig: 'in',
  watch: 'out', // `this.meta.watchMode` tells of it.
}

const CONFIG_READERS: ReadonlySet<string> = new Set(['rolldown'])

/** Rolldown's hooks. */
export function rolldownHooks(
  options: RekindleOptions,
  caller: ConfigCaller | null,
  notes: StartNotes | null = null,
): Partial<Plugin> {
  return rollupStyleHooks({
    bundler: 'rolldown',
    options,
    caller,
    notes,
    projectFacts,
    snapshotBundler,
  }) as Partial<Plugin>
}

function projectFacts(inputOptions: InputOptions, meta: object): ProjectFacts {
  const root = inputOptions.cwd ?? process.cwd()
  const relevant = Object.entries(inputOptions).filter(
    ([name]) => OPTIONS[name as keyof InputOptions] !== 'out',
  )
  return {
    ...plainProject(root, inputOptions.logLevel),
    configFiles: [],
    configReaders: CONFIG_READERS,
    facts: { bundler: describeValue(meta), nodeEnv: process.env['NODE_ENV'] ?? '' },
    config: describeValue(Object.fromEntries(relevant)),
  }
}

function snapshotBundler(inputOptions: InputOptions, meta: object): SnapshotBundler {
  const { rolldownVersion, watchMode = false } = meta as { rolldownVersion?: string; watchMode?: boolean }
  const relevant = Object.entries(inputOptions).filter(([name]) => name !== 'plugins' && name !== 'watch')
  return {
    name: 'rolldown',
    version: rolldownVersion,
    label: describeValue(meta),
    options: describeWithClosures(Object.fromEntries(relevant)),
    given: inputOptions,
    foundFrom: [path.join(process.cwd(), 'package.json')],
    isKept: (name) => name === 'rekindle',
    seesWatchFiles: false,
    habits: {
      outputFolders: [],
      looksAmongOutputs: false,
      isPrint: ({ text }) => TIMINGS.test(text),
      isLog: () => false,
      isEffect: () => false,
      isWriteAmongOutputs: () => false,
      unseenInputs: (search) => unseenInputs({ ...search, configs: namedConfigs(inputOptions) }),
    },
    standInOptions: STAND_IN,
    putFiles: putByEmitting,
    keptFields: EMITTED_FIELDS,
    refusal: watchMode ? 'watch mode' : null,
  }
}

/** The config of a compiler that the options name. */
function namedConfigs({ cwd = process.cwd(), tsconfig }: InputOptions): readonly string[] {
  return typeof tsconfig === 'string' ? [path.resolve(cwd, tsconfig)] : []
}

/** Whatever is said of the stand-in is none of the user's business. */
const STAND_IN = { treeshake: false, external: [], onLog: () => {}, onwarn: undefined, checks: {} }
