import { expect, it } from 'vitest'
import { rollupBundler } from '../kit/in-process/compare-builds.ts'
import { checkLaw, rollupStylePlugins } from './edit-sequences.ts'

it('after any sequence of edits a warm build of Rollup equals a clean build', async () => {
  const { hits, stored } = await checkLaw(rollupBundler, rollupStylePlugins)
  expect(hits).toBeGreaterThan(stored / 4)
})
