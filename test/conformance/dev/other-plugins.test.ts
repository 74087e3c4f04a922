import { expect, it } from 'vitest'
import { serveBoth } from '../../kit/dev/serve-both.ts'

const accepting = (code: string): string => `import.meta.hot.accept()\n${code}`

/** Tells pages of every edit in its own way, and leaves nothing to be told by others. */
const reloading = (): object[] => [
  {
    name: 'reloading',
    hotUpdate(this: { environment: { name: string; hot: { send(payload: object): void } } }) {
      if (this.environment.name === 'client') {
        this.environment.hot.send({ type: 'full-reload' })
      }
      return []
    },
  },
]

it('a module that a plugin tells of in its own way is served as it is now', async () => {
  const files = { 'main.js': accepting(`import './part.js'\n`), 'part.js': 'console.log(1)\n' }
  const { clean, cached } = await serveBoth({ files, plugins: reloading }, async (server, project) => ({
    messages: await server.edit(['part.js'], () => project.write('part.js', 'console.log(2)\n')),
    code: (await server.get('/part.js')).split('\n')[1],
  }))
  expect(clean).toEqual({ messages: ['full-reload'], code: 'console.log(2)' })
  expect(cached).toEqual(clean)
})

/** Takes out of an update what comes out as it was made the last time, as the plugin of Svelte does. */
function comparing(): object[] {
  const idToCode = new Map<string, string>()
  return [
    {
      name: 'comparing',
      enforce: 'post',
      transform: {
        order: 'post',
        handler: (code: string, id: string) => {
          idToCode.set(id, code)
        },
      },
      hotUpdate: {
        order: 'post',
        async handler(
          this: { environment: { transformRequest(url: string): Promise<unknown> } },
          { modules }: { modules: readonly { id: string; url: string }[] },
        ) {
          const before = modules.map(({ id }) => idToCode.get(id))
          await Promise.all(modules.map(({ url }) => this.environment.transformRequest(url)))
          return modules.filter(({ id }, index) => idToCode.get(id) !== before[index])
        },
      },
    },
  ]
}

it('a plugin that makes and compares modules itself finds them as they were before the edit', async () => {
  const files = { 'main.js': accepting('console.log(1)\n') }
  const { clean, cached } = await serveBoth({ files, plugins: comparing }, async (server, project) => [
    await server.edit(['main.js'], () => project.write('main.js', accepting('console.log(2)\n'))),
    await server.edit(['main.js'], () => project.write('main.js', accepting('console.log(1)\n'))),
  ])
  expect(clean).toEqual([['js-update /main.js'], ['js-update /main.js']])
  expect(cached).toEqual(clean)
})
