import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const component = (source: string): string =>
  `<script setup lang="ts">import type { Props } from "${source}"\ndefineProps<Props>()</script><template><p/></template>`
const props = (name: string): string => `export interface Props { ${name}?: string }`

/** A component whose props another file declares, and one that declares its own. */
const files = (source: string) => ({
  ...page,
  'src/main.js': 'import A from "./A.vue"; import B from "./B.vue"; console.log(A, B)',
  'src/A.vue': component(source),
  'src/B.vue': '<script setup lang="ts">defineProps<{ own?: number }>()</script><template><b/></template>',
})
const build = viteScript(`
import vue from '@vitejs/plugin-vue'
await go([cached(), vue()])`)
/** Each component is compiled as a whole, and its script is loaded and transformed. */
const restored = { 'vite:vue': { run: 0, restored: 6 } }
const oneRan = { 'vite:vue': { run: 3, restored: 3 } }

/** families/vue.test.ts edits, renames and deletes a declaration; families/vue-types.test.ts has props of components. */
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a folder with an index file gives way to a file of its name, and comes back',
    files: { ...files('./types'), 'src/types/index.ts': props('index') },
    build,
    unchanged: restored,
    steps: [
      { change: { 'src/types.ts': props('file') }, hooks: oneRan },
      { change: { 'src/types.ts': null }, hooks: restored },
    ],
  },
  {
    behaviour: 'a .d.ts gives way to a .tsx, that to a .ts, and that to a file of the very name',
    files: { ...files('./types'), 'src/types.d.ts': props('declared') },
    build,
    unchanged: restored,
    steps: [
      { change: { 'src/types.tsx': props('tsx') }, hooks: oneRan },
      { change: { 'src/types.ts': props('ts') }, hooks: oneRan },
      { change: { 'src/types.ts': null, 'src/types.tsx': null }, hooks: restored },
      { change: { 'src/types.d.ts': null, 'src/types.d.mts': props('module') }, hooks: oneRan },
      { change: { 'src/types/index.d.ts': props('index'), 'src/types.d.mts': null }, hooks: oneRan },
      { change: { 'src/types/index.d.ts': null, 'src/types.d.ts': props('declared') } },
    ],
  },
  {
    behaviour: 'a file of types that is re-exported through two others is followed when it is moved',
    files: {
      ...files('./types'),
      'src/types.ts': 'export * from "./inner"',
      'src/inner.ts': 'export type { Props } from "./deep/props"',
      'src/deep/props.ts': props('deep'),
    },
    build,
    unchanged: restored,
    steps: [
      { change: { 'src/deep/props.ts': props('deeper') }, hooks: oneRan },
      {
        change: {
          'src/inner.ts': 'export type { Props } from "./moved/props"',
          'src/moved/props.ts': props('moved'),
        },
      },
      { change: { 'src/deep/props.ts': null, 'src/moved/props.ts': props('again') }, hooks: oneRan },
      {
        change: {
          'src/inner.ts': 'export type { Props } from "./deep/props"',
          'src/deep/props.ts': props('deep'),
          'src/moved/props.ts': null,
        },
        hooks: restored,
      },
    ],
  },
  {
    behaviour: 'types of another component give way to a declaration that lies beside it',
    files: {
      ...files('./Other.vue'),
      'src/Other.vue':
        '<script lang="ts">export interface Props { sibling?: string }</script><template><i/></template>',
    },
    build,
    unchanged: restored,
    steps: [
      { change: { 'src/Other.d.vue.ts': props('declared') }, hooks: oneRan },
      { change: { 'src/Other.d.vue.ts': props('edited') }, hooks: oneRan },
    ],
  },
  {
    behaviour: 'types of a package follow the package that is found, and the entry that it names',
    files: {
      ...files('kinds'),
      'node_modules/kinds/package.json': '{ "name": "kinds", "version": "1.0.0", "types": "one.d.ts" }',
      'node_modules/kinds/one.d.ts': props('one'),
      'node_modules/kinds/two.d.ts': props('two'),
    },
    build,
    unchanged: restored,
    steps: [
      {
        change: {
          'node_modules/kinds/package.json': '{ "name": "kinds", "version": "2.0.0", "types": "two.d.ts" }',
        },
        hooks: oneRan,
      },
      {
        change: {
          'src/node_modules/kinds/package.json':
            '{ "name": "kinds", "version": "2.0.0", "types": "one.d.ts" }',
          'src/node_modules/kinds/one.d.ts': props('near'),
        },
        hooks: oneRan,
      },
    ],
  },
]

testScriptCases('types of props', cases)
