import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { nameModules } from './installed-modules.ts'

const installed = createRequire(import.meta.url)('picomatch') as object

it('tells an installed module by its file, and what a compiler has put around it as well', () => {
  const named = nameModules({
    itself: installed,
    wrapped: { default: installed },
    copied: { ...installed, default: installed },
  })
  expect(named['itself']).toMatch(/\/node_modules\/picomatch\/.*\.js$/)
  expect(named['wrapped']).toBe(`${String(named['itself'])} as default`)
  expect(named['copied']).toBe(named['wrapped'])
})

it('looks into an object that holds more than a module does', () => {
  const options = { default: installed, color: 'red' }
  expect(nameModules({ options, text: 'text' })).toEqual({ options, text: 'text' })
})
