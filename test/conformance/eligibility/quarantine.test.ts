import type { RekindleEvent } from 'unplugin-rekindle'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Bundler, buildWith, bundlers, type Scenario } from '../../kit/in-process/compare-builds.ts'
import {
  type Addition,
  countOf,
  createChain,
  scenarioOf,
  standingsOf,
  takeCalls,
  triedPlugin,
} from './tried-plugin.ts'

const MODULES = 12
const named = { plugins: { tried: true } }

/** Quarantines as the events tell. */
function caughtIn(events: readonly RekindleEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'quarantined' ? [`${event.plugin} at ${event.module}: ${event.difference}`] : [],
  )
}

function watchConsole(): () => readonly string[] {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  onTestFinished(() => warn.mockRestore())
  return () => warn.mock.calls.map(([text]) => String(text)).filter((text) => text.includes('rekindle'))
}

describe.each(bundlers)('on $name', (bundler: Bundler) => {
  let builds = 0
  const build = async (scenario: Scenario) => {
    takeCalls()
    builds += 1
    globalThis.triedSalt = `salt ${builds}`
    const { events, outcome } = await buildWith(bundler, scenario)
    return { calls: takeCalls().length, events, outcome }
  }

  it.each<Addition>(['a count that is kept out of sight', 'what another program decides'])(
    'a plugin on trial that adds %s is caught at its first comparison, told of once, and left alone for good',
    async (addition) => {
      const warnings = watchConsole()
      const scenario = scenarioOf(createChain(), () => triedPlugin(addition))
      await build(scenario)
      await build(scenario)
      const caught = await build(scenario)
      expect(caught.calls).toBe(MODULES)
      expect(caughtIn(caught.events)).toHaveLength(1)
      expect(caughtIn(caught.events)[0]).toMatch(
        /^tried at (?:main|part\d+)\.js: code: line \d+ was ".+" and is ".+"$/,
      )
      if (bundler.name === 'Rollup') {
        expect(warnings()).toHaveLength(1)
        expect(warnings()[0]).toMatch(/PLUGIN_QUARANTINED.*"tried".*\.js.*errors\.md#plugin-quarantined/)
      }
      for (let round = 0; round < 2; round += 1) {
        const later = await build(scenario)
        expect(later.calls).toBe(MODULES)
        expect(standingsOf(later.events)[0]).toMatch(/^left-alone: in quarantine: ran again for /)
        expect(caughtIn(later.events)).toEqual([])
      }
      expect(warnings().length).toBeLessThanOrEqual(1)
    },
  )

  it('`verify: true` catches a plugin that the user vouches for, and uses what it gives now', async () => {
    watchConsole()
    const scenario = scenarioOf(createChain(), () => triedPlugin('what another program decides', 0), {
      rekindle: named,
    })
    await build(scenario)
    const warm = await build({ ...scenario, rekindle: { ...named, verify: false } })
    expect(warm.calls).toBe(0)
    const verified = await build({ ...scenario, rekindle: { ...named, verify: true } })
    expect(verified.calls).toBe(MODULES)
    expect(caughtIn(verified.events)).toHaveLength(1)
    const written = Object.values(verified.outcome.files).join('')
    expect(written.split(globalThis.triedSalt).length).toBeGreaterThan(MODULES)
    expect(Object.values(warm.outcome.files).join('')).not.toContain(globalThis.triedSalt)
    const later = await build({ ...scenario, rekindle: { ...named, verify: false } })
    expect(later.calls).toBe(MODULES)
  })

  it('a plugin that was caught is tried before it is used again with other tools, and its old results are gone', async () => {
    watchConsole()
    const project = createChain()
    const config = `module.exports = (rekindle, options) => rekindle(options)\n`
    const scenario = scenarioOf(project, () => triedPlugin('what another program decides', 0), {
      rekindle: named,
    })
    await build(scenario)
    await build({ ...scenario, rekindle: { ...named, verify: true } })
    project.write('rekindle-place.cjs', `// Edited.\n${config}`)
    const edited = await build(scenario)
    expect(standingsOf(edited.events)).toEqual(['tried: on trial: equal results in 0 of 3 builds'])
    expect([edited.calls, countOf(edited.events, 'stored')]).toEqual([MODULES, MODULES])
    const again = await build(scenario)
    expect(caughtIn(again.events)).toHaveLength(1)
    // Back to the tools of before: it is still known what was found with them.
    project.write('rekindle-place.cjs', config)
    const back = await build(scenario)
    expect(back.calls).toBe(MODULES)
    expect(standingsOf(back.events)[0]).toMatch(/^left-alone: in quarantine/)
  })

  it('`verify: true` finds nothing in a plugin that repeats itself', async () => {
    const scenario = scenarioOf(createChain(), () => triedPlugin('nothing new', 0), { rekindle: named })
    await build(scenario)
    const verified = await build({ ...scenario, rekindle: { ...named, verify: true } })
    expect([verified.calls, countOf(verified.events, 'audited')]).toEqual([MODULES, MODULES])
    expect(caughtIn(verified.events)).toEqual([])
    expect((await build({ ...scenario, rekindle: { ...named, verify: false } })).calls).toBe(0)
  })

  it('an input that changes while a hook runs again proves nothing against the plugin', async () => {
    const project = createChain()
    project.write('note.txt', 'one')
    const note = project.path('note.txt')
    const reader = () => ({
      name: 'tried',
      transform(code: string, id: string) {
        if (!id.endsWith('main.js')) {
          return null
        }
        const fs = process.getBuiltinModule('node:fs')
        const hooked = globalThis as unknown as { beforeRead?: () => void }
        hooked.beforeRead?.()
        return {
          code: `${code}\nglobalThis.note = ${JSON.stringify(fs.readFileSync(note, 'utf8'))}\n`,
          map: null,
        }
      },
    })
    const scenario = scenarioOf(project, reader, { rekindle: { ...named, verify: true } })
    await new Promise((resolve) => setTimeout(resolve, 30))
    await build(scenario)
    const hooked = globalThis as unknown as { beforeRead?: () => void }
    hooked.beforeRead = () => project.write('note.txt', 'two')
    onTestFinished(() => {
      hooked.beforeRead = undefined as never
    })
    const { events } = await build(scenario)
    hooked.beforeRead = () => undefined
    expect(events.flatMap((event) => (event.kind === 'audited' ? [event.outcome] : []))).toEqual(['void'])
    expect(caughtIn(events)).toEqual([])
  })

  it('a module at which a build fails after a restore is run again in the next build', async () => {
    watchConsole()
    const project = createChain()
    const poisoned = globalThis as unknown as { isPoisoned: boolean }
    const plugin = () => ({
      name: 'tried',
      transform(code: string, id: string) {
        const isBad = (globalThis as unknown as { isPoisoned: boolean }).isPoisoned
        return id.endsWith('part3.js') ? { code: isBad ? `${code}\nconst = 1` : code, map: null } : null
      },
    })
    const scenario = scenarioOf(project, plugin, { rekindle: { ...named, verify: false } })
    poisoned.isPoisoned = true
    await expect(build(scenario)).rejects.toThrow()
    poisoned.isPoisoned = false
    // What was stored is restored, and fails once more ...
    await expect(build(scenario)).rejects.toThrow()
    // ... but not a third time.
    const { events } = await build(scenario)
    expect(caughtIn(events)).toHaveLength(1)
    await build(scenario)
  })

  it('a plugin that is vouched for is compared in a few calls once a day', async () => {
    const scenario = scenarioOf(createChain(), () => triedPlugin('nothing new', 0), { rekindle: named })
    await build(scenario)
    expect((await build(scenario)).calls).toBe(0)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 60 * 60 * 1000 })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const nextDay = await build(scenario)
    expect(nextDay.calls).toBe(countOf(nextDay.events, 'audited'))
    expect([1, 2]).toContain(nextDay.calls)
    expect((await build(scenario)).calls).toBe(0)
  })
})
