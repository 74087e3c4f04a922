import { describe, expect, it } from 'vitest'
import { handedOnVariable } from './handed-on-variable.ts'
import type { HookHandler } from './hook.ts'

/** A plugin whose `transform` fills a set, with a later hook of the given source over `seen` and `other`. */
function pluginWith(later: string): object {
  // biome-ignore lint/security/noGlobalEval: hooks that differ by their source
  const evaluate = globalThis.eval
  return evaluate(`(() => {
    const seen = new Set()
    const options = { seen: 1 }
    return { transform(code) { seen.add(code) }, ${later} }
  })()`) as object
}

const found = (plugin: object) => handedOnVariable(plugin, [(plugin as { transform: HookHandler }).transform])

describe('handedOnVariable', () => {
  it.each([
    ['generateBundle', 'generateBundle() { return [...seen].join() }'],
    ['renderChunk', 'renderChunk: { order: "post", handler: (code) => code + seen.size }'],
    ['buildEnd', 'buildEnd() { seen.clear(); this.emitFile(seen) }'],
    ['closeBundle', 'closeBundle() { this.last = seen == null || seen.size }'],
  ])('names what %s reads', (hook, later) => {
    expect(found(pluginWith(later))).toEqual({ variable: 'seen', hook })
  })

  it.each([
    ['empties it', 'buildEnd() { seen.clear() }'],
    ['sets something in it', 'buildEnd() { seen.last = null; seen["first"] = 1 }'],
    ['takes out of it', 'buildEnd() { seen.delete("a") }'],
    ['reads something of the same name', 'generateBundle() { return options.seen }'],
    ['reads something of a longer name', 'generateBundle() { const seenBefore = 1; return seenBefore }'],
    ['is none of the later ones', 'buildStart() { return seen.size }'],
  ])('says nothing when a hook %s', (_what, later) => {
    expect(found(pluginWith(later))).toBeNull()
  })
})
