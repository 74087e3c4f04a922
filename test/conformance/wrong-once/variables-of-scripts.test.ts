import {
  esbuildScript,
  rollupScript,
  type ScriptCase,
  testScriptCases,
} from '../../kit/process/script-case.ts'

const value = { 'src/main.js': 'export const a = VALUE' }
const styles = { 'src/main.js': `import './a.scss'`, 'src/a.scss': '.a { color: $color }' }

/** A Babel plugin, and how the script makes the one that runs it. */
const renaming = (to: string): string => `
import { babel } from '@rollup/plugin-babel'
const rename = () => ({ visitor: { Identifier({ node }) { if (node.name === 'VALUE') node.name = ${to} } } })
const make = () => babel({ babelHelpers: 'bundled', configFile: false, plugins: [rename] })`

/** Builds that differ in nothing but what their plugin closes over. */
const coloring = `
import { sassPlugin } from 'esbuild-sass-plugin'
fs.mkdirSync('dist')
async function once(made) {
  const plugins = [cached(), made].filter((plugin) => plugin !== null)
  const { outputFiles } = await build({ entryPoints: ['src/main.js'], bundle: true, write: false, outdir: 'out', plugins })
  fs.appendFileSync('dist/all.txt', outputFiles.map(({ text }) => text).join(''))
}`
const colored = (color: string): string =>
  `sassPlugin({ precompile: (source) => '$color: ' + ${color} + ';' + source })`

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a variable of a script that changes between builds counts in the options of their plugins',
    files: value,
    build: rollupScript(`${renaming('to')}
let to
for (to of ['one', 'two', 'one']) await go([cached(), make()], {}, to)
for (to of ['three', 'four']) await go([cached(), make()], {}, to)`),
    unchanged: { babel: { run: 0, restored: 1 } },
  },
  {
    behaviour: 'a variable of a script that changes counts for a plugin that is used again',
    files: value,
    build: rollupScript(`${renaming('to')}
let to
const made = make()
for (to of ['one', 'two']) await go([cached(), made], {}, to)`),
    unchanged: { babel: { run: 0, restored: 1 } },
  },
  {
    behaviour: 'settings in an object of a script count, and so do those of a module that it imports',
    files: { ...value, 'settings.mjs': `export const settings = { all: { to: 'none' } }` },
    build: rollupScript(`${renaming('settings.all.to + own.to')}
import { settings } from './settings.mjs'
const own = { to: '' }
for (settings.all.to of ['one', 'two']) await go([cached(), make()], {}, settings.all.to)
for (own.to of ['Three', 'Four']) await go([cached(), make()], {}, own.to)`),
    unchanged: { babel: { run: 0, restored: 1 } },
  },
  {
    behaviour: 'a variable counts that a function of the script looks at for another one',
    files: value,
    build: rollupScript(`${renaming('chosen()')}
let to
const chosen = () => to
for (to of ['one', 'two']) await go([cached(), make()], {}, to)`),
    unchanged: { babel: { run: 0, restored: 1 } },
  },
  {
    behaviour: 'a list counts that a function of the script only spreads',
    files: value,
    build: rollupScript(`${renaming("[...to].join('')")}
const to = []
for (const part of ['one', 'two']) {
  to[0] = part
  await go([cached(), make()], {}, part)
}`),
    unchanged: { babel: { run: 0, restored: 1 } },
  },
  {
    behaviour: 'data counts that stands in a map, a set or beside a function or an instance',
    files: value,
    build: rollupScript(`${renaming("map.get('to') + [...set].join('') + own.to + own.pick()")}
const map = new Map([['to', 'm']])
const set = new Set(['s'])
const own = { to: 'o', pick: () => 'p', date: new (class Unknown {})() }
await go([cached(), make()], {}, 'first')
map.set('to', 'M')
await go([cached(), make()], {}, 'map')
set.clear()
await go([cached(), make()], {}, 'set')
own.to = 'O'
await go([cached(), make()], {}, 'object')
own.pick = () => 'P'
await go([cached(), make()], {}, 'function')`),
    unchanged: { babel: { run: 0, restored: 1 } },
  },
  {
    behaviour: 'a variable in which a plugin of the script keeps something leaves its results as they are',
    files: value,
    build: rollupScript(`
let calls = 0
const own = { name: 'own', transform: (code) => ((calls += 1), code.replace('VALUE', 'one')) }
for (const folder of ['a', 'b']) await go([cached({ plugins: { own: true } }), own], {}, folder)`),
    unchanged: { own: { run: 0, restored: 1 } },
  },
  {
    behaviour: 'on esbuild a variable counts that changes before a plugin is used again',
    files: styles,
    build: esbuildScript(`${coloring}
let color
const made = ${colored('color')}
for (color of ['red', 'blue']) await once(made)`),
    unchanged: { 'sass-plugin': { run: 0, restored: 1 } },
  },
  {
    behaviour: 'on esbuild a variable of a function counts that changes before a plugin is used again',
    files: styles,
    build: esbuildScript(`${coloring}
async function buildAll(own) {
  const made = ${colored('own.color')}
  for (own.color of ['red', 'blue']) await once(made)
}
await buildAll({ color: '' })`),
    unchanged: { 'sass-plugin': { run: 0, restored: 1 } },
  },
  {
    behaviour: 'on esbuild a variable counts that changes between two builds of one context',
    files: { 'src/main.js': `import './a.thing'`, 'src/a.thing': '' },
    build: esbuildScript(`
import { context } from 'esbuild'
let told = 'one'
const own = {
  name: 'own',
  setup: (build) => build.onLoad({ filter: /thing$/ }, () => ({ contents: 'console.log("' + told + '")' })),
}
const plugins = [cached({ plugins: { own: true } }), own].filter((plugin) => plugin !== null)
const long = await context({ entryPoints: ['src/main.js'], bundle: true, write: false, plugins })
fs.mkdirSync('dist')
for (told of ['one', 'two', 'two', 'one']) {
  const { outputFiles } = await long.rebuild()
  fs.appendFileSync('dist/all.js', outputFiles[0].text)
}
await long.dispose()`),
    unchanged: { own: { run: 0, restored: 1 } },
  },
]

testScriptCases('variables of scripts', cases)
