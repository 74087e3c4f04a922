import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a Sass file that appears in an earlier load path takes the place of the one used before',
    files: {
      ...page,
      'src/main.js': 'import "./a.scss"',
      'src/a.scss': '@use "sub/tokens"; a { color: tokens.$c }',
      'early/other.scss': '',
      'late/sub/_tokens.scss': '$c: red;',
    },
    build: viteScript(`
const loadPaths = [path.resolve('early'), path.resolve('late')]
await go([cached()], { css: { preprocessorOptions: { scss: { loadPaths } } } })`),
    steps: [{ change: { 'early/sub/_tokens.scss': '$c: blue;' } }],
  },
  {
    behaviour: 'a folder that a PostCSS plugin lists by a function it took along is an input',
    files: {
      ...page,
      'src/main.js': 'import "./a.css"',
      'src/a.css': 'a { b: c }',
      'src/pages/one.txt': 'one',
      'list.cjs': 'const { readdirSync } = require("fs"); module.exports = (folder) => readdirSync(folder)',
    },
    build: viteScript(`
import { createRequire } from 'node:module'
const list = createRequire(import.meta.url)('./list.cjs')
const plugin = {
  postcssPlugin: 'pages',
  Once(root, { result }) {
    const dir = path.resolve('src/pages')
    for (const file of list(dir)) root.append({ selector: '.' + file.split('.')[0], nodes: [] })
    const parent = result.opts.from
    result.messages.push({ type: 'dir-dependency', plugin: 'pages', dir, glob: '**/*.txt', parent })
  }
}
await go([cached()], { css: { postcss: { plugins: [plugin] } } })`),
    steps: [{ change: { 'src/pages/two.txt': 'two' } }],
  },
]

testScriptCases('preprocessors', cases)
