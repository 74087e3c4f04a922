import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const config = (content: object): string => JSON.stringify(content)
const level = (name: string, content: object): Readonly<Record<string, string>> => ({
  [name]: config(content),
})

const extending = (target: string, compilerOptions: object = {}): object => ({
  extends: target,
  compilerOptions,
})
const typesIn = (folder: string): object => ({ paths: { '@types/*': [`./src/${folder}/*`] } })

/** A component whose props are found by `paths`, and one that has nothing to do with them. */
const component = {
  ...page,
  'src/main.js': 'import A from "./A.vue"; import B from "./B.vue"; console.log(A, B)',
  'src/A.vue':
    '<script setup lang="ts">import type { Props } from "@types/props"\ndefineProps<Props>()</script><template><p/></template>',
  'src/B.vue': '<template><b/></template>',
  'src/one/props.ts': 'export interface Props { one?: string }',
  'src/two/props.ts': 'export interface Props { two?: string }',
  'src/three/props.ts': 'export interface Props { three?: string }',
}
const withVue = viteScript(`
import vue from '@vitejs/plugin-vue'
await go([cached(), vue()])`)

/** A class field is an assignment or a definition, as the native transformer finds in the config that includes it. */
const fields = {
  ...page,
  'src/main.js': 'import A from "./A.svelte"; console.log(A)',
  'src/A.svelte':
    '<script lang="ts">class Box { size: number = 1; note?: string }\nconst box = new Box()</script><p>{box.size}</p>',
}
const withSvelte = viteScript(`
import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte'
await go([cached(), svelte({ preprocess: vitePreprocess({ script: true }) })])`)
const fieldsOf = (useDefineForClassFields: boolean): object => ({
  compilerOptions: { useDefineForClassFields, target: 'ES2022' },
})
const includes = { include: ['src/**/*.svelte'] }

const restored = { 'vite:vue': { run: 0 } }
const kept = { 'vite-plugin-svelte:preprocess': { run: 0, restored: 1 } }

/** families/vue-types.test.ts edits the paths of a tsconfig.json that stands alone. */
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'types of props follow each file of a chain of three that a tsconfig.json extends',
    files: {
      ...component,
      ...level('tsconfig.json', extending('./config/middle.json')),
      ...level('config/middle.json', extending('../base')),
      ...level('base.json', { compilerOptions: typesIn('one') }),
    },
    build: withVue,
    unchanged: restored,
    steps: [
      { change: level('base.json', { compilerOptions: typesIn('two') }) },
      {
        change: level('config/middle.json', {
          extends: '../base',
          compilerOptions: { paths: { '@types/*': ['../src/three/*'] } },
        }),
      },
      { change: level('tsconfig.json', extending('./config/middle.json', typesIn('one'))) },
      {
        change: {
          ...level('base.json', { compilerOptions: typesIn('one') }),
          ...level('config/middle.json', extending('../base')),
          ...level('tsconfig.json', extending('./config/middle.json', typesIn('two'))),
        },
      },
      { change: level('tsconfig.json', extending('./config/middle.json')), hooks: restored },
    ],
  },
  {
    behaviour: 'types of props follow the configs that a tsconfig.json refers to',
    files: {
      ...component,
      ...level('tsconfig.json', { files: [], references: [{ path: './tsconfig.app.json' }] }),
      ...level('tsconfig.app.json', { include: ['src/**/*'], compilerOptions: typesIn('one') }),
    },
    build: withVue,
    unchanged: restored,
    steps: [
      { change: level('tsconfig.app.json', { include: ['src/**/*'], compilerOptions: typesIn('two') }) },
      {
        change: {
          ...level('tsconfig.app.json', { extends: './tsconfig.base.json', include: ['src/**/*'] }),
          ...level('tsconfig.base.json', { compilerOptions: typesIn('three') }),
        },
      },
      { change: level('tsconfig.base.json', { compilerOptions: typesIn('one') }) },
      { change: level('tsconfig.base.json', { compilerOptions: typesIn('three') }), hooks: restored },
    ],
  },
  {
    behaviour: 'Svelte scripts follow each file of a chain of three, and one that appears beside them',
    files: {
      ...fields,
      ...level('tsconfig.json', { ...includes, extends: './config/middle.json' }),
      ...level('config/middle.json', extending('../base.json')),
      ...level('base.json', fieldsOf(true)),
    },
    build: withSvelte,
    unchanged: kept,
    steps: [
      { change: level('base.json', fieldsOf(false)) },
      { change: level('config/middle.json', { extends: '../base.json', ...fieldsOf(true) }) },
      {
        change: level('tsconfig.json', {
          ...includes,
          extends: './config/middle.json',
          ...fieldsOf(false),
        }),
      },
      { change: level('src/tsconfig.json', { include: ['*.svelte'], ...fieldsOf(true) }) },
      { change: { 'src/tsconfig.json': null }, hooks: kept },
    ],
  },
  {
    behaviour: 'Svelte scripts follow a config that is extended by a name of another extension',
    files: {
      ...fields,
      ...level('tsconfig.json', { ...includes, extends: './base.jsonc' }),
      ...level('base.jsonc', fieldsOf(true)),
    },
    build: withSvelte,
    unchanged: kept,
    steps: [{ change: level('base.jsonc', fieldsOf(false)) }],
  },
  {
    behaviour:
      'Svelte scripts follow a config that is extended behind comments, in a list with a comma at its end',
    files: {
      ...fields,
      'tsconfig.json': `{
        // "extends": "./no.json"
        "extends": [
          "./one.json", // ]
          "./base.json",
        ],
        "include": ["src/*.svelte"]
      }`,
      ...level('one.json', {}),
      ...level('base.json', fieldsOf(true)),
    },
    build: withSvelte,
    unchanged: kept,
    steps: [{ change: level('base.json', fieldsOf(false)) }],
  },
  {
    behaviour: 'Svelte scripts follow the configs that a tsconfig.json refers to',
    files: {
      ...fields,
      ...level('tsconfig.json', { files: [], references: [{ path: './tsconfig.app.json' }] }),
      ...level('tsconfig.app.json', { ...includes, ...fieldsOf(true) }),
    },
    build: withSvelte,
    unchanged: kept,
    steps: [
      { change: level('tsconfig.app.json', { ...includes, ...fieldsOf(false) }) },
      { change: level('tsconfig.app.json', { ...includes, ...fieldsOf(true) }), hooks: kept },
    ],
  },
  {
    behaviour: 'Svelte scripts follow a config in an installed package, and a nearer package of its name',
    files: {
      ...fields,
      ...level('tsconfig.json', { ...includes, extends: '@config/strict' }),
      ...level('../node_modules/@config/strict/package.json', { name: '@config/strict', version: '1.0.0' }),
      ...level('../node_modules/@config/strict/tsconfig.json', fieldsOf(true)),
    },
    build: withSvelte,
    unchanged: kept,
    steps: [
      {
        change: {
          ...level('node_modules/@config/strict/package.json', { name: '@config/strict', version: '1.0.0' }),
          ...level('node_modules/@config/strict/tsconfig.json', fieldsOf(false)),
        },
      },
    ],
  },
  {
    behaviour: 'types of props follow a config in an installed package, and a nearer package of its name',
    files: {
      ...component,
      ...level('tsconfig.json', { extends: '@config/strict/tsconfig.json' }),
      ...level('../node_modules/@config/strict/package.json', { name: '@config/strict', version: '1.0.0' }),
      ...level('../node_modules/@config/strict/tsconfig.json', {
        compilerOptions: { paths: { '@types/*': ['../../../app/src/one/*'] } },
      }),
    },
    build: withVue,
    unchanged: restored,
    steps: [
      {
        change: {
          ...level('node_modules/@config/strict/package.json', { name: '@config/strict', version: '1.0.0' }),
          ...level('node_modules/@config/strict/tsconfig.json', {
            compilerOptions: { paths: { '@types/*': ['../../../src/two/*'] } },
          }),
        },
      },
    ],
  },
]

testScriptCases('tsconfig.json and what it extends', cases)
