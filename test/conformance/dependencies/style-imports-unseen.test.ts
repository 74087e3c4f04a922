import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const sheet = (language: string, source: string) => ({
  ...page,
  'src/main.js': `import "./a.${language}"`,
  [`src/a.${language}`]: source,
})
const build = viteScript('await go([cached()], { build: { assetsInlineLimit: 0 } })')
const rule = (color: string): string => `b { color: ${color} }`

/** How stylesheets load other files besides by a plain name. */
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'the entry that a linked package names for its styles',
    files: {
      ...sheet('css', '@import "theme"; a { margin: 0 }'),
      '../tools/theme/package.json': '{ "name": "theme", "style": "one.css" }',
      '../tools/theme/one.css': rule('red'),
      '../tools/theme/two.css': rule('blue'),
    },
    links: { 'node_modules/theme': '../tools/theme' },
    build,
    steps: [{ change: { '../tools/theme/package.json': '{ "name": "theme", "style": "two.css" }' } }],
  },
  {
    behaviour: 'a package of Sass files that a nearer one shadows',
    files: {
      ...sheet('scss', '@use "theme/tokens"; a { color: tokens.$color }'),
      '../node_modules/theme/package.json': '{ "name": "theme", "version": "1.0.0" }',
      '../node_modules/theme/_tokens.scss': '$color: red;',
    },
    build,
    steps: [
      {
        change: {
          'node_modules/theme/package.json': '{ "name": "theme", "version": "1.0.0" }',
          'node_modules/theme/_tokens.scss': '$color: blue;',
        },
      },
    ],
  },
  {
    behaviour: 'Less imports that are optional, inlined or data',
    files: {
      ...sheet(
        'less',
        '@import (optional) "./later"; @import (inline) "./raw.txt"; a { background: data-uri("./a.svg") }',
      ),
      'src/raw.txt': rule('red'),
      'src/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    },
    build,
    steps: [
      { change: { 'src/later.less': rule('green') } },
      { change: { 'src/raw.txt': rule('blue') } },
      { change: { 'src/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1"/>' } },
      { change: { 'src/later.less': null } },
    ],
  },
  {
    behaviour: 'a Less plugin that a stylesheet names, and what it requires',
    files: {
      ...sheet('less', '@plugin "./plugin"; a { width: pi() }'),
      'src/plugin.js': `const value = require('./value.js'); module.exports = { install: (less, manager, functions) => functions.add('pi', () => value) }`,
      'src/value.js': 'module.exports = 3',
      'src/package.json': '{ "type": "commonjs" }',
    },
    build,
    steps: [{ change: { 'src/value.js': 'module.exports = 4' } }],
  },
  {
    behaviour: 'Stylus imports by a pattern, and data',
    files: {
      ...sheet('styl', "json('vars.json')\n@import './parts/*'\na\n  color color"),
      'src/vars.json': '{ "color": "red" }',
      'src/parts/one.styl': 'b\n  margin 0',
    },
    build,
    steps: [
      { change: { 'src/parts/two.styl': 'i\n  margin 0' } },
      { change: { 'src/vars.json': '{ "color": "blue" }' } },
      { change: { 'src/parts/two.styl': null } },
    ],
  },
]

testScriptCases('imports of styles out of sight', cases)
