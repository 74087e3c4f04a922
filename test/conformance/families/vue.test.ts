import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'
import { listFiles } from '../../kit/process/project.ts'

const app = new Family({ fixture: 'vue', bundler: 'vite', plugins: ['vite:vue', 'vite:css'] })
const { project } = app
afterAll(() => project.dispose())

/**
 * A component with `src` asks the bundler to resolve it, and what it names is compiled with what it holds. Class
 * names of a CSS module stay in Vite's memory.
 */
const always = [
  'vite:css transform src/Card.vue?vue&type=style&index=1&lang.module.css',
  'vite:vue load src/card.css?vue&type=style&index=0&src=<hash>&scoped=<hash>&lang.css',
  'vite:vue load src/card.html?vue&type=template&src=<hash>&scoped=<hash>&lang.js',
  'vite:vue transform src/Card.vue',
  'vite:vue transform src/card.css?vue&type=style&index=0&src=<hash>&scoped=<hash>&lang.css',
  'vite:vue transform src/card.html?vue&type=template&src=<hash>&scoped=<hash>&lang.js',
]
const panelStyle = 'vite:css transform src/Panel.vue?vue&type=style&index=0&scoped=<hash>&lang.scss'

test('a cold build of Vue components equals a build without the plugin', async () => {
  const truth = await app.expectDeterminism()
  expect(truth.watched).toContain('<root>/src/styles/_palette.scss')
  expect(await app.build()).toEqual(app.callsOf(truth))
})

test('a warm build compiles no Vue component that has no src', async () => {
  expect(await app.build()).toEqual(always)
})

test('an edited Vue component is compiled alone, and its undone edit is restored', async () => {
  const undo = project.edit('src/Panel.vue', '{{ label }}', '<i>{{ label }}</i>')
  const ran = (await app.build()).filter((call) => !always.includes(call))
  expect(ran).toContain('vite:vue transform src/Panel.vue')
  expect(ran.filter((call) => !call.includes('src/Panel.vue'))).toEqual([])
  undo()
  expect(await app.build()).toEqual(always)
})

test('a Sass partial behind a partial reaches only the component that uses it', async () => {
  const undo = project.edit('src/styles/_palette.scss', '#00f', '#0af')
  const ran = (await app.build()).filter((call) => !always.includes(call))
  expect(ran).toContain(panelStyle)
  expect(ran.filter((call) => !call.includes('src/Panel.vue'))).toEqual([])
  undo()
  expect(await app.build()).toEqual(always)
})

test('a scoped style and a script that are edited at once reach their two components', async () => {
  const undos = [
    project.edit('src/App.vue', 'display: grid', 'display: flex'),
    project.edit('src/Table.vue', 'Periodic', 'Periodic table'),
  ]
  const ran = (await app.build()).filter((call) => !always.includes(call))
  expect(ran.filter((call) => !/src\/(App|Table)\.vue/.test(call))).toEqual([])
  for (const undo of undos) {
    undo()
  }
  expect(await app.build()).toEqual(always)
})

test('files named by the src of a style and of a template are followed', async () => {
  const undos = [
    project.edit('src/card.css', 'margin: 1px', 'margin: 2px'),
    project.edit('src/card.html', '<b ', '<b title="name" '),
  ]
  expect((await app.build()).filter((call) => !/src\/[Cc]ard\./.test(call))).toEqual([])
  for (const undo of undos) {
    undo()
  }
  expect(await app.build()).toEqual(always)
})

test('a template in a file of its own is compiled with the bindings of the script that names it', async () => {
  const undo = project.edit('src/card-props.ts', 'size?: number', 'size?: number\n  note?: string')
  expect(await app.writes('$props.note')).toBe(true)
  await app.build()
  undo()
  expect(await app.build()).toEqual(always)
})

test('a custom block that is edited reaches the plugin that handles it', async () => {
  const undo = project.edit('src/Card.vue', '"Name"', '"Nom"')
  await app.build()
  undo()
  expect(await app.build()).toEqual(always)
})

test('the type of props that another file declares is an input, through two files', async () => {
  const undo = project.edit('src/counted.d.ts', 'count?: number', 'count?: number\n  isOpen?: boolean')
  expect(await app.writes('isOpen: {')).toBe(true)
  expect(await app.build()).toContain('vite:vue transform src/App.vue')
  undo()
  expect(await app.build()).toEqual(always)
})

test('a new file that shadows the declaration of a prop type is seen', async () => {
  project.write('src/counted.ts', 'export interface Counted { count?: number; shadow?: string }\n')
  expect(await app.writes('shadow: {')).toBe(true)
  expect(await app.build()).toContain('vite:vue transform src/App.vue')
  project.remove('src/counted.ts')
  expect(await app.build()).toEqual(always)
})

test('a prop type that moves to a file of another name is found again', async () => {
  project.rename('src/counted.d.ts', 'src/counted.ts')
  expect(await app.build()).toContain('vite:vue transform src/App.vue')
  project.rename('src/counted.ts', 'src/counted.d.ts')
  expect(await app.build()).toEqual(always)
})

test('a deleted prop type fails the build as it does without the plugin, and heals', async () => {
  const recreate = project.remove('src/props.ts')
  await app.expectFailure('./props')
  recreate()
  expect(await app.build()).toEqual(always)
})

test.each([0.3, 0.6, 0.8])(
  'with a cache that lost results (%d of it is left) types are still inputs',
  async (share) => {
    const folder = project.path('node_modules/.cache/rekindle')
    for (const file of listFiles(folder)) {
      const { size } = fs.statSync(path.join(folder, file))
      fs.truncateSync(path.join(folder, file), Math.floor(size * share))
    }
    await app.build()
    expect(await app.build()).toEqual(always)
    const undo = project.edit('src/counted.d.ts', 'count?: number', 'count?: number\n  isOpen?: boolean')
    await app.build()
    undo()
    expect(await app.build()).toEqual(always)
  },
)

test('source maps are equal, cold, warm and after an edit', async () => {
  const truth = await app.expectDeterminism({ sourcemap: true })
  expect(Object.keys(truth.files).some((file) => file.endsWith('.js.map'))).toBe(true)
  await app.build({ sourcemap: true })
  expect(await app.build({ sourcemap: true })).toEqual(always)
  const undo = project.edit('src/Panel.vue', 'class="panel"', 'class="panel wide"')
  await app.build({ sourcemap: true })
  undo()
  expect(await app.build({ sourcemap: true })).toEqual(always)
})
