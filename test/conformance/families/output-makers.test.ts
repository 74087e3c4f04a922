import { testFamilyCase } from '../../kit/process/family-case.ts'
import { page, viteConfig } from '../../kit/process/family-config.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const mark = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h1"/></svg>\n'
testFamilyCase({
  behaviour:
    'plugins that work on the finished output have all of it: a legacy build of an app with a service worker',
  files: {
    ...page,
    ...viteConfig({
      imports: `import legacy from '@vitejs/plugin-legacy'
import svgr from 'vite-plugin-svgr'
import { VitePWA as pwa } from 'vite-plugin-pwa'`,
      plugins: `svgr(), legacy({ targets: ['ie 11'], polyfills: ['es.array.includes'] }),
  pwa({ injectRegister: null, manifest: { name: 'app' }, workbox: { sourcemap: false, inlineWorkboxRuntime: true, mode: 'development' } })`,
      rest: `build: { minify: false, rolldownOptions: { external: [/^react/] } }`,
    }),
    'src/main.js':
      "import { registerSW } from 'virtual:pwa-register'\nimport Mark from './mark.svg?react'\nimport './app.css'\nimport { total } from './total.js'\nregisterSW()\nconsole.log(Mark, total)\n",
    'src/mark.svg': mark,
    'src/total.js': 'export const total = [1, 2].includes(2) ? Object.entries({}) : null\n',
    'src/app.css': 'body { color: red }\n',
  },
  server: null,
  cached: ['vite-plugin-svgr', 'vite:css'],
  uncached: ['vite-plugin-pwa'],
  // Each build takes long.
  states: [
    {
      name: 'edits',
      change: { 'src/mark.svg': ['h1', 'h2'], 'src/total.js': ['[1, 2]', '[1, 2, 3]'] },
      runs: ['vite-plugin-svgr load src/mark.svg?react'],
    },
    { name: 'the edits undone', change: {}, runs: [] },
  ],
})

testFamilyCase({
  behaviour: 'drawings in folders and images that are made of others follow their files',
  files: {
    ...page,
    ...viteConfig({
      imports: `import path from 'node:path'
import { imagetools } from 'vite-imagetools'
import { createSvgIconsPlugin } from 'vite-plugin-svg-icons'`,
      plugins: `createSvgIconsPlugin({ iconDirs: [path.resolve('src/icons')] }), imagetools({ include: /\\.svg\\?w/ })`,
      rest: `build: { minify: false, assetsInlineLimit: 0 }`,
    }),
    'src/main.js':
      "import 'virtual:svg-icons-register'\nimport names from 'virtual:svg-icons-names'\nimport './app.css'\nimport small from './large.svg?w=2&format=png'\nconsole.log(names, small)\n",
    'src/icons/one.svg': mark,
    'src/icons/two.svg': mark.replace('h1', 'v1'),
    'src/large.svg': mark.replace('<path', '<circle r="2" /><path'),
    'src/app.css': 'body { color: red }\n',
  },
  server: null,
  cached: ['vite:css'],
  uncached: ['vite:svg-icons', 'imagetools'],
  states: usualStates({
    edit: { change: { 'src/icons/one.svg': ['h1', 'h3'] }, runs: [] },
    edits: {
      change: { 'src/large.svg': ['r="2"', 'r="1"'], 'src/app.css': ['red', 'blue'] },
      runs: ['vite:css transform src/app.css'],
    },
    removed: { change: { 'src/icons/two.svg': null }, runs: [] },
  }),
})
