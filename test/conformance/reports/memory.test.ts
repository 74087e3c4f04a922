import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Plugin, rollup } from 'rollup'
import type { BuildReport } from 'unplugin-rekindle'
import rekindle from 'unplugin-rekindle/rollup'
import { expect, test } from 'vitest'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject } from '../../kit/in-process/project.ts'

const BUILDS = 12

// The collector runs when it likes: small builds end before it does.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What the report says after twelve builds with one plugin instance, as a watcher makes them. */
async function memoryWith(other: Plugin): Promise<BuildReport['memory']> {
  const project = createProject({ 'main.js': 'console.log(1)' })
  const options = { report: 'report.json', plugins: { steady: true } }
  const cache = placeRekindle(project.root, rekindle, options, []) as Plugin
  const steady = { name: 'steady', transform: (code: string) => `${code}\nconsole.log(2)` }
  for (let round = 0; round < BUILDS; round += 1) {
    const bundle = await rollup({ input: 'main.js', plugins: [cache, steady, other] })
    await bundle.close()
  }
  return (JSON.parse(project.read('report.json')) as BuildReport).memory
}

test('a plugin that keeps ever more makes the heap grow from build to build, and the report says so', async () => {
  const kept: number[][] = []
  const leak = {
    name: 'leak',
    buildEnd() {
      kept.push(Array.from({ length: 500_000 }, (_, index) => index))
      collect()
    },
  }
  expect(await memoryWith(leak)).toMatchObject({ builds: BUILDS, verdict: 'growing' })
  expect(kept).toHaveLength(BUILDS)
})

test('builds themselves leave the heap as it is', async () => {
  expect(await memoryWith({ name: 'collects', buildEnd: collect })).toMatchObject({
    builds: BUILDS,
    verdict: 'steady',
  })
})
