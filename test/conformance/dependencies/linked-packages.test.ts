import {
  page,
  rollupScript,
  type ScriptCase,
  testScriptCases,
  viteScript,
} from '../../kit/process/script-case.ts'

const manifest = (name: string, dependencies: object = {}): string =>
  JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js', dependencies })
const text = (value: string) => ({ '../tools/linked/text.js': `export const text = '${value}'` })
const shared = (value: string) => ({ '../tools/shared/index.js': `export const shared = '${value}'` })

/** A plugin of the same workspace, which uses a file of its own and another package of the workspace. */
const files = {
  ...page,
  'src/main.js': 'import A from "./a.mdx"; console.log(A, "TEXT")',
  'src/a.mdx': '# Title',
  '../tools/linked/package.json': manifest('linked', { shared: 'workspace:*' }),
  '../tools/linked/index.js': `import { shared } from 'shared'
import { text } from './text.js'
export default () => ({
  name: 'linked',
  transform: { filter: { id: /main\\.js$/ }, handler: (code) => code.replace('TEXT', text + shared) },
})`,
  '../tools/shared/package.json': manifest('shared'),
  ...text('one'),
  ...shared('one'),
}
const links = {
  'node_modules/linked': '../tools/linked',
  '../tools/linked/node_modules/shared': '../tools/shared',
}
const restored = { linked: { run: 0, restored: 1 }, '@mdx-js/rollup': { run: 0, restored: 1 } }
const linkedRan = { linked: { run: 1, restored: 0 }, '@mdx-js/rollup': { run: 0, restored: 1 } }
const steps: ScriptCase['steps'] = [
  { change: text('two'), hooks: linkedRan },
  { change: shared('two'), hooks: linkedRan },
  { change: text('one'), hooks: linkedRan },
  { change: shared('one'), hooks: restored },
]

const onRollup = rollupScript(`
import mdx from '@mdx-js/rollup'
import linked from 'linked'
await write(await rollup({
  input: 'src/main.js',
  external: /react/,
  plugins: [cached({ plugins: { linked: true } }), mdx(), linked()],
}))`)
const onVite = viteScript(`
import mdx from '@mdx-js/rollup'
import linked from 'linked'
await build({
  ...settings({ rolldownOptions: { external: /react/ } }),
  plugins: [cached({ plugins: { linked: true } }), mdx(), linked()],
})`)

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'on Rollup an edit in a linked plugin, or in what it links, is new to its own results only',
    files,
    links,
    build: onRollup,
    unchanged: restored,
    steps,
  },
  {
    behaviour: 'on Vite an edit in a linked plugin, or in what it links, is new to its own results only',
    files,
    links,
    build: onVite,
    unchanged: restored,
    steps,
  },
  {
    behaviour: 'an edit in a package that a linked plugin uses without naming it reaches its results',
    files: { ...files, '../tools/linked/package.json': manifest('linked') },
    links,
    build: onRollup,
    unchanged: restored,
    steps: [{ change: shared('two'), hooks: linkedRan }],
  },
]

testScriptCases('linked packages', cases)
