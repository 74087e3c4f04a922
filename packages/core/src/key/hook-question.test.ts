import { describe, expect, it } from 'vitest'
import { type HookQuestion, Questioner } from './hook-question.ts'
import { ProjectRoot } from './project-root.ts'

const question: HookQuestion = {
  toolchain: 'tools',
  asker: 'vite:vue',
  userKey: '',
  plugin: 'vue',
  hook: 'transform',
  environment: 'client',
  id: '/home/ada/shop/src/app.vue',
  code: '<template>/home/ada/shop</template>',
  memory: '',
  options: '{"ssr":false}',
  isPortable: true,
}

function keyIn(folder: string, changes: Partial<HookQuestion> = {}): string {
  return new Questioner(new ProjectRoot(folder)).keyOf({ ...question, ...changes })
}

describe('Questioner', () => {
  it.each([
    ['toolchain', 'other tools'],
    ['userKey', '2'],
    ['plugin', 'svelte'],
    ['hook', 'load'],
    ['environment', 'ssr'],
    ['id', '/home/ada/shop/src/other.vue'],
    ['code', null],
    ['code', ''],
    ['options', ''],
    ['memory', 'the key of another call'],
    ['isPortable', false],
  ] satisfies [keyof HookQuestion, unknown][])('gives another key when %s becomes %j', (field, value) => {
    expect(keyIn('/home/ada/shop', { [field]: value })).not.toBe(keyIn('/home/ada/shop'))
  })

  it('gives the same key wherever a chunk goes: what its hook looks at is an input', () => {
    const chunk = { hook: 'renderChunk', id: '/home/ada/shop/dist/app.js', code: 'chunk' } as const
    expect(keyIn('/home/ada/shop', { ...chunk, id: '/home/ada/shop/dist/cart.js' })).toBe(
      keyIn('/home/ada/shop', chunk),
    )
  })

  it('gives the same key whatever the plugin is called in words', () => {
    expect(keyIn('/home/ada/shop', { asker: 'vue' })).toBe(keyIn('/home/ada/shop'))
  })

  it('gives the same key again', () => {
    const questioner = new Questioner(new ProjectRoot('/home/ada/shop'))
    expect(questioner.keyOf(question)).toBe(questioner.keyOf({ ...question }))
  })

  it('tells a load from a transform of an empty module', () => {
    expect(keyIn('/home/ada/shop', { code: null })).not.toBe(keyIn('/home/ada/shop', { code: '' }))
  })

  it('gives a copy of the project in another folder the same key', () => {
    const code = '<template>/srv/shop</template>'
    expect(keyIn('/srv/shop', { id: '/srv/shop/src/app.vue', code })).toBe(keyIn('/home/ada/shop'))
  })

  it('keeps the folders apart for a plugin whose results hold in one folder only', () => {
    const id = 'virtual:same'
    const changes = { id, code: '', isPortable: false }
    expect(keyIn('/srv/shop', changes)).not.toBe(keyIn('/home/ada/shop', changes))
  })

  it('keeps the folders apart when the code names a folder beside the root', () => {
    const changes = { id: 'virtual:same', code: 'import "/home/ada/library/index.js"' }
    expect(keyIn('/home/ada/other', changes)).not.toBe(keyIn('/home/ada/shop', changes))
  })
})
