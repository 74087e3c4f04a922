import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { serveBoth } from '../../kit/dev/serve-both.ts'
import type { Project } from '../../kit/in-process/project.ts'

function touch(project: Project, file: string): void {
  const now = new Date()
  fs.utimesSync(project.path(file), now, now)
}

/**
 * A plugin that makes an edit when it hears of the one of `slow.js`, and makes no code of that before it has heard of its own
 * edit, of `file`, as well.
 */
function meanwhile(file: string, edit: () => void): object {
  let hear: (() => void) | null = null
  let heard = Promise.resolve()
  return {
    name: 'meanwhile',
    async transform(_code: string, id: string) {
      await (id.endsWith('slow.js') ? heard : null)
    },
    hotUpdate(this: { environment: { name: string } }, { file: edited }: { file: string }) {
      if (this.environment.name === 'client' && hear !== null && edited.endsWith(file)) {
        hear()
      } else if (this.environment.name === 'client' && hear === null && edited.endsWith('slow.js')) {
        heard = new Promise((resolve) => {
          hear = resolve
        })
        // The watcher may miss an edit that follows another one at once.
        setTimeout(edit, 60)
      }
    },
  }
}

const accepting = (code: string): string => `import.meta.hot.accept()\n${code}`

describe('edits that are decided on at the same time', () => {
  it('an importer that is edited while what it imports is compared is not served as it was', async () => {
    const main = (text: string): string => accepting(`import './slow.js'\nconsole.log('${text}')\n`)
    const files = { 'main.js': main('one'), 'slow.js': '1' }
    const { clean, cached } = await serveBoth(
      { files, plugins: (project) => [meanwhile('main.js', () => project.write('main.js', main('two')))] },
      async (server, project) => {
        const messages = await server.edit(['slow.js', 'main.js'], () => touch(project, 'slow.js'))
        return { messages, code: (await server.get('/main.js')).replace(/\/\/#.*/, '') }
      },
    )
    expect(clean.messages).toEqual(['js-update /main.js', 'js-update /main.js'])
    expect(cached.messages).toEqual(['js-update /main.js'])
    expect(cached.code).toContain('two')
  })

  it('two importers of an edited module ask for it by the same address, whatever else is compared', async () => {
    const files = {
      'main.js': accepting(`import './store.js'\nimport './app.js'\nimport './slow.js'\n`),
      'app.js': `import './store.js'\n`,
      'store.js': 'console.log(1)',
      'slow.js': '1',
    }
    const { clean, cached } = await serveBoth(
      {
        files,
        plugins: (project) => [meanwhile('store.js', () => project.write('store.js', 'console.log(2)'))],
      },
      async (server, project) => {
        await server.edit(['slow.js', 'store.js'], () => touch(project, 'slow.js'))
        const texts = await Promise.all(['/main.js', '/app.js'].map((url) => server.get(url)))
        return texts.map((text) => /"\/store\.js[^"]*"/.exec(text)?.[0])
      },
    )
    expect(clean).toEqual(['"/store.js?<stamp>"', '"/store.js?<stamp>"'])
    expect(cached).toEqual(clean)
  })

  it('a file that is reported twice without being changed sends nothing', async () => {
    const files = { 'main.js': `import './slow.js'\n`, 'slow.js': '1' }
    const { clean, cached } = await serveBoth(
      { files, plugins: (project) => [meanwhile('slow.js', () => touch(project, 'slow.js'))] },
      (server, project) => server.edit(['slow.js', 'slow.js'], () => touch(project, 'slow.js')),
    )
    expect(clean).toEqual(['full-reload', 'full-reload'])
    expect(cached).toEqual([])
  })

  it('an edit that is undone before it was decided on leaves a page with what is on disk', async () => {
    const files = { 'main.js': accepting(`import './slow.js'\n`), 'slow.js': '1' }
    const { cached } = await serveBoth(
      { files, plugins: (project) => [meanwhile('slow.js', () => project.write('slow.js', '1'))] },
      async (server, project) => {
        await server.edit(['slow.js', 'slow.js'], () => project.write('slow.js', '2'))
        return (await server.get('/slow.js')).split('\n').slice(0, 2)
      },
    )
    expect(cached).toEqual(['200', '1'])
  })

  it('a checkout that touches every file and changes one sends what is due to that one', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `part-${index}.js`)
    const files = {
      'main.js': names.map((name) => `import './${name}'\n`).join(''),
      ...Object.fromEntries(names.map((name) => [name, 'export const value = 1\n'])),
      'part-7.js': accepting('export const value = 1\n'),
    }
    const edited = ['main.js', ...names]
    const { clean, cached } = await serveBoth({ files }, (server, project) =>
      server.edit(edited, () => {
        for (const name of edited.filter((other) => other !== 'part-7.js')) {
          touch(project, name)
        }
        project.write('part-7.js', accepting('export const value = 2\n'))
      }),
    )
    expect(clean.filter((message) => message === 'full-reload')).toHaveLength(100)
    expect(cached).toEqual(['js-update /part-7.js'])
  })
})

describe('edits one after the other', () => {
  it.each([
    ['statically', `import './part.js'\n`],
    ['dynamically', `import('./part.js')\n`],
  ])('an importer (%s) of an edited module that is touched sends nothing', async (_how, main) => {
    const files = { 'main.js': main, 'part.js': accepting('1') }
    const { clean, cached } = await serveBoth({ files }, async (server, project) => {
      const first = await server.edit(['part.js'], () => project.write('part.js', accepting('2')))
      await server.get('/part.js')
      return [first, await server.edit(['main.js'], () => touch(project, 'main.js'))]
    })
    expect(clean).toEqual([['js-update /part.js'], ['full-reload']])
    expect(cached).toEqual([['js-update /part.js'], []])
  })

  it('a module that could not be made and is put back is sent again', async () => {
    const files = { 'main.js': accepting('console.log(1)') }
    const { clean, cached } = await serveBoth({ files }, async (server, project) => [
      await server.edit(['main.js'], () => project.write('main.js', accepting('console.log(1'))),
      (await server.get('/main.js')).startsWith('200'),
      await server.edit(['main.js'], () => project.write('main.js', accepting('console.log(1)'))),
    ])
    expect(clean).toEqual([['js-update /main.js'], false, ['js-update /main.js']])
    expect(cached).toEqual(clean)
  })

  it('a file that is deleted and comes back leads to the same messages', async () => {
    const files = { 'main.js': accepting(`import './part.js'\n`), 'part.js': '1' }
    const { clean, cached } = await serveBoth({ files }, async (server, project) => {
      const outcomes: unknown[] = []
      const text = project.read('part.js')
      outcomes.push(await server.edit(['part.js'], () => project.remove('part.js')))
      outcomes.push((await server.get('/main.js')).startsWith('200'))
      outcomes.push(await server.edit(['part.js'], () => project.write('part.js', text)))
      outcomes.push((await server.get('/part.js')).split('\n').slice(0, 2))
      return outcomes
    })
    expect(cached).toEqual(clean)
    expect(clean.at(-1)).toEqual(['200', '1'])
  })
})
