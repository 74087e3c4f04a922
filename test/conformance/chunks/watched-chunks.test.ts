import { setTimeout as delay } from 'node:timers/promises'
import type { RekindleEvent } from 'unplugin-rekindle'
import { expect, it, onTestFinished, vi } from 'vitest'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject } from '../../kit/in-process/project.ts'
import { optionsOfWatchers } from '../../kit/snapshot/records-whole-builds.ts'
import { type Watcher, watchingBundlers } from '../../kit/watch/watcher.ts'
import { chunkCalls, twoChunks } from './chunk-calls.ts'
import { minifier } from './minifier.ts'

const later = (text: string) => `export const greet = (somebody) => '${text}, ' + somebody\n`

it.each(watchingBundlers.filter(({ name }) => name === 'Rollup' || name === 'Rolldown'))(
  'a watcher of $name minifies the chunk that was edited, and none that it had before',
  async (bundler) => {
    const project = createProject(twoChunks)
    const events: RekindleEvent[] = []
    const { default: rekindle } =
      bundler.name === 'Rollup'
        ? await import('unplugin-rekindle/rollup')
        : await import('unplugin-rekindle/rolldown')
    const plugins = () => [minifier({ maxWorkers: 1 })]
    const watcher = await bundler.watch(
      [placeRekindle(project.root, rekindle as never, optionsOfWatchers, events), ...plugins()],
      'watched',
    )
    onTestFinished(async () => {
      await watcher.close()
    })
    const settled = async (calls: { readonly ran: number; readonly restored: number }) => {
      await vi.waitUntil(() => isDone(watcher, events, calls.ran + calls.restored), { timeout: 30_000 })
      await bundler.build(plugins(), 'clean')
      const { ran, restored } = chunkCalls(events)
      expect({ ran: ran.length, restored: restored.length }).toEqual(calls)
      for (const file of ['main.js', 'main.js.map', 'later.js', 'later.js.map']) {
        expect(project.read(`watched/${file}`)).toBe(project.read(`clean/${file}`))
      }
      events.splice(0)
      await delay(100)
    }
    await settled({ ran: 2, restored: 0 })
    project.write('later.js', later('good day'))
    await settled({ ran: 1, restored: 1 })
    project.write('later.js', later('good night'))
    await settled({ ran: 1, restored: 1 })
    project.write('later.js', later('good day'))
    await settled({ ran: 0, restored: 2 })
  },
)

function isDone(watcher: Watcher, events: readonly RekindleEvent[], calls: number): boolean {
  const { ran, restored } = chunkCalls(events)
  return watcher.last() === 'built' && ran.length + restored.length >= calls
}
