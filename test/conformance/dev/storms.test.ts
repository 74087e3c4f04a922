import fs from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startDevServer } from '../../kit/dev/dev-server.ts'
import { loadPage } from '../../kit/dev/load-page.ts'
import type { HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker } from '../../kit/in-process/marker-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

const COUNT = 500
const names = Array.from({ length: COUNT }, (_, index) => `part-${index}.js`)
const part = (index: number, text: string): string =>
  `import.meta.hot.accept()\nexport const part = '${text} ${index}'\n`
const OTHER = [7, 123, 499]

/** Writes every file anew, as a switch of branches may; three of them are others there. */
function checkOut(root: (file: string) => string, branch: 'one' | 'other'): void {
  for (const [index, name] of names.entries()) {
    fs.writeFileSync(root(name), part(index, OTHER.includes(index) ? branch : 'one'))
  }
}

it(`of ${COUNT} files that a switch of branches writes, those are sent that are others; going back runs nothing`, async () => {
  const project = createProject({
    'main.js': names.map((name) => `import './${name}'`).join('\n'),
    ...Object.fromEntries(names.map((name, index) => [name, part(index, 'one')])),
  })
  await delay(30)
  const calls: HookCalls = []
  const server = await startDevServer(project, {
    plugins: [marker(calls)],
    rekindle: { plugins: { marker: true }, verify: false },
  })
  await loadPage(server)
  expect(calls).toHaveLength(COUNT + 1)
  calls.length = 0
  const expected = OTHER.map((index) => `js-update /part-${index}.js`).sort()

  const there = await server.edit(names, () => checkOut(project.path, 'other'))
  expect([...new Set(there)]).toEqual(expected)
  expect(calls.sort()).toEqual(OTHER.map((index) => `marker part-${index}.js`).sort())
  expect(await server.get('/part-123.js')).toContain('other 123')

  calls.length = 0
  const back = await server.edit(names, () => checkOut(project.path, 'one'))
  expect([...new Set(back)]).toEqual(expected)
  expect(calls).toEqual([])
  expect(await server.get('/part-123.js')).toContain('one 123')
})
