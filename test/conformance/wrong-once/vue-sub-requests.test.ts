import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const main = { ...page, 'src/main.js': 'import A from "./A.vue"; console.log(A)' }

const tsconfig = (usesDefine: boolean): string =>
  JSON.stringify({
    include: ['src/**/*.vue', 'src/**/*.ts'],
    compilerOptions: { useDefineForClassFields: usesDefine, target: 'es2022' },
  })

const plain = viteScript(`
import vue from '@vitejs/plugin-vue'
await go([cached(), vue()])`)

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a style block follows what an earlier plugin made of the whole component',
    files: {
      ...main,
      'src/A.vue': '<template><p>hi</p></template><style>p { color: COLOR }</style>',
      'theme.txt': 'red',
    },
    build: viteScript(`
import vue from '@vitejs/plugin-vue'
const theme = {
  name: 'theme',
  enforce: 'pre',
  transform(code, id) {
    if (id.endsWith('.vue')) return code.replace('COLOR', fs.readFileSync('theme.txt', 'utf8'))
  }
}
await go([cached(), theme, vue()])`),
    unchanged: { 'vite:vue': { run: 0 }, 'vite:css': { run: 0, restored: 1 } },
    steps: [{ change: { 'theme.txt': 'blue' }, hooks: { 'vite:css': { run: 1, restored: 0 } } }],
  },
  {
    behaviour: 'blocks whose content stands in other files follow each of them',
    files: {
      ...main,
      'src/A.vue':
        '<template src="./t.html"></template><script setup>const msg = 1</script>' +
        '<style scoped src="./s.css"></style><style scoped src="./s2.css"></style>',
      'src/t.html': '<p>{{ msg }}</p>',
      'src/s.css': 'p { color: red }',
      'src/s2.css': 'p { margin: 1px }',
    },
    build: plain,
    unchanged: { 'vite:css': { run: 0, restored: 2 } },
    steps: [
      { change: { 'src/s.css': 'p { color: blue }' }, hooks: { 'vite:css': { run: 1, restored: 1 } } },
      { change: { 'src/t.html': '<b>{{ msg }}</b>' }, hooks: { 'vite:css': { run: 0, restored: 2 } } },
      { change: { 'src/s2.css': 'p { margin: 2px }', 'src/t.html': '<i>{{ msg }}</i>' } },
    ],
  },
  {
    behaviour: 'a file that two components name by src is compiled with what each of them holds',
    files: {
      ...page,
      'src/main.js': 'import A from "./A.vue"; import B from "./B.vue"; console.log(A, B)',
      'src/A.vue':
        '<template src="./t.html"></template><script setup>const msg = 1</script>' +
        '<style scoped src="./s.css"></style>',
      'src/B.vue':
        '<template src="./t.html"></template><script>export default { props: { msg: Number } }</script>' +
        '<style scoped src="./s.css"></style>',
      'src/t.html': '<p>{{ msg }}</p>',
      'src/s.css': 'p { color: red }',
    },
    build: plain,
    unchanged: { 'vite:vue': { run: 0 }, 'vite:css': { run: 0, restored: 2 } },
    steps: [
      // Both components are compiled again for what their parts need to know.
      { change: { 'src/t.html': '<b>{{ msg }}</b>' }, hooks: { 'vite:css': { run: 0, restored: 2 } } },
      { change: { 'src/s.css': 'p { color: blue }' }, hooks: { 'vite:css': { run: 2, restored: 0 } } },
    ],
  },
  {
    behaviour:
      'a template by src of a component without scoped styles, whose id does not say whose it is, runs every time',
    files: {
      ...page,
      'src/main.js': 'import A from "./A.vue"; import B from "./B.vue"; console.log(A, B)',
      'src/A.vue': '<template src="./t.html"></template><script setup>const msg = 1</script>',
      'src/B.vue': '<template><i /></template>',
      'src/t.html': '<p>{{ msg }}</p>',
    },
    build: plain,
    // The component, and its template, whose file is loaded anew as well.
    unchanged: { 'vite:vue': { bypassed: 2, run: 1 } },
    steps: [
      {
        change: {
          'src/A.vue':
            '<template src="./t.html"></template><script>export default { props: { msg: Number } }</script>',
        },
      },
    ],
  },
  {
    behaviour: 'a script in TypeScript follows a tsconfig that the one of the root refers to',
    files: {
      ...main,
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      'tsconfig.app.json': tsconfig(true),
      'src/A.vue':
        '<template><p>hi</p></template>' +
        '<script lang="ts">class Q { x = 1 }; export default { data() { return { q: new Q() } } }</script>',
    },
    build: plain,
    unchanged: { 'vite:vue': { run: 0, restored: 4 } },
    steps: [
      // A config of the native transformer counts for all that the plugin makes.
      { change: { 'tsconfig.app.json': tsconfig(false) }, hooks: { 'vite:vue': { run: 4, restored: 0 } } },
      { change: { 'tsconfig.app.json': tsconfig(true) }, hooks: { 'vite:vue': { run: 0, restored: 4 } } },
    ],
  },
]

testScriptCases('sub-requests of Vue', cases)
