import { testFamilyCase } from '../../kit/process/family-case.ts'
import { page, viteConfig } from '../../kit/process/family-config.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const build = 'build: { minify: false, cssMinify: false }'

testFamilyCase({
  behaviour: 'Tailwind finds class names in files whose modules come from the cache',
  files: {
    ...page,
    ...viteConfig({
      imports: "import tailwind from '@tailwindcss/vite'\nimport vue from '@vitejs/plugin-vue'",
      plugins: 'tailwind(), vue()',
      rest: "build: { minify: false, cssMinify: false, rolldownOptions: { external: ['vue'] } }",
    }),
    'src/main.js':
      "import './app.css'\nimport './plain.css'\nimport App from './App.vue'\nconsole.log(App)\n",
    'src/app.css': '@import "tailwindcss" source("./");\n@theme { --color-brand: #123; }\n',
    'src/plain.css': '.plain { color: red }\n',
    'src/App.vue':
      '<template><div class="p-1 text-brand">one</div></template>\n<style>.app { color: blue }</style>\n',
    'src/notes.html': '<p class="m-1"></p>\n',
  },
  cached: ['vite:css', 'vite:vue'],
  uncached: ['@tailwindcss/vite:generate:build'],
  states: usualStates({
    edit: {
      change: { 'src/App.vue': ['p-1', 'p-4'] },
      runs: /vite:vue (?!.*export-helper)|vite:css transform src\/app\.css/,
    },
    edits: {
      change: { 'src/notes.html': ['m-1', 'm-4'], 'src/plain.css': ['red', 'green'] },
      runs: ['vite:css transform src/app.css', 'vite:css transform src/plain.css'],
    },
    removed: 'src/App.vue',
    others: {
      'a file that is scanned appears': {
        change: { 'src/more.html': '<p class="m-8"></p>\n' },
        runs: ['vite:css transform src/app.css'],
      },
      'the theme changes': {
        change: { 'src/app.css': ['#123', '#456'] },
        runs: ['vite:css transform src/app.css'],
      },
    },
  }),
})

testFamilyCase({
  behaviour: 'stylesheets of vanilla-extract follow all that they import',
  files: {
    ...page,
    ...viteConfig({
      imports: "import { vanillaExtractPlugin } from '@vanilla-extract/vite-plugin'",
      plugins: 'vanillaExtractPlugin()',
      rest: build,
    }),
    'src/main.js':
      "import { box } from './box.css.ts'\nimport './plain.css'\ndocument.body.className = box\n",
    'src/box.css.ts': `import { style } from '@vanilla-extract/css'
import { color } from './theme.ts'
export const box = style({ color, padding: 1 })
`,
    'src/theme.ts': "export const color: string = 'red'\n",
    'src/plain.css': '.plain { color: red }\n',
  },
  cached: ['vite:css'],
  uncached: ['vite-plugin-vanilla-extract'],
  states: usualStates({
    edit: {
      change: { 'src/theme.ts': ['red', 'green'] },
      runs: ['vite:css transform src/box.css.ts.vanilla.css'],
    },
    edits: {
      change: { 'src/box.css.ts': ['padding: 1', 'padding: 2'], 'src/plain.css': ['red', 'blue'] },
      runs: ['vite:css transform src/box.css.ts.vanilla.css', 'vite:css transform src/plain.css'],
    },
    removed: 'src/theme.ts',
  }),
})

testFamilyCase({
  behaviour: 'styles that Linaria takes out of modules follow what these import',
  files: {
    ...page,
    ...viteConfig({
      imports: "import wyw from '@wyw-in-js/vite'",
      plugins: "wyw({ include: ['**/style/*.js'] })",
      rest: build,
    }),
    'src/main.js':
      "import { box } from './style/box.js'\nimport './plain.css'\ndocument.body.className = box\n",
    'src/style/box.js': `import { css } from '@linaria/core'
import { color } from './theme.js'
export const box = css\`
  color: \${color};
  padding: 1px;
\`
`,
    'src/style/theme.js': "export const color = 'red'\n",
    'src/plain.css': '.plain { color: red }\n',
  },
  cached: ['vite:css'],
  uncached: ['wyw-in-js'],
  states: usualStates({
    edit: { change: { 'src/style/theme.js': ['red', 'green'] }, runs: /box\.wyw-in-js\.css/ },
    edits: {
      change: { 'src/style/box.js': ['1px', '2px'], 'src/plain.css': ['red', 'blue'] },
      runs: /box\.wyw-in-js\.css|plain\.css/,
    },
    removed: 'src/style/theme.js',
  }),
})

testFamilyCase({
  behaviour: 'a stylesheet of Panda, whose PostCSS plugin scans files, is made anew in every build',
  files: {
    ...page,
    ...viteConfig({ rest: build }),
    'postcss.config.cjs': "module.exports = { plugins: { '@pandacss/dev/postcss': {} } }\n",
    'panda.config.mjs':
      "export default { preflight: false, include: ['./src/**/*.{js,ts}'], outdir: 'styled-system', theme: { extend: { tokens: { colors: { brand: { value: '#123' } } } } } }\n",
    'src/main.js':
      "import './app.css'\nimport { css } from '../styled-system/css'\nimport './box.ts'\nconsole.log(css({ color: 'brand' }))\n",
    'src/box.ts':
      "import { css } from '../styled-system/css'\nexport const box: string = css({ padding: '1px' })\nconsole.log(box)\n",
    'src/app.css': '@layer reset, base, tokens, recipes, utilities;\n',
    'styled-system/css/index.js': 'export const css = (styles) => JSON.stringify(styles)\n',
  },
  cached: [],
  uncached: ['vite:css'],
  // Panda remembers what it found for as long as its process lives.
  states: [
    { name: 'one edit', change: { 'src/box.ts': ["'1px'", "'2px'"] }, runs: [], isApart: true },
    { name: 'the edit undone', change: {}, runs: [], isApart: true },
  ],
})
