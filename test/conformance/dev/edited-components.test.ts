import { setTimeout as delay } from 'node:timers/promises'
import vue from '@vitejs/plugin-vue'
import { expect, it } from 'vitest'
import { type DevServer, startDevServer } from '../../kit/dev/dev-server.ts'
import { loadPage } from '../../kit/dev/load-page.ts'
import { runsOfHooks } from '../../kit/dev/runs-of-hooks.ts'
import { serveBoth } from '../../kit/dev/serve-both.ts'
import type { Project } from '../../kit/in-process/project.ts'
import { createApp, plugins } from './served-app.ts'

const files = {
  'main.js': `import App from './App.vue'\nconsole.log(App)\n`,
  'App.vue': `<script setup lang="ts">
import type { Props } from './props'
defineProps<Props>()
</script>
<template><p>{{ title }}</p></template>
<style>
p { color: red; }
</style>
`,
  'props.ts': 'export interface Props { title: string }\n',
}

type Edit = readonly [file: string, from: string, to: string]

const template: Edit = ['App.vue', '<p>{{ title }}</p>', '<b>{{ title }}</b>']
const undo = ([file, from, to]: Edit): Edit => [file, to, from]
const script: Edit = ['App.vue', 'defineProps<Props>()', 'defineProps<Props>()\nconst mark = 1']
const types: Edit = ['props.ts', 'title: string', 'title: string; note?: number']

const sequences: readonly (readonly [name: string, edits: readonly Edit[]])[] = [
  ['a template that is edited and put back', [template, undo(template)]],
  ['a script that is put back after the template was edited', [template, script, undo(script)]],
  ['types that are edited after their component was', [script, types]],
  ['types that are put back', [types, undo(types), types]],
]

/** What a page gets of the component that tells its parts and how it is to be updated. */
async function componentOf(server: DevServer): Promise<string> {
  const code = await server.get('/App.vue')
  expect(code.slice(0, 3)).toBe('200')
  return code.replace(/\/\/# sourceMappingURL=.*/, '').replace(/\?<stamp>&?/g, '')
}

async function make(server: DevServer, project: Project, [file, from, to]: Edit): Promise<readonly string[]> {
  const messages = await server.edit([file], () => project.write(file, project.read(file).replace(from, to)))
  return messages.filter((message) => message !== 'custom file-changed')
}

it.each(sequences)('%s: a page is told and gets what it would without Rekindle', async (_name, edits) => {
  const app = { files, packages: ['vue'], plugins: () => [vue()] }
  const { clean, cached } = await serveBoth(app, async (server, project) => {
    const steps: unknown[] = []
    for (const edit of edits) {
      steps.push({ messages: await make(server, project, edit), code: await componentOf(server) })
    }
    return steps
  })
  expect(clean).toHaveLength(edits.length)
  expect(cached).toEqual(clean)
})

it('what was made of a component after an edit is not restored by the next server', async () => {
  const app = { files, packages: ['vue'], plugins: () => [vue()] }
  const { cached } = await serveBoth(app, async (server, project) => {
    await make(server, project, template)
    const edited = await componentOf(server)
    await make(server, project, script)
    await componentOf(server)
    await server.close()
    const next = await startDevServer(project, { plugins: [vue()], rekindle: { verify: false } })
    await loadPage(next)
    return {
      hasRerendered: edited.includes('_rerender_only = '),
      runs: runsOfHooks(next.events).filter((line) => line.endsWith(' App.vue')),
    }
  })
  expect(cached).toEqual({ hasRerendered: true, runs: ['vite:vue transform App.vue'] })
})

it('an edited component is compiled once: what decided on the update is what a page gets', async () => {
  const project = createApp()
  await delay(30)
  const server = await startDevServer(project, { plugins: plugins(), rekindle: { verify: false } })
  await loadPage(server)
  const before = server.events.length
  const messages = await server.edit(['App.vue'], () =>
    project.write('App.vue', project.read('App.vue').replace('{{ title }}', '<b>{{ title }}</b>')),
  )
  expect(messages).toContain('js-update /App.vue')
  expect(await server.get('/App.vue')).toContain('"b"')
  const runs = runsOfHooks(server.events.slice(before))
  expect(runs.filter((run) => run === 'vite:vue transform App.vue')).toHaveLength(1)
})
