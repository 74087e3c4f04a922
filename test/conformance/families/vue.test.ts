import { testFamilyCase } from '../../kit/process/family-case.ts'
import { usualStates } from '../../kit/process/family-states.ts'

const compiledApp = /vite:vue .*src\/App\.vue/
/** The scope id of a component follows from its source: all its parts are new with it, but for a CSS module, which has no such id. */
const wholeCard = /vite:vue .*src\/[Cc]ard\.|vite:css transform src\/card\./
/** A stylesheet with a preprocessor looks into its folder for what it imports. */
const compiledAppAndLookedUp = /vite:vue .*src\/App\.vue|vite:css transform src\/Panel\.vue/

testFamilyCase({
  behaviour: 'Vue components are compiled when they or the types of their props change',
  files: 'vue',
  server: 'src/main.ts',
  cached: ['vite:vue', 'vite:css'],
  states: usualStates({
    edit: { change: { 'src/Panel.vue': ['{{ label }}', '<i>{{ label }}</i>'] }, runs: /src\/Panel\.vue/ },
    edits: {
      change: {
        'src/App.vue': ['display: grid', 'display: flex'],
        'src/Table.vue': ['Periodic', 'Periodic table'],
      },
      runs: /src\/App\.vue|vite:vue .*src\/Table\.vue/,
    },
    removed: 'src/props.ts',
    others: {
      'a Sass partial behind a partial': {
        change: { 'src/styles/_palette.scss': ['#00f', '#0af'] },
        runs: /transform src\/Panel\.vue/,
      },
      'files named by the src of a style and of a template': {
        change: {
          'src/card.css': ['margin: 1px', 'margin: 2px'],
          'src/card.html': ['<b ', '<b title="name" '],
        },
        runs: /src\/card\.|vite:vue transform src\/Card\.vue$/,
      },
      'a custom block, which another plugin handles': {
        change: { 'src/Card.vue': ['"Name"', '"Nom"'] },
        runs: wholeCard,
      },
      'the type of props that another file declares, through two files': {
        change: { 'src/counted.d.ts': ['count?: number', 'count?: number\n  isOpen?: boolean'] },
        runs: compiledApp,
        isApart: true,
      },
      'the script whose bindings a template in a file of its own uses': {
        change: { 'src/card-props.ts': ['size?: number', 'size?: number\n  note?: string'] },
        runs: /vite:vue (?!load src\/card\.).*src\/[Cc]ard\./,
        isApart: true,
      },
      'a new file that shadows the declaration of a prop type': {
        change: { 'src/counted.ts': 'export interface Counted { count?: number; shadow?: string }\n' },
        runs: compiledAppAndLookedUp,
        isApart: true,
      },
      'a prop type that has moved to a file of another name': {
        change: {
          'src/counted.d.ts': null,
          'src/counted.ts': 'export interface Counted { count?: number; moved?: string }\n',
        },
        runs: compiledAppAndLookedUp,
        isApart: true,
      },
    },
  }),
})
