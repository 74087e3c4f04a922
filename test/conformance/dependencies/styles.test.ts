import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

/** Two stylesheets, of which one loads another file through a second one. */
const sheets = (language: string, other: string) => ({
  [`src/one.${language}`]: other,
  [`src/two.${language}`]: 'i { margin: 0 }',
})
const languages = ['scss', 'less', 'styl']
const all = { 'vite:css': { run: 0, restored: 7 } }
const oneOfAll = { 'vite:css': { run: 1, restored: 6 } }

const sass = (color: string) => ({ 'src/parts/_palette.scss': `$accent: ${color};` })
const less = (color: string) => ({ 'src/parts/palette.less': `@accent: ${color};` })
const stylus = (color: string) => ({ 'src/parts/palette.styl': `accent = ${color}` })

const prefixes = (browsers: string) => ({ '.browserslistrc': `${browsers}\n` })
const unprefixed = {
  ...page,
  'src/main.js': 'import "./a.css"',
  'src/a.css': 'a::placeholder { user-select: none }',
}
const prefixed = {
  ...unprefixed,
  'postcss.config.mjs': `import autoprefixer from 'autoprefixer'\nexport default { plugins: [autoprefixer()] }`,
}
const unminified = viteScript('await go([cached()], { build: { cssMinify: false } })')
const restored = { 'vite:css': { run: 0, restored: 1 } }
const ran = { 'vite:css': { run: 1, restored: 0 } }
const chosen = (browsers: string) => ({
  '.postcssrc.json': `{ "plugins": { "autoprefixer": { "overrideBrowserslist": ["${browsers}"] } } }`,
})

/** families/styles.test.ts edits, shadows and deletes Sass partials, and edits PostCSS configs and plugins. */
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a file that Sass, Less or Stylus loads through a second one reaches one stylesheet of seven',
    files: {
      ...page,
      'src/main.js': `import './plain.css'\n${languages
        .flatMap((language) => [`import './one.${language}'`, `import './two.${language}'`])
        .join('\n')}`,
      'src/plain.css': 'b { margin: 0 }',
      ...sheets('scss', '@use "parts/tokens"; a { color: tokens.$link }'),
      'src/parts/_tokens.scss': '@use "palette"; $link: palette.$accent;',
      ...sass('red'),
      ...sheets('less', '@import "./parts/tokens"; a { color: @link }'),
      'src/parts/tokens.less': '@import "./palette"; @link: @accent;',
      ...less('red'),
      ...sheets('styl', '@import "parts/tokens"\na\n  color link'),
      'src/parts/tokens.styl': '@import "palette"\nlink = accent',
      ...stylus('red'),
    },
    build: viteScript('await go([cached()])'),
    unchanged: all,
    steps: [
      { change: sass('blue'), hooks: oneOfAll },
      { change: less('blue'), hooks: oneOfAll },
      { change: stylus('blue'), hooks: oneOfAll },
      { change: { ...sass('red'), ...less('red'), ...stylus('red') }, hooks: all },
      // The folder's index file gives way to the file of that name.
      { change: { 'src/parts/tokens.styl': null, 'src/parts/tokens/index.styl': 'link = green' } },
      { change: { 'src/parts/tokens.styl': 'link = grey' } },
    ],
  },
  {
    behaviour:
      'a .browserslistrc that appears, changes and goes, or stands nearer, reaches what autoprefixer made',
    files: prefixed,
    build: unminified,
    unchanged: restored,
    steps: [
      { change: prefixes('firefox 60'), hooks: ran },
      { change: prefixes('ie 10'), hooks: ran },
      { change: prefixes('firefox 60'), hooks: restored },
      { change: { 'src/.browserslistrc': 'ie 10\n' } },
      { change: { 'src/.browserslistrc': null, '.browserslistrc': null }, hooks: restored },
    ],
  },
  {
    behaviour: 'browsers that package.json names reach what autoprefixer made',
    files: { ...prefixed, 'package.json': '{ "name": "app", "type": "module" }' },
    build: unminified,
    unchanged: restored,
    steps: [
      {
        change: { 'package.json': '{ "name": "app", "type": "module", "browserslist": ["ie 10"] }' },
        hooks: ran,
      },
      { change: { 'package.json': '{ "name": "app", "type": "module" }' }, hooks: restored },
    ],
  },
  {
    behaviour: 'a PostCSS config that appears, changes and goes reaches the stylesheets',
    files: unprefixed,
    build: unminified,
    unchanged: restored,
    steps: [
      { change: chosen('ie 10'), hooks: ran },
      { change: chosen('firefox 60'), hooks: ran },
      { change: { '.postcssrc.json': null }, hooks: restored },
    ],
  },
]

testScriptCases('dependencies of styles', cases)
