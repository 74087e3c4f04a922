import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

type Files = Readonly<Record<string, string>>

/** One dependency of each kind, in the state that a branch has it in. */
const sass = (color: string): Files => ({ 'src/parts/_palette.scss': `$accent: ${color};` })
const include = (text: string): Files => ({ 'src/parts/note.md': text })
const types = (name: string): Files => ({ 'src/types.ts': `export interface Props { ${name}?: string }` })
const paths = (folder: string): Files => ({
  'tsconfig.json': `{ "compilerOptions": { "paths": { "@kinds/*": ["./src/${folder}/*"] } } }`,
})

const first = { ...sass('red'), ...include('first'), ...types('first'), ...paths('one') }

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
  ...first,
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
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a build runs nothing that was built before with the same dependencies, on whatever branch',
    files,
    build,
    unchanged: none,
    steps: [
      { change: sass('blue') },
      { change: sass('red'), hooks: none },
      { change: include('second') },
      { change: types('second') },
      { change: paths('two') },
      // Each module has met its own dependencies before, though the modules together have not.
      { change: { ...sass('blue'), ...include('first') }, hooks: none },
      { change: { ...include('second'), ...paths('one') }, hooks: none },
      { change: { ...sass('red'), ...types('first') }, hooks: none },
      { change: { ...sass('blue'), ...include('first'), ...types('second'), ...paths('two') }, hooks: none },
    ],
  },
]

testScriptCases('two branches', cases)
