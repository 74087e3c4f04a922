import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const restored = { run: 0, restored: 1 }
const ran = { run: 1, restored: 0 }

/** Builds for the client, and for the server when a variable says so. */
const build = (plugins: string): string =>
  viteScript(`
import babel from '@rolldown/plugin-babel'
import mdx from '@mdx-js/rollup'
import svgr from 'vite-plugin-svgr'
const own = (name, handler) => ({ name, transform: { filter: { id: new RegExp(name) }, handler } })
await go([cached({ plugins: { named: true, optioned: true, blind: true } }), ${plugins}], {
  build: {
    ssr: process.env.SERVER ? 'src/main.js' : false,
    rolldownOptions: { external: /^react/ },
  }
})`)
const server = { SERVER: 'yes' }

const known = { '@mdx-js/rollup': restored, 'vite-plugin-svgr': restored, '@rolldown/plugin-babel': restored }
/** Its options may differ by environment: it looks them up by name. */
const onServer = { ...known, '@rolldown/plugin-babel': ran }
const looking = { named: restored, optioned: restored, blind: restored }

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'what MDX and SVGR made for the client is restored for the server',
    files: {
      ...page,
      'src/main.js':
        'import A from "./a.mdx"; import B from "./b.svg?react"; export const c = (x) => x?.y; console.log(A, B, import.meta.env.SSR)',
      'src/a.mdx': '# Title',
      'src/b.svg': '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
    },
    build: build(`mdx(), svgr(), babel({ include: /main/, presets: ['@babel/preset-env'] })`),
    unchanged: known,
    steps: [
      { change: {}, env: server, hooks: onServer },
      { change: { 'src/a.mdx': '# Other' }, env: server, hooks: { ...known, '@mdx-js/rollup': ran } },
      { change: {}, hooks: known },
    ],
  },
  {
    behaviour: 'a result that looked at the environment is made for each, one that did not look is restored',
    files: {
      ...page,
      'src/main.js':
        'import "./named.js"; import "./optioned.js"; import "./blind.js"; console.log(import.meta.env.SSR)',
      'src/named.js': 'console.log(1)',
      'src/optioned.js': 'console.log(2)',
      'src/blind.js': 'console.log(3)',
    },
    build: build(`
  own('named', function (code) { return code + '\\nconsole.log("' + this.environment.name + '")' }),
  own('optioned', (code, id, options) => code + '\\nconsole.log("' + options?.ssr + '")'),
  own('blind', (code) => code + '\\nconsole.log("blind")'),
`),
    unchanged: looking,
    steps: [
      { change: {}, env: server, hooks: { named: ran, optioned: ran, blind: restored } },
      { change: {}, env: server, hooks: looking },
      { change: {}, hooks: looking },
    ],
  },
]

testScriptCases('client and server', cases)
