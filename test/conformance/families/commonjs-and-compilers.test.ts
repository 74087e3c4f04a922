import { testFamilyCase } from '../../kit/process/family-case.ts'
import { rollupConfig } from '../../kit/process/family-config.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const shape = 'babel transform src/shape.js'
const main = 'babel transform src/main.js'

testFamilyCase({
  behaviour: 'a library of Babel and SWC with CommonJS dependencies on Rollup',
  files: {
    'src/main.js': `import { shape } from './shape.js'
import { size } from './size.ts'
import legacy, { named } from 'legacy'
import entities from '@/entities.cjs'
export const all = { ...shape, ...size, legacy, named, entities, load: async () => import('./shape.js') }`,
    'src/shape.js': `export const shape = { name: 'circle', sides: 0 ?? 1, at: [1, 2]?.at(-1) }
export default class Shape { static kinds = ['round']; area = () => 2 ** 3 }`,
    'src/size.ts': 'export const size: { readonly width: number } = { width: ((x?: number) => x ?? 3)() }',
    'src/entities.cjs': `exports.amp = '&'; exports.list = require('./list.cjs')`,
    'src/list.cjs': `module.exports = ['a', 'b']`,
    'node_modules/legacy/package.json': '{ "name": "legacy", "version": "1.0.0", "main": "lib/index.js" }',
    'node_modules/legacy/lib/index.js': `Object.defineProperty(exports, '__esModule', { value: true })
exports.default = require('./inner')
exports.named = 'named'`,
    'node_modules/legacy/lib/inner.js': `module.exports = function inner() { return typeof window }`,
    ...rollupConfig({
      imports: `import alias from '@rollup/plugin-alias'
import { babel } from '@rollup/plugin-babel'
import commonjs from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import swc from '@rollup/plugin-swc'
import path from 'node:path'`,
      plugins: `alias({ entries: { '@': path.resolve('src') } }), nodeResolve({ extensions: ['.js', '.ts'] }),
    commonjs(), swc({ include: 'src/**/*.ts' }),
    babel({ babelHelpers: 'bundled', include: 'src/**/*.js', presets: [['@babel/preset-env', { targets: 'ie 11', modules: false }]] })`,
    }),
  },
  bundlers: ['rollup'],
  cached: ['babel'],
  uncached: ['commonjs', 'node-resolve', 'swc'],
  states: usualStates({
    edit: { change: { 'src/shape.js': ['circle', 'square'] }, runs: [shape] },
    edits: {
      change: { 'src/main.js': ['...size, ', ''], 'src/size.ts': ['?? 3', '?? 4'] },
      runs: [main],
    },
    others: {
      'a dependency that is imported in another way': {
        change: {
          'src/main.js': ['import legacy, { named }', 'import * as legacy from "legacy"; import { named }'],
        },
        runs: [main],
      },
      'a CommonJS module that becomes one of ES': {
        change: {
          'src/list.cjs': null,
          'src/list.js': 'export default ["a", "b"]',
          'src/entities.cjs': ['list.cjs', 'list.js'],
        },
        runs: ['babel transform src/list.js'],
      },
      'another main file in a dependency': {
        change: {
          'node_modules/legacy/package.json': ['lib/index.js', 'lib/inner.js'],
          'src/main.js': ['legacy, { named }', 'named'],
          'src/shape.js': ['round', 'flat'],
        },
        runs: [main, shape],
      },
      'a file that comes first in the order of endings': {
        change: { 'src/size.js': 'export const size = { width: 5 }', 'src/main.js': ['./size.ts', './size'] },
        runs: [main, 'babel transform src/size.js'],
      },
    },
    removed: {
      change: { 'src/size.ts': null, 'src/main.js': ["import { size } from './size.ts'", 'const size = {}'] },
      runs: [main],
    },
  }),
})
