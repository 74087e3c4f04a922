import fs from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { expect, it } from 'vitest'
import type { DevServer } from '../../kit/dev/dev-server.ts'
import { serveBoth } from '../../kit/dev/serve-both.ts'
import type { Project } from '../../kit/in-process/project.ts'

const component = (text: string): string => `<script setup>
import { label } from './label.js'
</script>
<template><p>{{ label }} ${text}</p></template>
`

const app = {
  files: {
    'main.js': `export { default } from './App.vue'\nexport { label } from './label.js'\nexport { default as linked } from 'lib'\n`,
    'App.vue': component('one'),
    'label.js': `export const label = 'first'\n`,
    'packages/lib/package.json': '{ "name": "lib", "type": "module", "exports": "./index.vue" }',
    'packages/lib/index.vue': '<template><b>linked one</b></template>\n',
  },
  packages: ['vue'],
  plugins: (project: Project) => {
    fs.mkdirSync(project.path('node_modules'), { recursive: true })
    if (!fs.existsSync(project.path('node_modules/lib'))) {
      fs.symlinkSync(project.path('packages/lib'), project.path('node_modules/lib'))
    }
    return [vue()]
  },
}

/** What the server itself runs: labels, and the source of the functions that render. */
async function loaded(server: DevServer): Promise<string> {
  const module = await server.vite.ssrLoadModule('/main.js')
  const render = (one: unknown): string => String((one as { ssrRender: unknown }).ssrRender)
  return [module['label'], render(module['default']), render(module['linked'])].join('\n')
}

const edits: readonly (readonly [name: string, file: string, text: string | null])[] = [
  ['a component', 'App.vue', component('two')],
  ['a module that it imports', 'label.js', `export const label = 'second'\n`],
  ['a module that is touched', 'label.js', null],
  ['a component of a linked package', 'packages/lib/index.vue', '<template><b>linked two</b></template>\n'],
  ['a component as it was at first', 'App.vue', component('one')],
]

it('modules that the server itself runs follow edits, in linked packages too, as without the plugin', async () => {
  const { clean, cached } = await serveBoth(app, async (server, project) => {
    const seen = [await loaded(server)]
    for (const [, file, text] of edits) {
      await server.edit([file], () => {
        if (text === null) {
          fs.utimesSync(project.path(file), new Date(), new Date())
        } else {
          project.write(file, text)
        }
      })
      seen.push(await loaded(server))
    }
    return seen
  })
  expect(cached).toEqual(clean)
  for (const text of ['two', 'second', 'linked two']) {
    expect(clean.at(-2)).toContain(text)
  }
  expect(clean.at(-1)).toContain('one')
})

it('a page gets components of linked packages anew when they are edited', async () => {
  const { clean, cached } = await serveBoth(app, async (server, project) => {
    const [, file = '', edited] = edits[3] ?? []
    const messages = await server.edit([file], () => project.write(file, edited ?? ''))
    const text = await server.get('/packages/lib/index.vue')
    // The map names the folder, which is another for each server.
    return [messages, text.replace(/sourceMappingURL.*/, '')]
  })
  expect(cached).toEqual(clean)
  expect(clean.join()).toContain('linked two')
})
