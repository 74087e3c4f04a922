import { describe, expect, it } from 'vitest'
import { buildAsClean, bundlers, type Scenario } from '../../kit/in-process/compare-builds.ts'
import { recordsWholeBuilds } from '../../kit/snapshot/records-whole-builds.ts'
import {
  countOf,
  createChain,
  makeCounter,
  scenarioOf,
  standingsOf,
  takeCalls,
  triedPlugin,
} from './tried-plugin.ts'

const MODULES = 12

// It counts the calls of all builds.
describe.skipIf(recordsWholeBuilds).each(bundlers)('on $name', (bundler) => {
  /** One build as a clean one: calls of the plugin with Rekindle, and what was told. */
  const build = async (scenario: Scenario) => {
    takeCalls()
    const { events } = await buildAsClean(bundler, scenario)
    // The clean build calls everything.
    return { calls: takeCalls().length - MODULES, events }
  }

  it('a dear plugin that nobody knows is measured, stored, compared in three builds, and then restored', async () => {
    const scenario = scenarioOf(createChain(), () => triedPlugin('nothing new'))
    const first = await build(scenario)
    expect(first.calls).toBe(MODULES)
    expect(standingsOf(first.events)).toEqual(['measured: unknown, and not known to be dear'])
    expect(countOf(first.events, 'stored')).toBe(0)

    const second = await build(scenario)
    expect(second.calls).toBe(MODULES)
    expect(standingsOf(second.events)).toEqual(['tried: on trial: equal results in 0 of 3 builds'])
    expect([countOf(second.events, 'stored'), countOf(second.events, 'audited')]).toEqual([MODULES, 0])

    for (const agreed of [0, 1, 2]) {
      const { calls, events } = await build(scenario)
      expect(calls).toBe(MODULES)
      expect(standingsOf(events)).toEqual([`tried: on trial: equal results in ${agreed} of 3 builds`])
      expect([countOf(events, 'hit'), countOf(events, 'audited')]).toEqual([0, MODULES])
    }

    const trusted = await build({ ...scenario, rekindle: { verify: false } })
    expect(trusted.calls).toBe(0)
    expect(standingsOf(trusted.events)).toEqual(['trusted: unknown, and gave equal results in 3 builds'])
    expect(countOf(trusted.events, 'hit')).toBe(MODULES)
  })

  it('of a trusted plugin that nobody knows a share of the hits is compared for ever', async () => {
    const scenario = scenarioOf(createChain(), () => triedPlugin('nothing new'))
    for (let round = 0; round < 5; round += 1) {
      await build(scenario)
    }
    let audited = 0
    let hits = 0
    // Every sixty-fourth hit, and the count begins anywhere: one build of twelve hits in five has an audit.
    for (let round = 0; round < 40 && audited === 0; round += 1) {
      const { events, calls } = await build(scenario)
      audited += countOf(events, 'audited')
      hits += countOf(events, 'hit')
      expect(calls).toBe(countOf(events, 'audited'))
    }
    expect(audited).toBe(1)
    expect(hits).toBeGreaterThan(0)
  })

  it('a cheap plugin that nobody knows is only measured, and nothing is kept of it', async () => {
    const scenario = scenarioOf(createChain(), () => triedPlugin('nothing new', 0))
    for (let round = 0; round < 3; round += 1) {
      const { calls, events } = await build(scenario)
      expect(calls).toBe(MODULES)
      expect(standingsOf(events)).toEqual(['measured: unknown, and not known to be dear'])
      expect(countOf(events, 'stored') + countOf(events, 'miss') + countOf(events, 'uncacheable')).toBe(0)
    }
  })

  it('a dear plugin that counts in a variable is left alone, with the name of the variable', async () => {
    const scenario = scenarioOf(createChain(), () => makeCounter(8))
    await build(scenario)
    const { calls, events } = await build(scenario)
    expect(calls).toBe(MODULES)
    expect(standingsOf(events)).toEqual(['left-alone: unknown, and keeps state in its variable `count`'])
    expect(countOf(events, 'stored')).toBe(0)
  })

  it('other tools put a plugin on trial again', async () => {
    const project = createChain()
    const scenario = scenarioOf(project, () => triedPlugin('nothing new'))
    for (let round = 0; round < 5; round += 1) {
      await build(scenario)
    }
    const config = project.read('rekindle-place.cjs')
    project.write('rekindle-place.cjs', `// Edited.\n${config}`)
    const { calls, events } = await build(scenario)
    expect(calls).toBe(MODULES)
    expect(standingsOf(events)).toEqual(['tried: on trial: equal results in 0 of 3 builds'])
  })

  it('a plugin that only has the name of a known one is tried like any other', async () => {
    const plugin = () => ({ ...triedPlugin('nothing new', 0), name: 'babel' })
    const { calls, events } = await build(scenarioOf(createChain(), plugin))
    expect(calls).toBe(MODULES)
    expect(
      events.flatMap((event) => (event.kind === 'plugin' && event.plugin === 'babel' ? [event.verdict] : [])),
    ).toEqual(['candidate'])
  })

  it("`'*': false` leaves plugins alone that nobody knows", async () => {
    const scenario = scenarioOf(createChain(), () => triedPlugin('nothing new'), {
      rekindle: { plugins: { '*': false } },
    })
    await build(scenario)
    const { calls, events } = await build(scenario)
    expect(calls).toBe(MODULES)
    expect(standingsOf(events)).toEqual([])
  })
})
