import { testFamilyCase } from '../../kit/process/family-case.ts'
import { page, viteConfig } from '../../kit/process/family-config.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const intro = '@mdx-js/rollup transform src/intro.mdx'

/** The smallest module of WebAssembly, and what may follow. */
const wasmBytes = (more: readonly number[]): string =>
  String.fromCharCode(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...more)

testFamilyCase({
  behaviour: "Vite's own handling of JSON, WebAssembly, assets, workers and globs beside cached plugins",
  files: {
    ...page,
    'src/main.js': `import Intro from './intro.mdx'
import data, { name } from './data.json'
import text from './data.json?raw'
import list from './list.yaml'
import small from './small.svg'
import large from './large.png'
import address from './note.txt?url'
import inlined from './note.txt?inline'
import init from './module.wasm?init'
import Worker from './work.js?worker'
import inlineWorker from './work.js?worker&inline'
const pages = import.meta.glob('./pages/*.js', { eager: true, import: 'title' })
const lazy = (page) => import(\`./pages/\${page}.js\`)
const beside = new URL('./note.txt', import.meta.url).href
const other = import.meta.env.SSR ? null : new globalThis.Worker(new URL('./work.js', import.meta.url), { type: 'module' })
console.log(Intro, data, name, text, list, small, large, address, inlined, init, Worker, inlineWorker, pages, lazy, beside, other)`,
    'src/intro.mdx': '# Title\n\nHello **world**',
    'src/data.json': '{ "name": "one", "list": [1, 2], "a-b": null }',
    'src/list.yaml': 'name: one\nlist: [1, 2]\n',
    'src/small.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>',
    'src/large.png': 'a large picture '.repeat(400),
    'src/note.txt': 'a note',
    'src/module.wasm': wasmBytes([]),
    'src/work.js': `import { title } from './pages/first.js'; self.onmessage = () => self.postMessage(title)`,
    'src/pages/first.js': `export const title = 'first'`,
    'src/pages/second.js': `export const title = 'second'`,
    ...viteConfig({
      imports: `import mdx from '@mdx-js/rollup'
import yaml from '@modyfi/vite-plugin-yaml'`,
      plugins: 'mdx(), yaml()',
      options: "plugins: { '*': true }",
      rest: "build: { minify: false, rolldownOptions: { external: /^react/ } }, worker: { format: 'es' }",
    }),
  },
  cached: ['@mdx-js/rollup'],
  uncached: ['vite:transform-yaml', 'vite:asset', 'vite:worker'],
  states: usualStates({
    edit: { change: { 'src/data.json': ['"one"', '"two"'] }, runs: [] },
    edits: {
      change: { 'src/intro.mdx': ['**world**', '_world_'], 'src/large.png': ['a large', 'another large'] },
      runs: [intro],
    },
    others: {
      'a file in a folder that is globbed': {
        change: { 'src/pages/third.js': `export const title = 'third'` },
        runs: [],
      },
      'what a worker imports': { change: { 'src/pages/first.js': ["'first'", "'one'"] }, runs: [] },
      'a text, an address, a drawing and a list': {
        change: {
          'src/note.txt': 'another note',
          'src/small.svg': ['h1', 'h2'],
          'src/list.yaml': ['one', 'two'],
          'src/module.wasm': wasmBytes([0, 3, 1, 0x61, 0]),
        },
        runs: [],
      },
    },
    removed: {
      change: { 'src/list.yaml': null, 'src/main.js': ["import list from './list.yaml'", 'const list = 1'] },
      runs: [],
    },
  }),
})
