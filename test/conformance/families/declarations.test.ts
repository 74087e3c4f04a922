import { testFamilyCase } from '../../kit/process/family-case.ts'
import { usualStates } from '../../kit/process/family-states.ts'

testFamilyCase({
  behaviour: 'TypeScript, JSON and declarations: a library with two outputs on Rollup',
  files: {
    'src/main.ts': `import data from './data.json'
import type { Shape } from './shape.ts'
import { area } from './area.ts'
export { area }
export type { Shape }
export const name: typeof data.name = data.name`,
    'src/shape.ts': 'export interface Shape { readonly width: number; readonly height: number }',
    'src/area.ts': `import type { Shape } from './shape.ts'
export function area(shape: Shape) { return [shape.width * shape.height] }`,
    'src/data.json': '{ "name": "library", "sizes": [1, 2] }',
    'tsconfig.json': `{ "include": ["src"], "compilerOptions": { "target": "es2022", "module": "esnext", "moduleResolution": "bundler",
  "allowImportingTsExtensions": true, "noEmit": true, "resolveJsonModule": true, "skipLibCheck": true, "types": [], "lib": ["es2022"] } }`,
    'rollup.config.mjs': `import json from '@rollup/plugin-json'
import typescript from '@rollup/plugin-typescript'
import dts from 'rollup-plugin-dts'
import rekindle from 'unplugin-rekindle/rollup'
const cached = () => process.env.WITH_REKINDLE ? rekindle({ onEvent: globalThis.listener, plugins: { '*': true } }) : null
export default [
  { input: 'src/main.ts', plugins: [cached(), json(), typescript()], output: [{ dir: 'dist', format: 'es' }, { file: 'dist/main.cjs', format: 'cjs' }] },
  { input: 'src/main.ts', plugins: [cached(), json(), dts()], output: { file: 'dist/main.d.ts', format: 'es' } },
]`,
  },
  bundlers: ['rollup'],
  cached: [],
  uncached: ['dts', 'json', 'typescript'],
  states: usualStates({
    edit: { change: { 'src/shape.ts': ['width: number', 'width: 1 | 2'] }, runs: [] },
    edits: {
      change: {
        'src/area.ts': ['[shape.width * shape.height]', 'shape.height'],
        'src/data.json': ['library', 'books'],
      },
      runs: [],
    },
    others: {
      'a type that no longer fits': {
        change: { 'src/shape.ts': ['width: number', 'width: string'] },
        runs: [],
      },
      'another target': { isApart: true, change: { 'tsconfig.json': ['es2022', 'es5'] }, runs: [] },
    },
    removed: {
      change: {
        'src/data.json': null,
        'src/main.ts': ["import data from './data.json'", 'const data = { name: 1 }'],
      },
      runs: [],
    },
  }),
})
