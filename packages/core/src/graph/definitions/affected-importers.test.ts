import { describe, expect, it } from 'vitest'
import { DefinitionTestProject, type Files } from './definition-test-project.ts'

/** Importers of `x` and of `y` of one module; `whole.js` takes all of it. */
const importers: Files = {
  'x.js': `import { x } from './lib.js'; console.log(x)`,
  'y.js': `import { y } from './lib.js'; console.log(y)`,
}

async function reached(before: string, after: string, others: Files = importers): Promise<string[]> {
  const project = await DefinitionTestProject.create({ 'lib.js': before, ...others })
  return project.reachedBy({ 'lib.js': after })
}

describe('a change of one definition', () => {
  it.each([
    [
      'a function',
      'export function x() {} export function y() {}',
      'export function x() { 1 } export function y() {}',
    ],
    ['a constant', 'export const x = 1, y = 1', 'export const x = 2, y = 1'],
    [
      'what a function uses',
      `${'const z = 1;'} export const x = () => z, y = 1`,
      'const z = 2; export const x = () => z, y = 1',
    ],
    [
      'a class member',
      'export class x { m() {} } export class y {}',
      'export class x { m() { 1 } } export class y {}',
    ],
    [
      'a new name for an export',
      'const a = 1, b = 1; export { a as x, b as y }',
      'const a = 1, b = 1; export { b as x, b as y }',
    ],
    [
      'a parent class',
      'class P {} export class x extends P {} export const y = 1',
      'class P { m() {} } export class x extends P {} export const y = 1',
    ],
    [
      'a name that begins to hide a global',
      'export const x = () => atob(1), y = 1',
      'const atob = 0; export const x = () => atob(1), y = 1',
    ],
    [
      'a default parameter that sees past the body',
      'const a = 1; export const x = (b = a) => { var a }, y = 1',
      'const a = 2; export const x = (b = a) => { var a }, y = 1',
    ],
    [
      'who assigns a live binding',
      'export let x = 1; export const y = 1; export function set() { x = 2 }',
      'export let x = 1; export const y = 1; export function set() { x = 3 }',
    ],
    [
      'who assigns by destructuring',
      'export let x = 1; export const y = 1; export function set(o) { ({ a: [x] } = o) }',
      'export let x = 1; export const y = 1; export function set(o) { ({ b: [x] } = o) }',
    ],
    [
      'who assigns in a loop',
      'export let x; export const y = 1; export function set(o) { for (x of o) {} }',
      'export let x; export const y = 1; export function set(o) { for (x in o) {} }',
    ],
    ['an infinite number', 'export const x = 1e999, y = 1', 'export const x = null, y = 1'],
    ['a regular expression', 'export const x = /a/, y = 1', 'export const x = /a/g, y = 1'],
    [
      'a comment with a mark',
      'export const x = /* #__PURE__ */ () => {}, y = 1',
      'export const x = /* #__NO_SIDE_EFFECTS__ */ () => {}, y = 1',
    ],
  ])('reaches only its own importers: %s', async (_what, before, after) => {
    expect(await reached(before, after)).toEqual(['x.js'])
  })

  it.each([
    ['layout', 'export const x = () => 1, y = "a"', "export const x = () =>\n  1\n,  y = 'a';"],
    ['comments', 'export const x = 1, y = 1', '// x\nexport const x = 1 /* one */, y = 1'],
    [
      'the order of functions',
      'export function x() {} export function y() {}',
      'export function y() {} export function x() {}',
    ],
    ['what nobody imports', 'export const x = 1, y = 1, z = 1', 'export const x = 1, y = 1, z = 2'],
    ['a new export', 'export const x = 1, y = 1', 'export const x = 1, y = 1, z = 1'],
    [
      'the place of a source map',
      'export const x = 1, y = 1',
      'export const x = 1, y = 1\n//# sourceMappingURL=a.map',
    ],
  ])('reaches nobody: %s', async (_what, before, after) => {
    expect(await reached(before, after)).toEqual([])
  })
})

describe('what a module does when it is evaluated', () => {
  it.each([
    [
      'a member is set',
      'export class x {} export const y = 1; x.prototype.m = 1',
      'export class x {} export const y = 1; x.prototype.m = 2',
    ],
    [
      'a call with a definition',
      'export function x() {} export const y = 1; Object.assign(x, { a: 1 })',
      'export function x() {} export const y = 1; Object.assign(x, { a: 2 })',
    ],
    [
      'through an alias',
      'const a = {}; export const x = a, y = 1; a.b = 1',
      'const a = {}; export const x = a, y = 1; a.b = 2',
    ],
    [
      'what a statement calls',
      'function f() {} export const x = 1, y = 1; f()',
      'function f() { 1 } export const x = 1, y = 1; f()',
    ],
    [
      'a static block',
      'export class x { static { y.a = 1 } } export const y = {}',
      'export class x { static { y.a = 2 } } export const y = {}',
    ],
    [
      'a computed key',
      'export const y = {}; export class x { [y.a = 1]() {} }',
      'export const y = {}; export class x { [y.a = 2]() {} }',
    ],
    [
      'a decorator',
      'const d = () => {}; export const y = 1; @d export class x {}',
      'const d = () => { 1 }; export const y = 1; @d export class x {}',
    ],
    [
      'a static field that calls',
      'const f = () => 1; export const y = 1; export class x { static a = f() }',
      'const f = () => 2; export const y = 1; export class x { static a = f() }',
    ],
    ['destructuring', 'export const { x, y } = { x: 1, y: 1 }', 'export const { x, y } = { x: 2, y: 1 }'],
    [
      '`var` in a block',
      'if (globalThis.a) { var x = 1 } var y = 1; export { x, y }',
      'if (globalThis.a) { var x = 2 } var y = 1; export { x, y }',
    ],
    [
      '`var` in a loop',
      'for (var x of [1]) {} var y = 1; export { x, y }',
      'for (var x of [2]) {} var y = 1; export { x, y }',
    ],
    [
      'a default export that calls',
      'export default f(); function f() {} export const x = 1, y = 1',
      'export default f(); function f() { 1 } export const x = 1, y = 1',
    ],
    [
      'a getter in an initializer',
      'const o = { get a() { return 1 } }; export const x = o.a, y = 1',
      'const o = { get a() { return 2 } }; export const x = o.a, y = 1',
    ],
    [
      'a read before the declaration',
      'export const x = z, y = 1; const z = 1',
      'const z = 1; export const x = z, y = 1',
    ],
    [
      'the order of declaration and statement',
      'export const x = 1, y = 1; globalThis.f(); let z = 1',
      'export const x = 1, y = 1; let z = 1; globalThis.f()',
    ],
    [
      'the order of statements',
      'export const x = 1, y = 1; a(); b(); function a() {} function b() {}',
      'export const x = 1, y = 1; b(); a(); function a() {} function b() {}',
    ],
    [
      'a template that calls toString',
      'const o = { toString: () => 1 }; export const x = `$' + '{o}`, y = 1',
      'const o = { toString: () => 2 }; export const x = `$' + '{o}`, y = 1',
    ],
    ['a directive', "'use client'; export const x = 1, y = 1", 'export const x = 1, y = 1'],
    ['a further module', 'export const x = 1, y = 1', "import 'polyfill'; export const x = 1, y = 1"],
    [
      '`using`',
      'const d = { [Symbol.dispose]() {} }; export const x = 1, y = 1; using z = d',
      'const d = { [Symbol.dispose]() { 1 } }; export const x = 1, y = 1; using z = d',
    ],
  ])('reaches every importer: %s', async (_what, before, after) => {
    expect(await reached(before, after)).toEqual(['x.js', 'y.js'])
  })

  it('reaches importers of importers, who evaluate it as well', async () => {
    const others = {
      'a.js': `export { a } from './b.js'`,
      'b.js': `import './lib.js'; export const a = 1`,
      'c.js': `import './a.js'`,
    }
    expect(await reached('globalThis.a = 1', 'globalThis.a = 2', others)).toEqual(['a.js', 'b.js', 'c.js'])
  })

  it('does not reach those who import types alone', async () => {
    const others = { 'types.ts': `import type { T } from './lib.ts'; export const a: T = 1` }
    const lib = (value: number) => `export type T = number; globalThis.a = ${value}`
    const project = await DefinitionTestProject.create({ 'lib.ts': lib(1), ...others })
    expect(project.reachedBy({ 'lib.ts': lib(2) })).toEqual([])
    expect(project.reachedBy({ 'lib.ts': `export type T = string; globalThis.a = 2` })).toEqual(['types.ts'])
  })
})

describe('what nobody can take apart', () => {
  it.each([
    ['a syntax error', 'export const x = 1, y = 1', 'export const x = ;'],
    ['an error that is mended', 'export const x = ;', 'export const x = 1, y = 1'],
    ['`eval`', 'export const x = 1, y = () => eval(1)', 'export const x = 2, y = () => eval(1)'],
    ['CommonJS', 'exports.x = 1', 'exports.x = 2'],
    [
      '`require`',
      `const a = require('./a'); export const x = 1, y = 1`,
      `const a = require('./a'); export const x = 2, y = 1`,
    ],
    [
      '`import()` of anything',
      'export const x = (a) => import(a), y = 1',
      'export const x = (a) => import(a), y = 2',
    ],
    ['other `export *`', 'export const x = 1, y = 1', `export const x = 1, y = 1; export * from 'other'`],
    [
      'deep nesting',
      'export const x = 1, y = 1',
      `export const x = ${'['.repeat(20_000)}${']'.repeat(20_000)}, y = 1`,
    ],
  ])('is one: %s', async (_what, before, after) => {
    expect(await reached(before, after)).toEqual(['x.js', 'y.js'])
  })

  it('uses all that its module imports', async () => {
    const others = { 'a.js': `import { x } from './lib.js'; eval(1)`, 'b.js': `import './a.js'` }
    expect(await reached('export const x = 1, y = 1', 'export const x = 1, y = 2', others)).toEqual([
      'a.js',
      'b.js',
    ])
  })

  it('is what importers ask for and the text does not have', async () => {
    const others = { 'a.js': `import { added } from './lib.js'; console.log(added)`, ...importers }
    expect(await reached('export const x = 1, y = 1', 'export const x = 2, y = 1', others)).toEqual([
      'a.js',
      'x.js',
    ])
  })
})

describe('modules that are gone, new or elsewhere', () => {
  it('reach every importer', async () => {
    const project = await DefinitionTestProject.create({
      'lib.js': 'export const x = 1, y = 1',
      ...importers,
    })
    expect(project.reachedBy({ 'lib.js': null })).toEqual(['x.js', 'y.js'])
    expect(project.reachedBy({ 'lib.js': 'export const x = 1, y = 1' })).toEqual(['x.js', 'y.js'])
  })

  it('reach the importers of who imports another one now', async () => {
    const project = await DefinitionTestProject.create({
      'a.js': `import { b } from './b.js'; export const a = () => b`,
      'b.js': 'export const b = 1',
      'user.js': `import { a } from './a.js'; a()`,
      'other.js': 'export const b = 2',
    })
    expect(project.reachedBy({ 'b.js': null })).toContain('user.js')
  })
})
