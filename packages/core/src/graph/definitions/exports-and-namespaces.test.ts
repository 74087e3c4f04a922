import { describe, expect, it } from 'vitest'
import { DefinitionTestProject, type Files } from './definition-test-project.ts'

const lib = (x: number, y = 1) => `export const x = ${x}, y = ${y}; export default ${x}`

async function reached(others: Files): Promise<string[]> {
  const project = await DefinitionTestProject.create({ 'lib.js': lib(1), ...others })
  return project.reachedBy({ 'lib.js': lib(1, 2) })
}

describe('a change of `y` alone', () => {
  it.each([
    [
      'a member of a namespace',
      `import * as ns from './lib.js'; ns.x()`,
      `import * as ns from './lib.js'; ns.y()`,
    ],
    [
      'a member by a text',
      `import * as ns from './lib.js'; ns['x']`,
      `import * as ns from './lib.js'; ns['y']`,
    ],
    [
      'default and namespace',
      `import d, * as ns from './lib.js'; d(ns.x)`,
      `import d, * as ns from './lib.js'; d(ns.y)`,
    ],
    ['a tag', `import * as ns from './lib.js'; <ns.x />`, `import * as ns from './lib.js'; <ns.y />`],
    [
      'a name that is hidden',
      `import { y } from './lib.js'; export const f = (y) => y`,
      `import { y } from './lib.js'; export const f = (x) => y`,
    ],
    [
      'a namespace that is hidden',
      `import * as ns from './lib.js'; export const f = (ns) => ns`,
      `import * as ns from './lib.js'; export const f = (x) => ns`,
    ],
    ['default', `import d from './lib.js'; d`, `import { default as d, y } from './lib.js'; d(y)`],
    [
      'a property',
      `import { x, y } from './lib.js'; x.y = { y: 1 }`,
      `import { x, y } from './lib.js'; x.z = { y }`,
    ],
    [
      'an assignment that is a use',
      `import { x, y } from './lib.js'; x`,
      `import { x, y } from './lib.js'; y.z = 1`,
    ],
  ])('reaches who uses it: %s', async (_what, other, user) => {
    expect(await reached({ 'other.js': other, 'user.js': user })).toEqual(['user.js'])
  })

  it.each([
    ['is passed on', `import * as ns from './lib.js'; f(ns)`],
    ['is asked for any member', `import * as ns from './lib.js'; ns[key]`],
    ['is spread', `import * as ns from './lib.js'; ({ ...ns })`],
    ['is taken apart', `import * as ns from './lib.js'; const { x } = ns`],
    ['is exported', `import * as ns from './lib.js'; export { ns }`],
    ['is exported by a statement', `export * as ns from './lib.js'; import { ns } from './user.js'`],
    ['is loaded later', `import('./lib.js')`],
    ['is loaded in a function', `export const f = () => import('./lib.js'); f()`],
    ['is a type', `export const a: typeof import('./lib.js') = 1`],
  ])('reaches who has a namespace that %s', async (_what, user) => {
    expect(await reached({ 'user.ts': user })).toEqual(['user.ts'])
  })

  it.each([
    ['by name', `export { y, x } from './lib.js'`],
    ['by another name', `export { y as z, x } from './lib.js'; export { z as y } from './barrel.js'`],
    ['as an import', `import { x, y } from './lib.js'; export { x, y }`],
    ['all', `export * from './lib.js'`],
    ['all, after a conflict', `export * from './lib.js'; export * from './more.js'`],
    ['all, in a cycle', `export * from './lib.js'; export * from './cycle.js'`],
    ['all, twice', `export * from './cycle.js'`],
    [
      'by a name that is a text',
      `export { y as "a b", x } from './lib.js'; export { "a b" as y } from './barrel.js'`,
    ],
  ])('goes through a module that exports it: %s', async (_what, barrel) => {
    const project = await DefinitionTestProject.create({
      'lib.js': lib(1),
      'barrel.js': barrel,
      'more.js': 'export const y = 3',
      'cycle.js': `export * from './barrel.js'; export * from './lib.js'`,
      'x.js': `import { x } from './barrel.js'; console.log(x)`,
      'y.js': `import { y } from './barrel.js'; console.log(y)`,
    })
    const modules = project.reachedBy({ 'lib.js': lib(1, 2) })
    expect(modules).toContain('y.js')
    expect(modules).not.toContain('x.js')
    expect(project.reachedBy({ 'lib.js': lib(2, 2) })).toContain('x.js')
  })

  it('ends at a module that has an export of its own of that name', async () => {
    const barrel = `export * from './lib.js'; export const y = 5`
    const user = `import { y } from './barrel.js'; console.log(y)`
    expect(await reached({ 'barrel.js': barrel, 'user.js': user })).not.toContain('user.js')
  })
})

describe('an export that comes and goes', () => {
  const user = `import { y } from './barrel.js'; console.log(y)`

  it('reaches importers when it hides one from behind', async () => {
    const files = { 'lib.js': lib(1), 'barrel.js': `export * from './lib.js'`, 'user.js': user }
    const project = await DefinitionTestProject.create(files)
    expect(project.reachedBy({ 'barrel.js': `export * from './lib.js'; export const y = 5` })).toEqual([
      'user.js',
    ])
    expect(project.reachedBy({ 'barrel.js': `export * from './lib.js'` })).toEqual(['user.js'])
  })

  it('reaches importers when another module behind begins to have it', async () => {
    const barrel = `export * from './lib.js'; export * from './more.js'`
    const project = await DefinitionTestProject.create({
      'lib.js': lib(1),
      'more.js': 'export const z = 1',
      'barrel.js': barrel,
      'user.js': user,
      'x.js': `import { x } from './barrel.js'; console.log(x)`,
    })
    const modules = project.reachedBy({ 'more.js': 'export const z = 1, y = 1' })
    expect(modules).toContain('user.js')
    expect(modules).not.toContain('x.js')
  })

  it('reaches whoever has the namespace', async () => {
    const files = { 'lib.js': lib(1), 'user.js': `import * as ns from './lib.js'; f(ns)` }
    const project = await DefinitionTestProject.create(files)
    expect(project.reachedBy({ 'lib.js': `${lib(1)}; export const z = 1` })).toEqual(['user.js'])
  })
})

describe('TypeScript', () => {
  it.each([
    [
      'an enum',
      'export enum x { A = 1 } export enum y { A = 1 }',
      'export enum x { A = 2 } export enum y { A = 1 }',
    ],
    [
      'a const enum',
      'export const enum x { A = 1 } export const y = 1',
      'export const enum x { A = 2 } export const y = 1',
    ],
    [
      'an interface in two parts',
      'export interface x { a: 1 } export type y = 1; export interface x { b: 1 }',
      'export interface x { a: 1 } export type y = 1; export interface x { b: 2 }',
    ],
    [
      'overloads',
      'export function x(a: 1): 1; export function x(a: any) { return a } export type y = 1',
      'export function x(a: 2): 1; export function x(a: any) { return a } export type y = 1',
    ],
    [
      'a type that a function names',
      'type T = 1; export const x = (a: T) => a; export type y = 1',
      'type T = 2; export const x = (a: T) => a; export type y = 1',
    ],
    [
      'a type and a value of one name',
      'export type x = 1; export const x = 1, y = 1',
      'export type x = 2; export const x = 1, y = 1',
    ],
    [
      'a type by `typeof`',
      'const a = 1; export type x = typeof a; export type y = 1',
      'const a = 2; export type x = typeof a; export type y = 1',
    ],
  ])('tells apart: %s', async (_what, before, after) => {
    const project = await DefinitionTestProject.create({
      'lib.ts': before,
      'x.ts': `import { x } from './lib.ts'; export type A = x`,
      'y.ts': `import { y } from './lib.ts'; export type A = y`,
    })
    expect(project.reachedBy({ 'lib.ts': after })).toEqual(['x.ts'])
  })

  it.each([
    [
      'an enum that calls',
      'const f = () => 1; export enum x { A = f() } export const y = 1',
      'const f = () => 2; export enum x { A = f() } export const y = 1',
    ],
    [
      'a namespace',
      'export namespace x { export const a = 1 } export const y = 1',
      'export namespace x { export const a = 2 } export const y = 1',
    ],
    [
      'a namespace in an enum',
      'export enum x { A } export namespace x { export const b = 1 } export const y = 1',
      'export enum x { A } export namespace x { export const b = 2 } export const y = 1',
    ],
    [
      'what is declared of others',
      'export const x = 1, y = 1; declare global { var a: 1 }',
      'export const x = 1, y = 1; declare global { var a: 2 }',
    ],
    ['`export =`', 'export = 1', 'export = 2'],
  ])('reaches every importer: %s', async (_what, before, after) => {
    const project = await DefinitionTestProject.create({
      'lib.ts': before,
      'x.ts': `import { x } from './lib.ts'; console.log(x)`,
      'y.ts': `import { y } from './lib.ts'; console.log(y)`,
    })
    expect(project.reachedBy({ 'lib.ts': after })).toEqual(['x.ts', 'y.ts'])
  })

  it('JSX uses what its pragma names', async () => {
    const project = await DefinitionTestProject.create({
      'h.js': 'export const h = 1, React = 1, other = 1',
      'pragma.tsx': `/** @jsx h */ import { h } from './h.js'; export const a = () => <b />`,
      'react.tsx': `import { React } from './h.js'; export const a = () => <b />`,
      'plain.ts': `import { h } from './h.js'; export const a = 1`,
      'user.ts': `import { a } from './pragma.tsx'; a()`,
    })
    const edit = { 'h.js': 'export const h = 2, React = 1, other = 1' }
    expect(project.reachedBy(edit)).toEqual(['pragma.tsx', 'user.ts'])
    expect(project.reachedBy({ 'h.js': 'export const h = 2, React = 2, other = 1' })).toEqual(['react.tsx'])
  })
})
