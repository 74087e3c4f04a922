import { expect, it } from 'vitest'
import { viteBundler } from '../kit/in-process/compare-builds.ts'
import { checkLaw, rollupStylePlugins } from './edit-sequences.ts'

it('after any sequence of edits a warm build of Vite equals a clean build', async () => {
  const { hits, stored } = await checkLaw(viteBundler, rollupStylePlugins)
  expect(hits).toBeGreaterThan(stored / 4)
})
