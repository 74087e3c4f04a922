import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const sheet = (language: string, source: string) => ({
  ...page,
  'src/main.js': `import "./a.${language}"`,
  [`src/a.${language}`]: source,
})
const build = viteScript('await go([cached()], { build: { assetsInlineLimit: 0 } })')
const restored = { 'vite:css': { run: 0, restored: 1 } }
const rule = (color: string): string => `b { color: ${color} }`

/** How stylesheets load other files besides by a plain name. */
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'plain CSS that is imported through a second file',
    files: {
      ...sheet('css', '@import "./b.css"; a { margin: 0 }'),
      'src/b.css': '@import "./c.css";',
      'src/c.css': rule('red'),
    },
    build,
    unchanged: restored,
    steps: [
      { change: { 'src/c.css': rule('blue') } },
      { change: { 'src/c.css': rule('red') }, hooks: restored },
    ],
  },
  {
    behaviour: 'a Sass file of an alias that another extension shadows',
    files: {
      ...sheet('scss', '@use "@/tokens"; a { margin: 0 }'),
      'parts/tokens.css': rule('red'),
    },
    build: viteScript(`
await go([cached()], { resolve: { alias: { '@': path.resolve('parts') } } })`),
    steps: [{ change: { 'parts/tokens.scss': rule('blue') } }],
  },
  {
    behaviour: 'Sass that is loaded in the middle of a rule, through a folder',
    files: {
      ...sheet('scss', '@use "sass:meta"; a { @include meta.load-css("parts") }'),
      'src/parts/_index.scss': '@forward "inner"; @forward "legacy";',
      'src/parts/_inner.scss': rule('red'),
      'src/parts/legacy.scss': '',
    },
    build,
    steps: [
      { change: { 'src/parts/_inner.scss': rule('blue') } },
      { change: { 'src/parts/legacy.scss': rule('green') } },
    ],
  },
  {
    behaviour: 'Sass of a package that a file shadows, by imports that are seldom written like this',
    files: {
      ...page,
      'src/main.js': `import './a.scss'; import './b.scss'; import './c.scss'; import './d.scss'; import './e.scss'`,
      'src/a.scss': '@use "sass:meta"; a { @include meta.load_css("theme/red") }',
      'src/b.scss': '@use // why; since it is so\n "theme/red";',
      'src/c.scss': '@use "sass:meta"; @use "./name"; c { @include meta.load_css(name.$name) }',
      'src/d.scss': `@use "sass:meta"; $load: meta.get-mixin(load-css, $module: meta);
d { @include meta.apply($load, "theme/red") }`,
      'src/e.scss': '@use "./name"; @import url("#{name.$name}.css");',
      'src/_name.scss': '$name: "theme/red";',
      'src/theme/other.scss': '',
      'node_modules/theme/package.json': '{ "name": "theme", "version": "1.0.0" }',
      'node_modules/theme/red.scss': rule('red'),
      'node_modules/theme/red.css': rule('red'),
    },
    build,
    steps: [{ change: { 'src/theme/red.scss': rule('blue'), 'src/theme/red.css': rule('blue') } }],
  },
]

testScriptCases('imports of styles', cases)
