import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

/** Three stylesheets, of which one loads another file through a second one. */
const sheets = (
  language: string,
  other: string,
  tokens: (color: string) => Readonly<Record<string, string>>,
) => ({
  ...page,
  'src/main.js': `import "./one.${language}"; import "./two.${language}"; import "./plain.css"`,
  [`src/one.${language}`]: other,
  [`src/two.${language}`]: 'i { margin: 0 }',
  'src/plain.css': 'b { margin: 0 }',
  ...tokens('red'),
})
const three = { 'vite:css': { run: 0, restored: 3 } }
const oneOfThree = { 'vite:css': { run: 1, restored: 2 } }

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
    behaviour: 'a Sass partial that is loaded through a second one reaches one stylesheet of three',
    files: {
      ...sheets('scss', '@use "parts/tokens"; a { color: tokens.$link }', sass),
      'src/parts/_tokens.scss': '@use "palette"; $link: palette.$accent;',
    },
    build: viteScript('await go([cached()])'),
    unchanged: three,
    steps: [
      { change: sass('blue'), hooks: oneOfThree },
      { change: sass('red'), hooks: three },
    ],
  },
  {
    behaviour: 'a Less file that is imported through a second one reaches one stylesheet of three',
    files: {
      ...sheets('less', '@import "./parts/tokens"; a { color: @link }', less),
      'src/parts/tokens.less': '@import "./palette"; @link: @accent;',
    },
    build: viteScript('await go([cached()])'),
    unchanged: three,
    steps: [
      { change: less('blue'), hooks: oneOfThree },
      { change: less('red'), hooks: three },
    ],
  },
  {
    behaviour: 'a Stylus file that is imported through a second one reaches one stylesheet of three',
    files: {
      ...sheets('styl', '@import "parts/tokens"\na\n  color link', stylus),
      'src/parts/tokens.styl': '@import "palette"\nlink = accent',
    },
    build: viteScript('await go([cached()])'),
    unchanged: three,
    steps: [
      { change: stylus('blue'), hooks: oneOfThree },
      { change: stylus('red'), hooks: three },
      // The folder's index file gives way to the file of that name.
      { change: { 'src/parts/tokens.styl': null, 'src/parts/tokens/index.styl': 'link = green' } },
      { change: { 'src/parts/tokens.styl': 'link = grey' } },
    ],
  },
  {
    behaviour: 'a .browserslistrc that appears, changes and goes reaches what autoprefixer made',
    files: prefixed,
    build: unminified,
    unchanged: restored,
    steps: [
      { change: prefixes('firefox 60'), hooks: ran },
      { change: prefixes('ie 10'), hooks: ran },
      { change: prefixes('firefox 60'), hooks: restored },
      { change: { '.browserslistrc': null }, hooks: restored },
    ],
  },
  {
    behaviour: 'a .browserslistrc that appears beside a stylesheet reaches what autoprefixer made of it',
    files: prefixed,
    build: unminified,
    unchanged: restored,
    steps: [
      { change: { 'src/.browserslistrc': 'ie 10\n' }, hooks: ran },
      { change: { 'src/.browserslistrc': null }, hooks: restored },
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
