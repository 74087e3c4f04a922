import { testFamilyCase } from '../../kit/process/family-case.ts'
import { rollupConfig } from '../../kit/process/family-config.ts'
import { usualStates } from '../../kit/process/family-states.ts'

testFamilyCase({
  behaviour:
    'an app of Sass, CSS modules and images on Rollup, whose plugins write in the end what modules gave them',
  files: {
    'src/main.js': `import './app.scss'
import classes from './badge.module.css'
import photo from './images/photo.png'
import icon from './images/icon.svg'
export default [classes.badge, photo, icon]`,
    'src/app.scss': `@use './palette' as *;
.app { color: $main; .inner { margin: 1px + 2px } }`,
    'src/_palette.scss': '$main: #f00;',
    'src/badge.module.css': '.badge { composes: base from "./base.css"; color: blue }',
    'src/base.css': '.base { border: 0 }',
    'src/images/photo.png': 'a large picture '.repeat(20),
    'src/images/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>',
    'postcss.config.cjs': `module.exports = { plugins: [{ postcssPlugin: 'double', Declaration(node) {
      if (node.prop === 'margin') node.value = node.value.replace('3', '6') } }] }`,
    ...rollupConfig({
      imports: `import image from '@rollup/plugin-image'
import postcss from 'rollup-plugin-postcss'
import url from '@rollup/plugin-url'`,
      plugins: `postcss({ extract: true, sourceMap: true, use: { sass: { silenceDeprecations: ['legacy-js-api'] } }, autoModules: true }),
    url({ include: '**/*.png', limit: 10, fileName: 'images/[name].[hash][extname]' }), image({ include: '**/*.svg' })`,
      options: "plugins: { '*': true }",
    }),
  },
  bundlers: ['rollup'],
  cached: [],
  uncached: ['image', 'postcss', 'url'],
  states: usualStates({
    edit: { change: { 'src/_palette.scss': ['#f00', '#0f0'] }, runs: [] },
    edits: {
      change: {
        'src/badge.module.css': ['blue', 'red'],
        'src/images/photo.png': ['a large', 'another large'],
      },
      runs: [],
    },
    others: {
      'the base of a CSS module': { change: { 'src/base.css': ['0', '1px'] }, runs: [] },
      'a file that shadows a partial': {
        change: { 'src/palette.scss': '$main: #00f;', 'src/_palette.scss': null },
        runs: [],
      },
      'a plugin in the config of PostCSS': {
        isApart: true,
        change: { 'postcss.config.cjs': ["'6'", "'9'"] },
        runs: [],
      },
    },
    removed: {
      change: { 'src/images/icon.svg': null, 'src/main.js': ['./images/icon.svg', './images/photo.png'] },
      runs: [],
    },
  }),
})
