import type { RekindleEvent } from 'unplugin-rekindle'
import { onTestFinished } from 'vitest'
import type { Scenario } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart } from '../../kit/in-process/define-plugin.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

declare global {
  /** Where the plugins of these tests note their calls. */
  var triedCalls: string[]
  /** What only these plugins know of. */
  var triedCount: number
  var triedSalt: string
}

const MODULES = 12

/** What a plugin adds to each module. */
export type Addition = 'nothing new' | 'a count that is kept out of sight' | 'what another program decides'

/**
 * A plugin whose every call is dear enough to be worth caching. It notes its calls out of sight: a variable of its own that it
 * fills would be state.
 */
const makePlugin = evaluateApart((name: string, addition: Addition, milliseconds: number) => {
  const wait = (): void => {
    for (const end = performance.now() + milliseconds; performance.now() < end; ) {
      // Busy: what a compiler would be.
    }
  }
  const added = (): unknown => {
    switch (addition) {
      case 'a count that is kept out of sight':
        globalThis.triedCount += 1
        return globalThis.triedCount
      case 'what another program decides':
        return globalThis.triedSalt
      default:
        return 'x'
    }
  }
  return {
    name,
    transform(code: string, id: string) {
      if (id.startsWith('\0')) {
        return null
      }
      globalThis.triedCalls.push(id.split('/').at(-1) ?? '')
      wait()
      return { code: `${code}\nglobalThis.added = ${JSON.stringify(added())}\n`, map: null }
    },
  }
})

/** Keeps a count in a variable of its own, in the way that is asked for. */
export const makeCounter = evaluateApart((milliseconds: number) => {
  let count = 0
  return {
    name: 'tried',
    transform(code: string, id: string) {
      if (id.startsWith('\0')) {
        return null
      }
      globalThis.triedCalls.push(id.split('/').at(-1) ?? '')
      for (const end = performance.now() + milliseconds; performance.now() < end; ) {
        // Busy.
      }
      count += 1
      return { code: `${code}\nglobalThis.count = ${count}\n`, map: null }
    },
  }
})

/** A plugin that nobody knows, named `tried`. */
export function triedPlugin(addition: Addition, milliseconds = 8): object {
  return makePlugin('tried', addition, milliseconds)
}

/** A project of some modules that import each other in a chain. */
export function createChain(): Project {
  globalThis.triedCalls = []
  globalThis.triedCount = 0
  globalThis.triedSalt = 'salt 0'
  onTestFinished(() => {
    globalThis.triedCalls = []
  })
  const names = Array.from({ length: MODULES }, (_, index) => (index === 0 ? 'main.js' : `part${index}.js`))
  return createProject(
    Object.fromEntries(
      names.map((name, index) => {
        const next = names[index + 1]
        return [name, `${next === undefined ? '' : `import './${next}'\n`}export const name = '${name}'\n`]
      }),
    ),
  )
}

/** The calls since the last time, sorted. */
export function takeCalls(): readonly string[] {
  const calls = globalThis.triedCalls.sort()
  globalThis.triedCalls = []
  return calls
}

/** A scenario with one plugin, made anew for each build. */
export function scenarioOf(project: Project, plugin: () => object, rest: Partial<Scenario> = {}): Scenario {
  return { project, plugins: () => [plugin()], ...rest }
}

/** What becomes of the plugin's calls, as the events tell. */
export function standingsOf(events: readonly RekindleEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'standing' && event.plugin === 'tried' ? [`${event.standing}: ${event.why}`] : [],
  )
}

/** How many events of a kind there are. */
export function countOf(events: readonly RekindleEvent[], kind: RekindleEvent['kind']): number {
  return events.filter((event) => event.kind === kind).length
}
