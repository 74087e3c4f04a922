import { expect, test } from 'vitest'
import { quietOptions } from './quiet-options.ts'

test('options that are for the cache alone are told as JSON', () => {
  expect(quietOptions()).toBe('{}')
  const options = { cacheDir: '.cache', plugins: { upper: true }, include: ['**/*.ts'], summary: true }
  expect(quietOptions(options)).toBe(JSON.stringify(options))
  expect(quietOptions({ graph: undefined })).toBe('{}')
})

test.each([
  { graph: true },
  { readOnly: true },
  { snapshot: true },
  { onEvent() {} },
  { report: 'report.json' },
  { trace: 'trace.json' },
  { writeDelta: 'delta.json' },
  { onDelta() {} },
])('who asks for more than a cache gets it in every build: %o', (options) => {
  expect(quietOptions(options)).toBeNull()
})

test('options that JSON does not tell apart, and wrong ones, are not told', () => {
  expect(quietOptions({ include: /a/ })).toBeNull()
  expect(quietOptions({ exclude: ['a', /b/] })).toBeNull()
  expect(quietOptions({ unknown: 1 } as never)).toBeNull()
  expect(quietOptions({ key: 1n } as never)).toBeNull()
})
