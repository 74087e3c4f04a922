import { expect, it } from 'vitest'
import { rolldownBundler } from '../kit/in-process/compare-builds.ts'
import { checkLaw, rollupStylePlugins } from './edit-sequences.ts'

it('after any sequence of edits a warm build of Rolldown equals a clean build', async () => {
  const { hits, stored } = await checkLaw(rolldownBundler, rollupStylePlugins, 20)
  expect(hits).toBeGreaterThan(stored / 4)
})
