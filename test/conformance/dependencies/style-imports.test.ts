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
]

testScriptCases('imports of styles', cases)
