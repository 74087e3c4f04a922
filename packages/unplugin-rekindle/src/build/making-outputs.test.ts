import { expect, it } from 'vitest'
import { MakingOutputs } from './making-outputs.ts'

it('resumes a build once for all outputs that are made at the same time, and pauses it after the last', () => {
  const making = new MakingOutputs()
  expect([making.resume(), making.pause()]).toEqual([false, false])
  making.start('client')
  making.start('client')
  making.start('ssr')
  expect([making.pause(), making.resume(), making.resume()]).toEqual([false, true, false])
  making.end('client')
  making.end('ssr')
  expect(making.pause()).toBe(false)
  making.end('client')
  expect([making.pause(), making.pause()]).toEqual([true, false])
})

it('pauses nothing where no hook has resumed the build', () => {
  const making = new MakingOutputs()
  making.start('')
  making.end('')
  expect(making.pause()).toBe(false)
})

it('forgets outputs of an environment whose end was never told, and those only', () => {
  const making = new MakingOutputs()
  making.start('client')
  making.start('client')
  making.start('ssr')
  making.resume()
  making.endAll('client')
  expect(making.pause()).toBe(false)
  making.endAll('ssr')
  expect(making.pause()).toBe(true)
  making.start('client')
  expect(making.resume()).toBe(true)
})
