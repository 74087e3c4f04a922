import { expect, it } from 'vitest'
import { esbuildBundler } from '../kit/in-process/compare-builds.ts'
import { checkLaw } from './edit-sequences.ts'
import { esbuildPluginSpec, makeEsbuildPlugin } from './random-esbuild-plugin.ts'

it('after any sequence of edits a warm build of esbuild equals a clean build', async () => {
  const { hits, stored } = await checkLaw(
    esbuildBundler,
    {
      spec: esbuildPluginSpec,
      make: (spec, root, index) => makeEsbuildPlugin([], spec, root, index),
    },
    25,
  )
  expect(hits).toBeGreaterThan(stored / 4)
})
