import { expect, it } from 'vitest'
import { rolldownBundler, rollupBundler } from '../kit/in-process/compare-builds.ts'
import { checkLaw } from './edit-sequences.ts'
import { chunkPluginSpec, makeChunkPlugin } from './random-chunk-plugin.ts'

const isNightly = process.env['REKINDLE_NIGHTLY'] === '1'

/** A chunk for each module; how chunks are named and written is another for each value of a variable that edits set. */
function output(): Readonly<Record<string, unknown>> {
  switch (process.env['REKINDLE_PROPERTY_0']) {
    case 'x':
      return { preserveModules: true, entryFileNames: 'x/[name].js' }
    case 'y':
      return { preserveModules: true, format: 'cjs', entryFileNames: '[name]-[hash].js', sourcemap: false }
    default:
      return { preserveModules: true, entryFileNames: '[name]-[hash].js' }
  }
}

it.each(isNightly ? [rollupBundler, rolldownBundler] : [rollupBundler])(
  'after any sequence of edits the chunks of a warm build of $name equal those of a clean build',
  async (bundler) => {
    const { hits, stored } = await checkLaw(
      bundler,
      {
        spec: chunkPluginSpec,
        make: makeChunkPlugin,
        rekindle: { plugins: { 'chunks-0': 'chunks', 'chunks-1': 'chunks', 'chunks-2': 'chunks' } },
        config: () => ({ output: output() }),
      },
      10,
    )
    expect(hits).toBeGreaterThan(stored / 4)
  },
)
