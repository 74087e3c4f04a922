import { expect, it } from 'vitest'
import { isDeeplyNested } from './is-deeply-nested.ts'
import { loadParser } from './parse-module.ts'

it.each([
  ['brackets', '['.repeat(10_000)],
  ['functions', '()=>{'.repeat(3000)],
  ['arrows', `x=${'a=>'.repeat(10_000)}a`],
  ['assignments', `${'a='.repeat(10_000)}b`],
  ['`else if`', `if(a){}${'else if(a){}'.repeat(10_000)}`],
  ['questions', `x=${'a?f(1):'.repeat(10_000)}a`],
])('%s that would end the process are not parsed', (_what, text) => {
  expect(isDeeplyNested(text)).toBe(true)
})

it('code as people and compilers write it is parsed', () => {
  expect(isDeeplyNested(`${'f(() => { g([1, { a: b ? c : d }]) });\n'.repeat(5000)}`)).toBe(false)
})

it.each([
  ['calls in a chain', `x${'.y()'.repeat(5000)}`],
  ['operators in a row', `x = a${'\n+ a'.repeat(5000)}`],
])('%s are parsed, or given up, without harm', async (_what, text) => {
  const parse = await loadParser()
  expect(isDeeplyNested(text) || 'body' in parse('a.js', text)).toBe(true)
})
