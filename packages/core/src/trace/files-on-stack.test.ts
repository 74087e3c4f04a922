import vm from 'node:vm'
import { expect, it } from 'vitest'
import { filesOnStack } from './files-on-stack.ts'

function files(): readonly string[] {
  return filesOnStack(files, 10)
}

it('names the files of the code that runs, the innermost first, and none of the runtime', () => {
  const inner = vm.runInThisContext('(act) => act()', { filename: '/somewhere/inner.js' }) as typeof call
  const outer = vm.runInThisContext('(act) => [1].map(() => act())[0]', {
    filename: 'file:///somewhere/out%20er.mjs?v=1',
  }) as typeof call
  const found = outer(() => inner(files))
  expect(found.slice(0, 4)).toEqual([
    '/somewhere/inner.js',
    import.meta.filename,
    '/somewhere/out er.mjs',
    '/somewhere/out er.mjs',
  ])
  expect(found.filter((file) => file.startsWith('node:'))).toEqual([])
})

it('leaves out code that was made from text, and who only waits', async () => {
  const made = new Function('act', 'return act()') as typeof call
  const waiting = vm.runInThisContext('async (act) => { await null; return await act() }', {
    filename: '/somewhere/waiting.js',
  }) as (act: () => Promise<readonly string[]>) => Promise<readonly string[]>
  const found = await waiting(async () => {
    await null
    return made(files)
  })
  expect(found.filter((file) => file !== import.meta.filename)).toEqual([])
})

it('leaves what others have set up for stacks as it is', () => {
  const before = [Error.prepareStackTrace, Error.stackTraceLimit]
  Error.prepareStackTrace = () => 'their own'
  try {
    expect(filesOnStack(files, 10)).toEqual(expect.any(Array))
    expect(new Error('any').stack).toBe('their own')
  } finally {
    Error.prepareStackTrace = before[0] as typeof Error.prepareStackTrace
  }
  expect(Error.stackTraceLimit).toBe(before[1])
})

function call<Result>(act: () => Result): Result {
  return act()
}
