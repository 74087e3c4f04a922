import { describe, expect, it } from 'vitest'
import { decodeOwners, encodeOwners, type Owners, ownersIn } from './package-owners.ts'

const readers = new Set(['vite'])

/** Package -> whose plugins it serves, of a config; the imports of `a`, `b` and `defineConfig` stand before it. */
function ownersOf(code: string, ...others: (readonly [string, string])[]): Record<string, unknown> {
  const imports = `import a from 'a'\nimport { b } from '@x/b/vite'\nimport { defineConfig } from 'vite'\n`
  const owners = ownersIn([['vite.config.ts', imports + code], ...others], readers)
  return Object.fromEntries(
    [...owners].map(([name, found]) => [name, found === 'shared' ? found : [...found].sort()]),
  )
}

const own = { a: ['a'], '@x/b': ['@x/b'], vite: 'shared' }

describe('a package serves only its own plugins', () => {
  it.each<[string, string]>([
    ['in a config', 'export default defineConfig({ plugins: [a(), b({ x: 1 })] })'],
    ['in a plain object', 'export default { plugins: [a(), b()] }; defineConfig'],
    ['in a function', 'export default defineConfig(({ mode }) => ({ plugins: [a(mode), b()] }))'],
    [
      'in a function that returns',
      'export default defineConfig(async () => { const x = 1; return { plugins: [a(x), b()] } })',
    ],
    ['in several configs', 'export default [{ plugins: [a()] }, { plugins: [b()] }]; defineConfig'],
    ['under a condition', 'export default defineConfig({ plugins: [process.env.X && a(), x ? b() : null] })'],
    ['in nested lists', 'export default defineConfig({ plugins: [[a()], ...[b()]] })'],
    ['behind casts', 'export default defineConfig({ plugins: [a() as any, b()!] } satisfies object)'],
    ['after an await', 'export default defineConfig({ plugins: [await a(), b()] })'],
    [
      'in the plugins of workers',
      'export default defineConfig({ plugins: [a()], worker: { plugins: () => [b()] } })',
    ],
  ])('%s', (_where, code) => {
    expect(ownersOf(code)).toEqual(own)
  })
})

describe('a package is shared', () => {
  it.each<[string, string]>([
    [
      'when it is called elsewhere',
      'const made = a(); export default defineConfig({ plugins: [made, b()] })',
    ],
    ['when it is handed on', 'export default defineConfig({ plugins: [a(), b()], x: a })'],
    ['when a member of it is called', 'export default defineConfig({ plugins: [a.x(), b()] })'],
    ['when it stands there uncalled', 'export default defineConfig({ plugins: [a, b()] })'],
    ['in a list of another name', 'export default defineConfig({ presets: [a()], plugins: [b()] })'],
    [
      'in the plugins of an option',
      'export default defineConfig({ css: { plugins: [a()] }, plugins: [b()] })',
    ],
    ['when it is required as well', "require('a'); export default defineConfig({ plugins: [a(), b()] })"],
    ['when it is imported later', "import('a'); export default defineConfig({ plugins: [a(), b()] })"],
    ['when it is exported again', "export * from 'a'; export default defineConfig({ plugins: [a(), b()] })"],
    [
      'when it is imported for its effects',
      "import 'a'; export default defineConfig({ plugins: [a(), b()] })",
    ],
    ['when it is tagged', 'export default defineConfig({ plugins: [a`x`, b()] })'],
  ])('%s', (_when, code) => {
    expect(ownersOf(code)).toEqual({ ...own, a: 'shared' })
  })

  it('when a file that the config imports uses it', () => {
    const owners = ownersOf('export default defineConfig({ plugins: [a(), b()] })', [
      'made.ts',
      `import { x } from 'a'; export const made = x()`,
    ])
    expect(owners).toEqual({ ...own, a: 'shared' })
  })
})

it('serves the plugin whose call it is handed to', () => {
  expect(ownersOf('export default defineConfig({ plugins: [b({ list: [a], made: a(1) })] })')).toEqual({
    a: ['@x/b'],
    '@x/b': ['@x/b'],
    vite: 'shared',
  })
})

it('serves several when it is handed to several', () => {
  expect(ownersOf('export default defineConfig({ plugins: [b({ list: [a] }), a()] })')['a']).toEqual([
    '@x/b',
    'a',
  ])
})

it('does not count what is imported as a type, nor a property of the same name', () => {
  const code =
    "import type { T } from 'types'\nexport default defineConfig({ plugins: [a(), b()], a: { b: x.a } })"
  expect(ownersOf(code)).toEqual(own)
})

it('knows nothing of a source that cannot be parsed', () => {
  expect(ownersOf('export default {')).toEqual({})
})

it('reads scripts that call a bundler', () => {
  const source = `import { build } from 'vite'; import a from 'a'; await build({ plugins: [a()] })`
  expect([...ownersIn([['build.mjs', source]], readers)]).toEqual([
    ['vite', 'shared'],
    ['a', new Set(['a'])],
  ])
})

it('gives back what was encoded, and nothing for other texts', () => {
  const owners = new Map<string, Owners>([
    ['a', 'shared'],
    ['b', new Set(['b', 'c'])],
  ])
  expect(decodeOwners(encodeOwners(owners))).toEqual(owners)
  for (const text of [null, '', '{', 'null', '[1]']) {
    expect(decodeOwners(text), String(text)).toBeNull()
  }
})
