import path from 'node:path'
import { describeValue, installMarkerFiles } from '@rekindle/core'
import type { InputOptions, Plugin } from 'rollup'
import type { StartNotes } from '../aside/start-notes.ts'
import type { ConfigCaller } from '../build/config-caller.ts'
import { plainProject } from '../build/plain-project.ts'
import type { ProjectFacts } from '../build/project-cache.ts'
import { rollupStyleHooks } from '../build/rollup-style-hooks.ts'
import type { RekindleOptions } from '../options/options.ts'
import { EqualWrites } from '../output/equal-writes.ts'
import { describeWithClosures } from '../snapshot/describe-plugins.ts'
import { putIntoBundle } from '../snapshot/restoring-plugin.ts'
import type { SnapshotBundler } from '../snapshot/rollup-style-snapshot.ts'

/** Input options that say nothing about what `load` and `transform` return. */
const OUTSIDE: ReadonlySet<string> = new Set([
  'plugins',
  'input',
  'cache',
  'watch',
  'onwarn',
  'onLog',
  'logLevel',
])

const CONFIG_READERS: ReadonlySet<string> = new Set(['rollup'])

/** Rollup's hooks. */
export function rollupHooks(
  options: RekindleOptions,
  caller: ConfigCaller | null,
  notes: StartNotes | null = null,
): Partial<Plugin> {
  return rollupStyleHooks({
    bundler: 'rollup',
    options,
    caller,
    notes,
    projectFacts,
    snapshotBundler,
    equalWritesOf,
  })
}

/** Input options that change no output as long as nothing is logged. */
const UNLIKELY: ReadonlySet<string> = new Set(['plugins', 'cache', 'watch', 'perf'])

function snapshotBundler(inputOptions: InputOptions, meta: object): SnapshotBundler {
  const { rollupVersion, watchMode = false } = meta as { rollupVersion?: string; watchMode?: boolean }
  const relevant = Object.entries(inputOptions).filter(([name]) => !UNLIKELY.has(name))
  return {
    name: 'rollup',
    version: rollupVersion,
    label: describeValue(meta),
    options: describeWithClosures(Object.fromEntries(relevant)),
    given: inputOptions,
    foundFrom: [path.join(process.cwd(), 'package.json')],
    isKept: (name) => name === 'rekindle',
    seesWatchFiles: true,
    habits: {
      outputFolders: [],
      looksAmongOutputs: false,
      isPrint: () => false,
      isLog: () => false,
      isEffect: () => false,
      isWriteAmongOutputs: () => false,
      // Rollup reads by functions that are seen. Where `import()` of a plugin looks in vain is not: what is installed may be found.
      unseenInputs: ({ root, startedAtMs }) =>
        installMarkerFiles(root).map((name) => ({ kind: 'file', name, readAtMs: startedAtMs, isRead: true })),
    },
    // Whatever is said of the stand-in is none of the user's business.
    standInOptions: { treeshake: false, external: [], moduleContext: {}, onLog: () => {}, onwarn: undefined },
    putFiles: putIntoBundle,
    keptFields: null,
    refusal: refusalOf(inputOptions, watchMode),
  }
}

function refusalOf({ cache, perf, fs }: InputOptions, isWatching: boolean): string | null {
  if (isWatching) {
    return 'watch mode'
  }
  if (typeof cache === 'object' && cache !== null) {
    return 'the cache of an earlier build (`cache`)'
  }
  if (perf === true) {
    return 'the option `perf`'
  }
  return fs === undefined ? null : 'the option `fs`'
}

/** The first version with the option `fs`. */
const WITH_FS: readonly [major: number, minor: number] = [4, 43]

/** In watch mode only, and not where somebody else tells Rollup how to write. */
function equalWritesOf({ fs }: InputOptions, meta: object): EqualWrites | null {
  const { rollupVersion = '', watchMode = false } = meta as { rollupVersion?: string; watchMode?: boolean }
  const [major = 0, minor = 0] = rollupVersion.split('.').map(Number)
  const hasOption = major > WITH_FS[0] || (major === WITH_FS[0] && minor >= WITH_FS[1])
  return watchMode && hasOption && fs === undefined ? new EqualWrites() : null
}

function projectFacts(inputOptions: InputOptions, meta: object): ProjectFacts {
  const relevant = Object.entries(inputOptions).filter(([name]) => !OUTSIDE.has(name))
  return {
    ...plainProject(process.cwd(), inputOptions.logLevel),
    configFiles: [],
    configReaders: CONFIG_READERS,
    facts: { bundler: describeValue(meta), nodeEnv: process.env['NODE_ENV'] ?? '' },
    config: describeValue(Object.fromEntries(relevant)),
  }
}
