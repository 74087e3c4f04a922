import { expect, test } from 'vitest'
import { awaitCall } from './await-call.ts'

type Hook = (this: unknown, id: string) => string

function heardCalls(plugin: object): { readonly count: number } {
  const heard = { count: 0 }
  awaitCall(plugin, ['load', 'transform'], () => {
    heard.count += 1
  })
  return heard
}

const load: Hook = (id) => `loaded ${id}`

test('a hook is heard once, with its arguments, its context and what it gives', () => {
  const plugin = {
    load(this: unknown, id: string) {
      return [this, id]
    },
  }
  const heard = heardCalls(plugin)
  expect(plugin.load.call('context', 'a')).toEqual(['context', 'a'])
  plugin.load('b')
  expect(heard.count).toBe(1)
})

test('a hook that is an object is the same for whoever holds it: what is put into it late counts', () => {
  const hook: { filter?: RegExp; order: string; handler: Hook } = { order: 'pre', handler: () => 'early' }
  const plugin = { load: hook }
  const heard = heardCalls(plugin)
  hook.filter = /late/
  hook.handler = load
  expect([plugin.load.order, plugin.load.filter, 'filter' in plugin.load]).toEqual(['pre', /late/, true])
  expect(heard.count).toBe(0)
  expect(plugin.load.handler('a')).toBe('loaded a')
  expect(heard.count).toBe(1)
})

test('a frozen hook is heard, and a frozen plugin stays as it is', () => {
  const plugin = { load: Object.freeze({ order: 'post', handler: load }) }
  const heard = heardCalls(plugin)
  expect([plugin.load.order, plugin.load.handler('a'), heard.count]).toEqual(['post', 'loaded a', 1])

  const frozen = Object.freeze({ load })
  const unheard = heardCalls(frozen)
  expect([frozen.load('a'), frozen.load === load, unheard.count]).toEqual(['loaded a', true, 0])
})
