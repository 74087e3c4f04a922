import { expect, it } from 'vitest'
import { isDeeplyNested } from './is-deeply-nested.ts'
import { loadSummarizer } from './summarize-module.ts'

it.each([
  ['brackets', '['.repeat(10_000)],
  ['functions', '()=>{'.repeat(3000)],
  ['arrows', `x=${'a=>'.repeat(10_000)}a`],
  ['assignments', `${'a='.repeat(10_000)}b`],
  ['`else if`', `if(a){}${'else if(a){}'.repeat(10_000)}`],
  ['questions', `x=${'a?f(1):'.repeat(10_000)}a`],
])('%s that would end the process are not parsed', async (_what, text) => {
  expect(isDeeplyNested(text)).toBe(true)
  const summarize = await loadSummarizer()
  expect(summarize('a.js', text)).toMatchObject({ kind: 'opaque', why: 'nested too deeply' })
})

it('code as people and compilers write it is parsed', () => {
  expect(isDeeplyNested(`${'f(() => { g([1, { a: b ? c : d }]) });\n'.repeat(5000)}`)).toBe(false)
})

it.each([
  ['calls in a chain', `x${'.y()'.repeat(5000)}`],
  ['operators in a row', `x = a${'\n+ a'.repeat(5000)}`],
])('%s cost a miss at most', async (_what, text) => {
  const summarize = await loadSummarizer()
  expect(summarize('a.js', text)).toBeTruthy()
})
