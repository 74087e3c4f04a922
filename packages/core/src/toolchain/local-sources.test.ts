import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { useTestFolder } from '../key/test-folder.ts'
import { importSpecifiers, packageNameOf } from './import-specifiers.ts'
import { collectLocalSources } from './local-sources.ts'

const folder = useTestFolder()

function collect(
  entry: string,
  texts: ReadonlyMap<string, string> = new Map(),
): { files: string[]; packages: string[] } {
  const { files, packages } = collectLocalSources([folder.at(entry)], texts, new Set())
  return {
    files: [...files.keys()].map((file) => path.relative(folder.path, file)).sort(),
    packages: [...packages.keys()].sort(),
  }
}

describe('importSpecifiers', () => {
  it.each([
    [`import vue from '@vitejs/plugin-vue'`, '@vitejs/plugin-vue'],
    [`import"./a.js"`, './a.js'],
    [`import{b}from"./b.js"`, './b.js'],
    [`export * from './c.ts'`, './c.ts'],
    [`import type { UserConfig } from 'vite'`, 'vite'],
    [`import {\n  one,\n} from\n  'two'`, 'two'],
    [`await import('./d.js')`, './d.js'],
    ['await import(`./e.js`)', './e.js'],
    [`const f = require("f/g")`, 'f/g'],
    [`require.resolve( './h.cjs' )`, './h.cjs'],
    [`import data from './i.json' with { type: 'json' }`, './i.json'],
  ])('finds what is imported in %j', (source, specifier) => {
    expect(importSpecifiers(source)).toContain(specifier)
  })

  it('does not find what is computed', () => {
    expect(importSpecifiers('import(`./' + '$' + '{name}.js`); require(name)')).toEqual([])
  })
})

describe('packageNameOf', () => {
  it.each([
    ['vite', 'vite'],
    ['vite/client', 'vite'],
    ['@scope/name', '@scope/name'],
    ['@scope/name/deep/file.js', '@scope/name'],
    ['./local.js', null],
    ['/absolute.js', null],
    ['node:fs', null],
    ['virtual:pages', null],
    ['\0virtual', null],
    ['@scope', null],
  ])('of %j is %j', (specifier, name) => {
    expect(packageNameOf(specifier)).toBe(name)
  })
})

describe('collectLocalSources', () => {
  it('follows relative imports from file to file, cycles included', () => {
    folder.write('vite.config.ts', `import './build/plugins'\nimport vue from '@vitejs/plugin-vue'`)
    folder.write('build/plugins.ts', `import './one.js'; import '../vite.config.ts'; import 'picocolors'`)
    folder.write('build/one.js', `require('./two')`)
    folder.write('build/two/index.cjs', `import fs from 'node:fs'`)
    folder.write('build/stranger.ts', `import 'stranger'`)
    expect(collect('vite.config.ts')).toEqual({
      files: ['build/one.js', 'build/plugins.ts', 'build/two/index.cjs', 'vite.config.ts'],
      packages: ['@vitejs/plugin-vue', 'picocolors'],
    })
  })

  it.each([
    ['./a.js', 'a.ts'],
    ['./a.mjs', 'a.mts'],
    ['./a.cjs', 'a.cts'],
    ['./a.js', 'a.tsx'],
    ['./a.jsx', 'a.tsx'],
    ['./a', 'a.json'],
    ['./a', 'a/index.mjs'],
    ['./a.js?raw', 'a.js'],
  ])('finds %s in %s', (specifier, file) => {
    folder.write('config.ts', `import '${specifier}'`)
    folder.write(file, '')
    expect(collect('config.ts').files).toContain(file)
  })

  it('takes in every file that a specifier could mean', () => {
    folder.write('config.ts', `import './a'`)
    folder.write('a.ts', '')
    folder.write('a.js', '')
    expect(collect('config.ts').files).toEqual(['a.js', 'a.ts', 'config.ts'])
  })

  it('leaves out what is not there', () => {
    folder.write('config.ts', `import './none.js'; import './folder'`)
    folder.write('folder/readme.md', '')
    expect(collect('config.ts').files).toEqual(['config.ts'])
    expect(collect('none.ts').files).toEqual([])
  })

  it('takes a given text for a file that may be gone by now', () => {
    folder.write('helper.js', '')
    const texts = new Map([[folder.at('gone.mjs'), `import './helper.js'; import 'vite'`]])
    expect(collect('none.ts', texts)).toEqual({ files: ['gone.mjs', 'helper.js'], packages: ['vite'] })
  })
})
