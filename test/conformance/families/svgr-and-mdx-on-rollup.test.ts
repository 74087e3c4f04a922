import { testFamilyCase } from '../../kit/process/family-case.ts'
import { page, rollupConfig, viteConfig } from '../../kit/process/family-config.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const logo = 'svgr transform src/logo.svg'
const mark = 'svgr transform src/nested/mark.svg'
const guide = '@mdx-js/rollup transform src/guide.mdx'
const intro = '@mdx-js/rollup transform src/nested/intro.mdx'

const drawing = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>no</title><g id="part">${inside}</g></svg>`

const parts = {
  imports: `import mdx from '@mdx-js/rollup'
import svgr from '@svgr/rollup'
import { number } from './number.mjs'`,
  plugins: 'svgr(), mdx({ remarkPlugins: [number] })',
}

testFamilyCase({
  behaviour: 'SVGR drawings and MDX documents on Rollup follow their configs and what remark plugins read',
  files: {
    'number.mjs': `import fs from 'node:fs'
export const number = () => (tree) => {
  tree.children.unshift({ type: 'paragraph', children: [{ type: 'text', value: fs.readFileSync('src/number.txt', 'utf8') }] })
}`,
    'src/number.txt': 'one',
    'src/main.js': `import Logo from './logo.svg'
import Mark from './nested/mark.svg'
import Guide from './guide.mdx'
import Intro from './nested/intro.mdx'
// A page has no exports.
globalThis.shown = [Logo, Mark, Guide, Intro]
export default [Logo, Mark, Guide, Intro, async () => (await import('./later.js')).later]`,
    'src/later.js': `export { default, default as later } from './logo.svg'`,
    'src/logo.svg': drawing('<path fill="#f00" d="M0 0h1.123456"/><rect width="0" height="4"/>'),
    'src/nested/mark.svg': drawing('<path d="M1 1h2"/>'),
    'src/guide.mdx': '# Guide\n\nHello **world**\n',
    'src/nested/intro.mdx': '- one\n- two\n',
    ...page,
    ...rollupConfig({ ...parts, rest: 'external: /^react/' }),
    ...viteConfig({ ...parts, rest: 'build: { minify: false, rolldownOptions: { external: /^react/ } }' }),
  },
  bundlers: ['rollup', 'vite'],
  cached: ['svgr', '@mdx-js/rollup'],
  states: usualStates({
    edit: { change: { 'src/logo.svg': ['#f00', '#0f0'] }, runs: [logo] },
    edits: {
      change: { 'src/nested/mark.svg': ['h2', 'h3'], 'src/nested/intro.mdx': ['- two', '- three'] },
      runs: [mark, intro],
    },
    others: {
      'a file that a remark plugin reads': { change: { 'src/number.txt': 'two' }, runs: [guide, intro] },
      'an optimizer config that appears': {
        isApart: true,
        change: { 'svgo.config.cjs': `module.exports = { plugins: ['removeTitle'] }` },
        runs: [logo, mark],
      },
      'the code of a plugin that the optimizer config requires': {
        isApart: true,
        change: {
          'svgo.config.cjs': `module.exports = { plugins: [require('./paint.cjs')] }`,
          'paint.cjs': `module.exports = { name: 'paint', fn: () => ({ element: { enter(node) {
            if (node.name === 'path') node.attributes.fill = 'blue' } } }) }`,
        },
        runs: [logo, mark],
      },
      'another color in that code': {
        isApart: true,
        change: {
          'svgo.config.cjs': `module.exports = { plugins: [require('./paint.cjs')] }`,
          'paint.cjs': `module.exports = { name: 'paint', fn: () => ({ element: { enter(node) {
            if (node.name === 'path') node.attributes.fill = 'green' } } }) }`,
        },
        runs: [logo, mark],
      },
      'a config of SVGR beside one drawing': {
        isApart: true,
        change: { 'src/nested/.svgrrc': '{ "dimensions": false }' },
        runs: [logo, mark],
      },
      'the start after all these': { isApart: true, change: {}, runs: [] },
    },
    removed: {
      change: { 'src/nested/mark.svg': null, 'src/main.js': ['./nested/mark.svg', './later.js'] },
      runs: [],
    },
  }),
})
