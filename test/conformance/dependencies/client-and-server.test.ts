import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const restored = { run: 0, restored: 1 }
const ran = { run: 1, restored: 0 }

/** Builds for the client, then for the server: what is told of the last build is about the server. */
const build = (plugins: string): string =>
  viteScript(`
import babel from '@rolldown/plugin-babel'
import mdx from '@mdx-js/rollup'
import svgr from 'vite-plugin-svgr'
const own = (name, handler) => ({ name, transform: { filter: { id: new RegExp(name) }, handler } })
for (const ssr of [false, 'src/main.js']) {
  await go([cached({ plugins: { named: true, optioned: true, blind: true } }), ${plugins}], {
    build: { ssr, rolldownOptions: { external: /^react/ } }
  }, ssr ? 'server' : 'client')
}`)

const known = { '@mdx-js/rollup': restored, 'vite-plugin-svgr': restored, '@rolldown/plugin-babel': restored }
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
    // Options of Babel may differ by environment: it looks them up by name.
    cold: { ...known, '@rolldown/plugin-babel': ran },
    unchanged: known,
    steps: [{ change: { 'src/a.mdx': '# Other' }, hooks: known }],
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
    cold: { named: ran, optioned: ran, blind: restored },
    unchanged: looking,
  },
]

testScriptCases('client and server', cases)
