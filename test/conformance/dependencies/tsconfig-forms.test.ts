import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const config = (content: object): string => JSON.stringify(content)
const level = (name: string, content: object): Readonly<Record<string, string>> => ({
  [name]: config(content),
})

/** A component whose props are found by `paths`, and one that has nothing to do with them. */
const component = {
  ...page,
  'src/main.js': 'import A from "./A.vue"; import B from "./B.vue"; console.log(A, B)',
  'src/A.vue':
    '<script setup lang="ts">import type { Props } from "@types/props"\ndefineProps<Props>()</script><template><p/></template>',
  'src/B.vue': '<template><b/></template>',
  'src/one/props.ts': 'export interface Props { one?: string }',
  'src/two/props.ts': 'export interface Props { two?: string }',
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

const cases: readonly ScriptCase[] = [
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

testScriptCases('tsconfig.json in other forms', cases)
