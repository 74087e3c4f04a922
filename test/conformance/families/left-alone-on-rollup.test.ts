import { testFamilyCase } from '../../kit/process/family-case.ts'
import { rollupConfig } from '../../kit/process/family-config.ts'
import { usualStates } from '../../kit/process/family-states.ts'

/** The smallest module of WebAssembly, and one with a section of its own. */
const wasmBytes = (more: readonly number[]): string =>
  String.fromCharCode(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...more)

testFamilyCase({
  behaviour:
    'plugins that are as cheap as a restore, or note in load what they write in the end, run on Rollup',
  files: {
    'src/main.js': `import * as data from './data.json'
import first from './first.yaml'
import second from './second.yml'
import drawing from './drawing.svg'
import photo from './photo.png'
import large from './large.png'
import module from './module.wasm'
import { compiled } from './swc/compiled.ts'
import { built } from './esbuild/built.ts'
export default [data, first, second, drawing, photo, large, module, compiled, built, __MODE__]`,
    'src/data.json': '{ "name": "one", "list": [1, 2] }',
    'src/first.yaml': 'name: one\nlist: [1, 2]\n',
    'src/second.yml': 'name: two\nlist: [1, 2]\n',
    'src/drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>',
    'src/photo.png': 'one picture',
    'src/large.png': 'a large picture '.repeat(20),
    'src/module.wasm': wasmBytes([]),
    'src/swc/compiled.ts': `export class Named { constructor(public readonly name?: string) {} }
export const compiled = new Named()?.name ?? __MARK__`,
    'src/esbuild/built.ts': `export const built = ((name?: { first?: string }) => name?.first ?? 'none')()`,
    ...rollupConfig({
      imports: `import esbuild from 'rollup-plugin-esbuild'
import image from '@rollup/plugin-image'
import json from '@rollup/plugin-json'
import replace from '@rollup/plugin-replace'
import swc from '@rollup/plugin-swc'
import terser from '@rollup/plugin-terser'
import url from '@rollup/plugin-url'
import { visualizer } from 'rollup-plugin-visualizer'
import { wasm } from '@rollup/plugin-wasm'
import viteYaml from '@modyfi/vite-plugin-yaml'
import yaml from '@rollup/plugin-yaml'`,
      plugins: `replace({ preventAssignment: true, values: { __MODE__: '"mode"' } }),
    json(), yaml({ extensions: ['.yaml'] }), viteYaml({ include: '**/*.yml' }),
    image({ include: '**/*.svg' }), url({ include: '**/*.png', limit: 100 }), wasm({ maxFileSize: 10 }),
    swc({ include: 'src/swc/**' }), esbuild({ include: 'src/esbuild/**' }),
    terser({ maxWorkers: 1 }), visualizer({ filename: 'dist/modules.json', template: 'list' })`,
      options: "plugins: { '*': true }",
      rest: "context: 'self'",
    }),
  },
  bundlers: ['rollup'],
  cached: [],
  uncached: [
    ...['esbuild', 'image', 'json', 'replace', 'swc'],
    ...['url', 'vite:transform-yaml', 'wasm', 'yaml'],
  ],
  states: usualStates({
    edit: { change: { 'src/data.json': ['"one"', '"two"'] }, runs: [] },
    edits: {
      change: {
        'src/first.yaml': ['one', 'three'],
        'src/large.png': ['a large', 'another large'],
        'src/drawing.svg': ['h1', 'h2'],
      },
      runs: [],
    },
    others: {
      'a larger module of WebAssembly': {
        change: { 'src/module.wasm': wasmBytes([0, 3, 1, 0x61, 0]) },
        runs: [],
      },
      'a config of SWC that appears': {
        isApart: true,
        change: {
          '.swcrc':
            '{ "jsc": { "transform": { "optimizer": { "globals": { "vars": { "__MARK__": "\'mark\'" } } } } } }',
        },
        runs: [],
      },
      'a tsconfig.json that appears': {
        isApart: true,
        change: { 'tsconfig.json': '{ "compilerOptions": { "alwaysStrict": true, "target": "es5" } }' },
        staysEqual: true,
        runs: [],
      },
    },
    removed: {
      change: { 'src/data.json': null, 'src/main.js': ['./data.json', './first.yaml'] },
      runs: [],
    },
  }),
})
