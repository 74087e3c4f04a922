import { expect, it } from 'vitest'
import { serveBoth } from '../../kit/dev/serve-both.ts'

const accepting = (code: string): string => `import.meta.hot.accept()\n${code}`

it.each([
  [
    'an image that a script imports',
    `import address from './file.png'\nconsole.log(address)\n`,
    'file.png',
    'js-update /main.js',
  ],
  [
    'a file whose address is asked for',
    `import address from './file.txt?url'\nconsole.log(address)\n`,
    'file.txt',
    'js-update /main.js',
  ],
  [
    'a script whose address is asked for',
    `import address from './file.js?url'\nconsole.log(address)\n`,
    'file.js',
    'js-update /main.js',
  ],
  ['an image of a stylesheet', `import './images.css'\n`, 'file.png', 'js-update /images.css'],
  ['another file of a Sass stylesheet', `import './pointers.scss'\n`, 'file.cur', 'js-update /pointers.scss'],
])('%s is edited: a page hears of it, though no code is another one', async (_what, main, file, message) => {
  const files = {
    'main.js': accepting(main),
    'images.css': 'a { background: url(./file.png) }\n',
    'pointers.scss': 'a { b { cursor: url(./file.cur), auto } }\n',
    [file]: '1',
  }
  const { clean, cached } = await serveBoth({ files }, async (server, project) => {
    const messages = await server.edit([file], () => project.write(file, '2'))
    return { messages, style: await server.get(`/${file === 'file.cur' ? 'pointers.scss' : 'images.css'}`) }
  })
  expect(clean.messages).toEqual([message])
  expect(cached).toEqual(clean)
})

it('a number in a page that looks like the time of an edit is compared', async () => {
  const main = (stamp: string): string => accepting(`console.log('/image.png?t=${stamp}')\n`)
  const { clean, cached } = await serveBoth(
    { files: { 'main.js': main('1700000000000') } },
    (server, project) => server.edit(['main.js'], () => project.write('main.js', main('1700000000001'))),
  )
  expect(clean).toEqual(['js-update /main.js'])
  expect(cached).toEqual(clean)
})

/** Makes a virtual module, and says at the edit of `part.js` that it is concerned. */
function virtualModule(code: (source: string) => string, tell: (graph: Graph) => unknown) {
  return (project: { read(file: string): string }): object[] => [
    {
      name: 'virtual',
      resolveId: (id: string) => (id === 'virtual:parts' ? '\0parts' : undefined),
      load: (id: string) => (id === '\0parts' ? code(project.read('part.js')) : undefined),
      hotUpdate(
        this: { environment: { moduleGraph: Graph } },
        { file, modules }: { file: string; modules: object[] },
      ) {
        const told = file.endsWith('part.js') ? tell(this.environment.moduleGraph) : undefined
        return told === undefined ? undefined : [...modules, told]
      },
    },
  ]
}

interface Graph {
  getModuleById(id: string): object | undefined
  invalidateModule(module: object): void
}

const titled = (title: string): string => `// title: ${title}\nexport default 1\n`
const titleOf = (source: string): string => JSON.stringify(/title: (\w+)/.exec(source)?.[1])

it.each([
  ['is returned', (graph: Graph) => graph.getModuleById('\0parts')],
  [
    'is outdated',
    (graph: Graph) => {
      const module = graph.getModuleById('\0parts')
      if (module !== undefined) {
        graph.invalidateModule(module)
      }
      return undefined
    },
  ],
])('a virtual module that %s by its plugin is served anew', async (_how, tell) => {
  const files = {
    'main.js': accepting(`import parts from 'virtual:parts'\nconsole.log(parts)\n`),
    'part.js': titled('one'),
  }
  // What the virtual module reads is not in the code of the file.
  const strip = {
    name: 'strip',
    transform: (code: string, id: string) => (id.endsWith('part.js') ? code.replace(/\/\/.*/, '') : null),
  }
  const plugins = virtualModule(
    (source) => `import part from '/part.js'\nexport default [part, ${titleOf(source)}]\n`,
    tell,
  )
  const { clean, cached } = await serveBoth(
    { files, plugins: (project) => [...plugins(project), strip] },
    async (server, project) => {
      await server.edit(['part.js'], () => project.write('part.js', titled('two')))
      return (await server.get('/@id/__x00__parts'))
        .replace(/\?<stamp>/, '')
        .split('\n')
        .slice(0, 3)
    },
  )
  expect(clean.at(-1)).toBe('export default [part, "two"]')
  expect(cached.at(-1)).toEqual(clean.at(-1))
})

it('a module that another plugin adds to an update is sent, also when its code is the same', async () => {
  const files = {
    'main.js': accepting(`import parts from 'virtual:parts'\nconsole.log(parts)\n`),
    'part.js': '1',
  }
  const plugins = virtualModule(
    () => `export default fetch('/part.js')\n`,
    (graph) => graph.getModuleById('\0parts'),
  )
  const { clean, cached } = await serveBoth({ files, plugins }, (server, project) =>
    server.edit(['part.js'], () => project.write('part.js', '2')),
  )
  expect(clean).toEqual(['js-update /main.js'])
  expect(cached).toEqual(clean)
})
