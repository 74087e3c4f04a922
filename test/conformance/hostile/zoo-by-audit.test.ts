import { describe, expect, it } from 'vitest'
import { buildAsClean, buildWith, bundlers, rollupBundler } from '../../kit/in-process/compare-builds.ts'
import { createHabitat, edits, expectLeftAlone, scenarioOf } from './zoo/habitat.ts'
import { zooByAudit } from './zoo-by-audit.ts'

const cases = zooByAudit.map((animal) => [animal.behaviour, animal] as const)

describe.each(bundlers)('on $name', (bundler) => {
  it.each(cases)(
    'a plugin that %s runs for each module unless it is opted in',
    async (_behaviour, animal) => {
      await expectLeftAlone(bundler, animal)
    },
  )
})

describe('on Rollup', () => {
  it.each(cases)('an audit of a plugin that %s finds what is to be found', async (_behaviour, animal) => {
    const project = createHabitat()
    const trusting = scenarioOf(project, animal.make, true)
    const verifying = { ...trusting, rekindle: { ...trusting.rekindle, verify: true } }
    const build = animal.isRepeatable === false ? buildWith : buildAsClean
    const audit = async (): Promise<string> => {
      const { events } = await build(rollupBundler, verifying)
      const outcomes = events.flatMap((event) => (event.kind === 'audited' ? [event.outcome] : []))
      expect(outcomes).not.toEqual([])
      return outcomes.includes('different') ? 'differs' : 'agrees'
    }
    await build(rollupBundler, trusting)
    expect(await audit()).toBe(animal.whenUnchanged)
    if (animal.whenUnchanged === 'agrees') {
      for (const [edit] of edits.slice(2)) {
        edit(project)
      }
      expect(await audit()).toBe(animal.whenOneIsGone)
    }
  })
})
