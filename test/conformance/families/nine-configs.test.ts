import { testFamilyCase } from '../../kit/process/family-case.ts'

const compiled = 'babel transform src/shape.js'
const drawn = 'svgr transform src/logo.svg'
const replaced = (file: string): readonly string[] =>
  ['replace', 'stamp'].map((plugin) => `${plugin} transform ${file}`)

testFamilyCase({
  behaviour:
    'nine configs in one process and one cache folder, whose plugins differ in options and closures alone',
  files: {
    'src/main.js': `import Logo from './logo.svg'
import { shape } from './shape.js'
console.log(Logo, shape, __FORMAT__, 'stamp')`,
    'src/shape.js': `export const shape = { name: __FORMAT__ + 'stamp', sides: 0 ?? 1, last: [1]?.at(-1), power: 2 ** 3 }`,
    'src/logo.svg':
      '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><g id="a"><path d="M0 0h1.1234567"/></g></svg>',
    'stamp.mjs': `export const stamping = (mark, { isLoud }) => {
  const marks = new Map([['stamp', mark]])
  const shout = (text) => isLoud() ? text.toUpperCase() : text
  return {
    name: 'stamp',
    transform: (code) => code.includes('stamp')
      ? { code: code.replaceAll('stamp', (found) => shout(marks.get(found))), map: null }
      : null,
  }
}`,
    'rollup.config.mjs': `import { babel } from '@rollup/plugin-babel'
import replace from '@rollup/plugin-replace'
import svgr from '@svgr/rollup'
import rekindle from 'unplugin-rekindle/rollup'
import { stamping } from './stamp.mjs'

const targets = ['ie 11', 'chrome 40', 'chrome 60', 'chrome 70', 'chrome 80', 'chrome 90', 'chrome 100', 'safari 10', 'firefox 50']
const formats = ['es', 'cjs', 'iife']

export default targets.map((target, index) => ({
  input: 'src/main.js',
  external: /^react/,
  plugins: [
    process.env.WITH_REKINDLE
      ? rekindle({ onEvent: globalThis.listener, plugins: { replace: true, stamp: true }, verify: false })
      : null,
    replace({ preventAssignment: true, values: { __FORMAT__: () => JSON.stringify('format ' + index) } }),
    stamping('mark ' + Math.floor(index / 3), { isLoud: () => index % 3 === 1 }),
    ...(index % 3 === 2 ? [stamping('late', { isLoud: () => false })] : []),
    svgr({ dimensions: index % 2 === 0, svgProps: { 'data-index': String(index) } }),
    babel({
      babelHelpers: 'bundled',
      extensions: ['.js'],
      presets: [['@babel/preset-env', { targets: target, modules: false }]],
      plugins: [({ types }) => ({ visitor: { StringLiteral(path) {
        if (path.node.value === 'power') path.replaceWith(types.stringLiteral('power ' + index)) } } })],
    }),
  ],
  output: { file: 'dist/' + index + '.js', format: formats[index % 3], globals: { react: 'React' } },
}))`,
  },
  bundlers: ['rollup'],
  cached: ['babel', 'replace', 'stamp', 'svgr'],
  // Each state is nine builds.
  states: [
    { name: 'unchanged', change: {}, runs: [] },
    {
      name: 'two edits at once',
      change: { 'src/shape.js': ['2 ** 3', '3 ** 2'], 'src/logo.svg': ['h1', 'h2'] },
      runs: [compiled, drawn, ...replaced('src/shape.js')],
    },
    { name: 'the edits undone', change: {}, runs: [] },
  ],
})
