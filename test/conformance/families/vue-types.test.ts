import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'
import { listFiles } from '../../kit/process/project.ts'

const app = new Family({ fixture: 'vue', bundler: 'vite', plugins: ['vite:vue'] })
const { project } = app
afterAll(() => project.dispose())

const compiled = 'vite:vue transform src/App.vue'

test('types of props that are found by the paths of a tsconfig.json follow it and their files', async () => {
  project.write(
    'tsconfig.json',
    '{ "compilerOptions": { "baseUrl": ".", "paths": { "@types/*": ["src/one/*"] } } }',
  )
  project.write('src/one/shared.ts', 'export interface Shared { first?: string }\n')
  project.write('src/two/shared.ts', 'export interface Shared { second?: string }\n')
  project.edit('src/props.ts', 'import', "import type { Shared } from '@types/shared'\nimport")
  project.edit('src/props.ts', 'extends Counted', 'extends Counted, Shared')
  expect(await app.writes('first: {}')).toBe(true)
  expect(await app.build()).toContain(compiled)
  expect(await app.build()).not.toContain(compiled)

  project.edit('tsconfig.json', 'src/one', 'src/two')
  expect(await app.writes('second: {}')).toBe(true)
  expect(await app.build()).toContain(compiled)
  project.edit('src/two/shared.ts', 'second', 'third')
  expect(await app.writes('third: {}')).toBe(true)
  expect(await app.build()).toContain(compiled)
})

test('types of props that another component exports follow that component', async () => {
  project.write(
    'src/Other.vue',
    '<script lang="ts">export interface Size { alpha?: number }; export default {}</script><template><i /></template>',
  )
  project.write(
    'src/User.vue',
    [
      '<script setup lang="ts">',
      "import Other, { type Size } from './Other.vue'",
      'defineProps<Size>()',
      '</script>',
      '<template><Other /></template>',
    ].join('\n'),
  )
  project.edit('src/App.vue', "import Card from './Card.vue'", "import Card from './User.vue'")
  await app.build()
  const undo = project.edit('src/Other.vue', 'alpha', 'beta')
  expect(await app.writes('beta: {')).toBe(true)
  expect(await app.build()).toContain('vite:vue transform src/User.vue')
  undo()
  expect(await app.build()).toEqual([])
})

// More of them in the nightly run.
test.each(process.env['REKINDLE_NIGHTLY'] === '1' ? [0.3, 0.6, 0.8] : [0.6])(
  'with a cache that lost results (%d of it is left) types are still inputs',
  async (share) => {
    const folder = project.path('node_modules/.cache/rekindle')
    for (const file of listFiles(folder)) {
      const { size } = fs.statSync(path.join(folder, file))
      fs.truncateSync(path.join(folder, file), Math.floor(size * share))
    }
    await app.build()
    expect(await app.build()).toEqual([])
    const undo = project.edit('src/counted.d.ts', 'count?: number', 'count?: number\n  isOpen?: boolean')
    expect(await app.build()).toContain(compiled)
    undo()
    expect(await app.build()).toEqual([])
  },
)
