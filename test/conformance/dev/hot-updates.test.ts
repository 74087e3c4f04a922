import fs from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type DevServer, startDevServer } from '../../kit/dev/dev-server.ts'
import { loadPage } from '../../kit/dev/load-page.ts'
import type { Project } from '../../kit/in-process/project.ts'
import { createApp, plugins } from './served-app.ts'

interface Edit {
  readonly name: string
  readonly act: (project: Project) => void
  /** What is sent without Rekindle, and with it, but for what the plugin of Vue itself tells of every file. */
  readonly clean: readonly string[]
  readonly cached: readonly string[]
}

function replace(project: Project, file: string, from: string, to: string): void {
  project.write(file, project.read(file).replace(from, to))
}

function touch(project: Project, file: string): void {
  const now = new Date()
  fs.utimesSync(project.path(file), now, now)
}

const STYLE = 'js-update /App.vue?vue&type=style&index=0&scoped=f13b4d11&lang.scss'

const edits: readonly Edit[] = [
  {
    name: 'a component is touched',
    act: (project) => touch(project, 'App.vue'),
    clean: [],
    cached: [],
  },
  {
    name: 'the template of a component is edited',
    act: (project) => replace(project, 'App.vue', '{{ title }}', '<b>{{ title }}</b>'),
    clean: ['js-update /App.vue'],
    cached: ['js-update /App.vue'],
  },
  {
    name: 'the style of a component is edited',
    act: (project) => replace(project, 'App.vue', 'color:', 'background:'),
    clean: [STYLE],
    cached: [STYLE],
  },
  {
    name: 'a Sass partial is edited that two stylesheets use',
    act: (project) => replace(project, '_tokens.scss', '#f00', '#0f0'),
    clean: [STYLE, 'js-update /base.scss'],
    cached: [STYLE, 'js-update /base.scss'],
  },
  {
    name: 'a CSS module is edited',
    act: (project) => replace(project, 'names.module.css', 'title', 'heading'),
    clean: ['full-reload'],
    cached: ['full-reload'],
  },
  {
    name: 'a comment is added to a Sass partial',
    act: (project) => replace(project, '_tokens.scss', '$accent', '// The colour.\n$accent'),
    clean: [STYLE, 'js-update /base.scss'],
    cached: [],
  },
  {
    name: 'a type that a component takes its props from is edited',
    act: (project) => replace(project, 'props.ts', 'title: string', 'title: string; note?: number'),
    clean: ['js-update /App.vue'],
    cached: ['js-update /App.vue'],
  },
  {
    name: 'a document is edited',
    act: (project) => replace(project, 'note.mdx', 'Some', 'More'),
    clean: ['full-reload'],
    cached: ['full-reload'],
  },
  {
    name: 'a script is touched',
    act: (project) => touch(project, 'main.js'),
    clean: ['full-reload'],
    cached: [],
  },
]

/** Messages after an edit, once as many have come as are due, and nothing more for a while. */
async function messagesAfter(
  server: DevServer,
  project: Project,
  act: (project: Project) => void,
  due: number,
): Promise<readonly string[]> {
  server.takeMessages()
  await delay(60)
  act(project)
  const messages: string[] = []
  for (let waited = 0, isQuietFor = 0; waited < 5000 && isQuietFor < 400; waited += 50) {
    await delay(50)
    const more = server.takeMessages().filter((message) => message !== 'custom file-changed')
    messages.push(...more)
    isQuietFor = more.length > 0 || messages.length < due ? 0 : isQuietFor + 50
  }
  return messages.sort()
}

/** The page as it is served, without what tells when or where that is: stamps, the root, source maps with either in them. */
async function pageOf(server: DevServer, project: Project): Promise<readonly string[]> {
  return (await loadPage(server)).map((text) =>
    text
      .replaceAll(project.root, '<root>')
      .replace(/\/\/# sourceMappingURL=data:.*/g, '')
      .replace(/\?<stamp>&/g, '?')
      .replace(/[?&]<stamp>/g, ''),
  )
}

/** The page is loaded by two servers one after the other; the second one has it from the cache, where there is one. */
async function startWarm(project: Project, isCached: boolean): Promise<DevServer> {
  const rekindle = isCached ? { verify: false } : null
  const first = await startDevServer(project, { plugins: plugins(), rekindle })
  await loadPage(first)
  await first.close()
  const second = await startDevServer(project, { plugins: plugins(), rekindle })
  await loadPage(second)
  return second
}

describe('with a page from the cache', () => {
  it.each(edits)('when $name, browsers are told what they must know', async ({ act, clean, cached }) => {
    const project = createApp()
    const plain = await startWarm(project, false)
    expect(await messagesAfter(plain, project, act, clean.length)).toEqual([...clean].sort())
    const served = await pageOf(plain, project)
    await plain.close()

    const other = createApp()
    const server = await startWarm(other, true)
    expect(await messagesAfter(server, other, act, cached.length)).toEqual([...cached].sort())
    expect(await pageOf(server, other)).toEqual(served)
  })
})
