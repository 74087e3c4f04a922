import fs from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import mdx from '@mdx-js/rollup'
import vue from '@vitejs/plugin-vue'
import type { RekindleEvent } from 'unplugin-rekindle'
import { expect, it } from 'vitest'
import { type DevServer, startDevServer } from '../../kit/dev/dev-server.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

const files = {
  'index.html': '<div id="app"></div><script type="module" src="/main.js"></script>',
  'main.js': `import App from './App.vue'\nimport Note from './note.mdx'\nimport './base.scss'\nconsole.log(App, Note)\n`,
  'App.vue': `<script setup lang="ts">
import type { Props } from './props'
defineProps<Props>()
</script>
<template><p class="card">{{ title }}</p></template>
<style scoped lang="scss">
@use './tokens';
.card { color: tokens.$accent; }
</style>
`,
  'props.ts': `export interface Props { title: string }\n`,
  '_tokens.scss': `$accent: #f00;\n`,
  'base.scss': `@use './tokens';\nbody { background: tokens.$accent; }\n`,
  'note.mdx': `# A note\n\nSome *text*.\n`,
}

const plugins = (): unknown[] => [vue(), mdx({ jsxImportSource: 'vue' })]

function createApp(): Project {
  const project = createProject(files)
  fs.mkdirSync(project.path('node_modules'))
  const vuePackage = fileURLToPath(new URL('../../node_modules/vue', import.meta.url))
  fs.symlinkSync(fs.realpathSync(vuePackage), project.path('node_modules/vue'), 'junction')
  return project
}

/** Asks for what a browser would, following imports of the project's own files. */
async function load(server: DevServer): Promise<readonly string[]> {
  const texts = new Map<string, string>()
  const waiting = ['/main.js']
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    if (!texts.has(url)) {
      const text = await server.get(url)
      texts.set(url, text)
      waiting.push(
        ...[...text.matchAll(/(?:from|import) "(\/(?!@|node_modules)[^"]+)"/g)].map(([, found]) =>
          String(found),
        ),
      )
    }
  }
  return [...texts].map(([url, text]) => `${url} ${text}`)
}

/** Starts a server, loads the page, and closes the server. */
async function visit(project: Project, isCached: boolean) {
  await delay(30)
  const server = await startDevServer(project, { plugins: plugins(), rekindle: isCached ? {} : null })
  const texts = await load(server)
  await server.close()
  return { texts, events: server.events }
}

function runsIn(events: readonly RekindleEvent[]): readonly string[] {
  return events.flatMap((event) =>
    // Hooks without a filter are asked about virtual modules as well, and return nothing.
    (event.kind === 'miss' || event.kind === 'audited' || event.kind === 'rehydrated') &&
    !event.id.startsWith('\0')
      ? [`${event.plugin} ${event.hook} ${event.id}`]
      : [],
  )
}

function storedIn(events: readonly RekindleEvent[]): number {
  return events.filter(({ kind }) => kind === 'stored').length
}

it('a second server answers the first page load from the cache, as a server without the plugin would', async () => {
  const project = createApp()
  const clean = await visit(project, false)
  const cold = await visit(project, true)
  expect(cold.texts).toEqual(clean.texts)
  expect(clean.texts).toHaveLength(5)
  expect(clean.texts.every((text) => text.includes(' 200\n'))).toBe(true)
  expect(storedIn(cold.events)).toBeGreaterThanOrEqual(5)
  const warm = await visit(project, true)
  expect(warm.texts).toEqual(clean.texts)
  expect(runsIn(warm.events)).toEqual([])
  expect(warm.events.filter(({ kind }) => kind === 'hit').length).toBeGreaterThanOrEqual(5)
})
