import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const component = { 'src/A.vue': '<template><p>A</p></template>' }
const build = viteScript(`
import vue from '@vitejs/plugin-vue'
await go([cached({ plugins: { '*': true } }), vue()], { build: { assetsInlineLimit: 0 } })`)
const restored = { 'vite:vue': { run: 0 } }

/** Vite's own plugins do this; what stands beside a component is restored all the same. */
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a file that a glob of a module or of a component finds is added and removed',
    files: {
      ...page,
      'src/main.js':
        'import A from "./A.vue"; import B from "./B.vue"; console.log(A, B, import.meta.glob("./pages/*.js", { eager: true }))',
      ...component,
      'src/B.vue':
        '<script setup>const all = import.meta.glob("./pages/*.js")</script><template>{{ all }}</template>',
      'src/pages/one.js': 'export default "one"',
    },
    build,
    unchanged: restored,
    steps: [
      { change: { 'src/pages/two.js': 'export default "two"' }, hooks: restored },
      { change: { 'src/pages/one.js': null }, hooks: restored },
      { change: { 'src/pages/one.js': 'export default "one"', 'src/pages/two.js': null }, hooks: restored },
    ],
  },
  {
    behaviour: 'assets by URL and imported data are edited, in modules and in components',
    files: {
      ...page,
      'src/main.js':
        'import A from "./A.vue"; import B from "./B.vue"; import { name } from "./data.json"; console.log(A, B, name, new URL("./a.bin", import.meta.url).href)',
      ...component,
      'src/B.vue':
        '<script setup>import data from "./data.json"; const url = new URL("./b.bin", import.meta.url).href</script><template><img src="./c.bin?url">{{ url }} {{ data.list }}</template>',
      'src/data.json': '{ "name": "one", "list": [1] }',
      'src/a.bin': 'a',
      'src/b.bin': 'b',
      'src/c.bin': 'c',
    },
    build,
    unchanged: restored,
    steps: [
      { change: { 'src/a.bin': 'a2' }, hooks: restored },
      { change: { 'src/b.bin': 'b2', 'src/c.bin': 'c2' }, hooks: restored },
      { change: { 'src/data.json': '{ "name": "two", "list": [2] }' }, hooks: restored },
      {
        change: { 'src/data.json': '{ "name": "one", "list": [1] }', 'src/a.bin': 'a', 'src/b.bin': 'b' },
        hooks: restored,
      },
    ],
  },
]

testScriptCases('globs, assets and data', cases)
