import { describe, expect, it } from 'vitest'
import { ProjectRoot } from '../key/project-root.ts'
import { PluginMemory, type TimedInput } from './plugin-memory.ts'

let families = 0
/** The module whose call reads. */
const first = '/home/ada/shop/src/first.css'

/** Two builds of one process with plugins of one family, in different projects. */
function createMemories(one = '/home/ada/shop', other = '/home/ada/other'): [PluginMemory, PluginMemory] {
  families += 1
  const family = `family ${families}`
  return [new PluginMemory(new ProjectRoot(one), family), new PluginMemory(new ProjectRoot(other), family)]
}

function read(name: string, readAtMs = 1): TimedInput {
  return { kind: 'file', name, readAtMs, isRead: true }
}

/** As it is remembered: with the module whose call read it. */
function remembered(input: TimedInput): TimedInput {
  return { ...input, through: first }
}

function look(name: string, readAtMs = 1): TimedInput {
  return { kind: 'file', name, readAtMs, isRead: false }
}

describe('remembered', () => {
  it('holds what other builds of the process read in this project or above it', () => {
    const [memory, other] = createMemories()
    const env: TimedInput = { kind: 'env', name: 'NODE_ENV', readAtMs: 1, isRead: true }
    const near = [read('/home/ada/shop/a.json'), read('/home/ada/tsconfig.json'), read('/.babelrc'), env]
    const far = [read('/home/ada/other/a.json'), read('/home/eve/b.json')]
    other.remember([...near, ...far], 0, first)
    expect(memory.remembered()).toEqual(near.map(remembered))
    expect(other.remembered()).toEqual([...near, ...far].map(remembered))
  })

  it('keeps the first time of a build, and takes the time of a read in a later one', () => {
    const [memory] = createMemories()
    memory.remember([read('/a', 10)], 5, first)
    memory.remember([read('/a', 20)], 5, first)
    expect(memory.remembered()).toEqual([remembered(read('/a', 10))])
    memory.remember([look('/a', 110)], 100, first)
    expect(memory.remembered()).toEqual([remembered(read('/a', 10))])
    memory.remember([read('/a', 120)], 100, first)
    expect(memory.remembered()).toEqual([remembered(read('/a', 120))])
  })

  it('tells once what is new', () => {
    const [memory] = createMemories()
    memory.remember([read('/a'), read('/b')], 0, first)
    memory.remember([read('/a')], 0, first)
    expect([memory.takeNews(), memory.takeNews()]).toEqual([[read('/a'), read('/b')].map(remembered), []])
  })
})

describe('linked', () => {
  it('adds what was read together with a file when it was first read', () => {
    const [memory] = createMemories()
    memory.link([read('/a.scss'), read('/b.scss'), read('/c.scss')], 0)
    expect(memory.linked([look('/b.scss', 9)])).toEqual([
      read('/b.scss'),
      { ...read('/a.scss'), through: '/b.scss' },
      { ...read('/c.scss'), through: '/b.scss' },
    ])
    expect(memory.linked([look('/d.scss')])).toEqual([look('/d.scss')])
  })

  it('follows links from file to file', () => {
    const [memory] = createMemories()
    memory.link([read('/a.ts'), read('/b.ts')], 0)
    memory.link([read('/b.ts'), read('/c.ts')], 0)
    memory.link([read('/c.ts'), read('/d.ts')], 0)
    expect(memory.linked([look('/c.ts')]).map(({ name }) => name)).toEqual(['/c.ts', '/b.ts', '/a.ts'])
  })

  it('counts the time at which content was read, not at which it was looked at', () => {
    const [memory] = createMemories()
    memory.link([read('/a.ts', 10)], 0)
    expect(memory.linked([look('/a.ts', 50)])).toEqual([read('/a.ts', 10)])
    expect(memory.linked([read('/a.ts', 50)])).toEqual([read('/a.ts', 50)])
  })

  it('starts no link from a JSON file, which leads to no other', () => {
    const [memory] = createMemories()
    memory.link([read('/tsconfig.json'), read('/a.ts')], 0)
    expect(memory.linked([look('/tsconfig.json')])).toEqual([look('/tsconfig.json')])
    expect(memory.linked([look('/a.ts')]).map(({ name }) => name)).toEqual(['/a.ts', '/tsconfig.json'])
  })

  it('takes what was read with a file in a later build in place of the earlier', () => {
    const [memory] = createMemories()
    memory.link([read('/a.ts', 10), read('/old.ts', 10)], 5)
    memory.link([read('/a.ts', 110), read('/new.ts', 110)], 100)
    expect(memory.linked([look('/a.ts', 120)]).map(({ name }) => name)).toEqual(['/a.ts', '/new.ts'])
  })
})
