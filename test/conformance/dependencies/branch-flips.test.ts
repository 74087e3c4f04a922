import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

type Files = Readonly<Record<string, string>>

/** One dependency of each kind, in the state that a branch has it in. */
const sass = (color: string): Files => ({ 'src/parts/_palette.scss': `$accent: ${color};` })
const include = (text: string): Files => ({ 'src/parts/note.md': text })
const types = (name: string): Files => ({ 'src/types.ts': `export interface Props { ${name}?: string }` })
const paths = (folder: string): Files => ({
  'tsconfig.json': `{ "compilerOptions": { "paths": { "@kinds/*": ["./src/${folder}/*"] } } }`,
})

const files = {
  ...page,
  'src/main.js':
    'import "./a.scss"; import D from "./d.mdx"; import A from "./A.vue"; import B from "./B.vue"; console.log(D, A, B)',
  'src/a.scss': '@use "parts/palette"; a { color: palette.$accent }',
  'src/d.mdx': '# Title\n',
  'src/A.vue':
    '<script setup lang="ts">import type { Props } from "./types"\ndefineProps<Props>()</script><template><p/></template>',
  'src/B.vue':
    '<script setup lang="ts">import type { Kind } from "@kinds/kind"\ndefineProps<Kind>()</script><template><b/></template>',
  'src/one/kind.ts': 'export interface Kind { one?: string }',
  'src/two/kind.ts': 'export interface Kind { two?: string }',
  ...sass('red'),
  ...include('first'),
  ...types('first'),
  ...paths('one'),
}
const build = viteScript(`
import vue from '@vitejs/plugin-vue'
import mdx from '@mdx-js/rollup'
const include = () => (tree) => {
  const value = fs.readFileSync('src/parts/note.md', 'utf8')
  tree.children.push({ type: 'paragraph', children: [{ type: 'text', value }] })
}
await go([cached(), { enforce: 'pre', ...mdx({ remarkPlugins: [include] }) }, vue()], {
  build: { rolldownOptions: { external: /^react/ } }
})`)

const none = { '@mdx-js/rollup': { run: 0 }, 'vite:css': { run: 0 }, 'vite:vue': { run: 0 } }
const flips: Readonly<Record<string, { readonly one: Files; readonly other: Files }>> = {
  'a Sass partial': { one: sass('red'), other: sass('blue') },
  'a file that a document includes': { one: include('first'), other: include('second') },
  'a file of types': { one: types('first'), other: types('second') },
  'a tsconfig.json': { one: paths('one'), other: paths('two') },
}
const all = (side: 'one' | 'other'): Files =>
  Object.assign({}, ...Object.values(flips).map((flip) => flip[side]))

const cases: readonly ScriptCase[] = [
  ...Object.entries(flips).map(([what, { one, other }]) => ({
    behaviour: `${what} that goes from one state to another and back runs nothing from the third build on`,
    files,
    build,
    unchanged: none,
    steps: [{ change: other }, { change: one, hooks: none }, { change: other, hooks: none }],
  })),
  {
    behaviour: 'two branches that differ in all of these run nothing once each was built',
    files,
    build,
    unchanged: none,
    steps: [
      { change: all('other') },
      { change: all('one'), hooks: none },
      { change: all('other'), hooks: none },
      { change: all('one'), hooks: none },
    ],
  },
]

testScriptCases('two branches', cases)
