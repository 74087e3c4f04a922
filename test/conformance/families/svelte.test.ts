import { testFamilyCase } from '../../kit/process/family-case.ts'
import { usualStates } from '../../kit/process/family-states.ts'
import { recordsWholeBuilds } from '../../kit/snapshot/records-whole-builds.ts'

testFamilyCase({
  behaviour: 'Svelte components are compiled when they, what they import or the options change',
  files: 'svelte',
  server: 'src/main.ts',
  cached: [
    'vite-plugin-svelte:preprocess',
    'vite-plugin-svelte:compile',
    'vite-plugin-svelte:compile-module',
    'vite:css',
  ],
  uncached: ['vite-plugin-svelte:load-compiled-css'],
  // Preprocessors of styles read in other processes.
  always: ['', ' @ssr'].map((end) => `vite-plugin-svelte:preprocess transform src/Panel.svelte${end}`),
  states: usualStates({
    edit: { change: { 'src/Counter.svelte': ['count++', 'count--'] }, runs: /src\/Counter\.svelte$/ },
    edits: {
      change: {
        'src/App.svelte': ['display: grid', 'display: flex'],
        'src/selection.svelte.ts': ["'Hydrogen'", "'Helium'"],
      },
      runs: /src\/(?:App\.svelte|selection\.svelte\.ts)/,
    },
    removed: 'src/Counter.svelte',
    audited: /transform src\/App\.svelte(?: @ssr)?$/,
    others: {
      // A build isn't restored as a whole that prints a warning, or talks to the process of a preprocessor.
      ...(recordsWholeBuilds && {
        'without warnings and preprocessors': {
          change: {
            'src/App.svelte': ['.unused {', 'h1 {'],
            'src/Counter.svelte': ['$state(start)', '$state((() => start)())'],
            'src/Panel.svelte':
              '<section class="panel">a panel</section>\n<style>.panel { color: #00f }</style>\n',
          },
          runs: /src\/(?:App|Counter|Panel)\.svelte/,
        },
      }),
      'a Sass partial behind a partial': {
        change: { 'src/styles/_palette.scss': ['#00f', '#0af'] },
        runs: /src\/Panel\.svelte/,
      },
      'the options of svelte.config.js': {
        change: {
          'svelte.config.js': ['export default {', 'export default { compilerOptions: { runes: true },'],
        },
        runs: /^vite-plugin-svelte/,
        isApart: true,
      },
      'a tsconfig.json that appears': {
        change: {
          'tsconfig.json': '{ "compilerOptions": { "target": "ES2015", "verbatimModuleSyntax": true } }',
        },
        runs: /vite-plugin-svelte:preprocess/,
        staysEqual: true,
        isApart: true,
      },
    },
  }),
})
