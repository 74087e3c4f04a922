import {
  page,
  rollupScript,
  type ScriptCase,
  testScriptCases,
  viteScript,
} from '../../kit/process/script-case.ts'

/** One plugin looks at a variable, one at a listing of them, the last at none. */
const plugins = (look: string): string => `
const filter = { id: /main/ }
const listed = () => Object.entries(process.env).filter(([name]) => name.startsWith('APP_'))
const looking = { name: 'looking', transform: { filter, handler: (code) => code.replace('VALUE', JSON.stringify(${look})) } }
const listing = { name: 'listing', transform: { filter: { id: /b.js/ }, handler: (code) => code + '\\nconsole.log(' + JSON.stringify(listed()) + ')' } }
const blind = { name: 'blind', transform: { filter, handler: (code) => code + '\\nconsole.log("blind")' } }
const chosen = { plugins: { looking: true, listing: true, blind: true } }`
const value = { 'src/main.js': 'import "./b.js"; console.log(VALUE)', 'src/b.js': 'console.log(1)' }
const kept = { run: 0, restored: 1 }
const ran = { run: 1, restored: 0 }
const restored = { looking: kept, listing: kept, blind: kept }
const listingRan = { ...restored, listing: ran }

const hosts = [
  { host: 'Rollup', files: value, script: rollupScript },
  { host: 'Vite', files: { ...page, ...value }, script: viteScript },
] as const

const variables: readonly ScriptCase[] = hosts.map(
  ({ host, files, script }): ScriptCase => ({
    behaviour: `on ${host} a variable that a hook reads by its name or finds in a listing comes, changes and goes`,
    files,
    build: script(`${plugins('process.env.APP_LABEL')}\nawait go([cached(chosen), blind, looking, listing])`),
    unchanged: restored,
    steps: [
      { change: {}, env: { APP_ONE: '1' }, hooks: listingRan },
      { change: {}, env: { APP_ONE: '2' }, hooks: listingRan },
      { change: {}, env: { APP_TWO: '2' }, hooks: listingRan },
      {
        change: {},
        env: { APP_ONE: '1', APP_LABEL: 'one' },
        hooks: { looking: ran, listing: ran, blind: kept },
      },
      {
        change: {},
        env: { APP_ONE: '1', APP_LABEL: '' },
        hooks: { looking: ran, listing: ran, blind: kept },
      },
      { change: {}, hooks: restored },
    ],
  }),
)

/** families/config.test.ts has modes, variables and a .env file of a plugin that is known by its package. */
const files: readonly ScriptCase[] = [
  {
    behaviour: '.env files of a mode come, change and go, in modules and in components',
    files: {
      ...page,
      'src/main.js':
        'import A from "./A.vue"; console.log(A, import.meta.env.VITE_ONE, import.meta.env.MODE)',
      'src/A.vue':
        '<script setup>const one = import.meta.env.VITE_ONE</script><template>{{ one }} %VITE_ONE%</template>',
    },
    build: viteScript(`
import vue from '@vitejs/plugin-vue'
await go([cached(), vue()], { mode: process.env.BUILD_MODE })`),
    unchanged: { 'vite:vue': { run: 0 } },
    steps: [
      { change: { '.env': 'VITE_ONE=one\n' } },
      { change: { '.env.production': 'VITE_ONE=two\n' } },
      { change: { '.env.production.local': 'VITE_ONE=three\n' } },
      { change: {}, env: { BUILD_MODE: 'staging' } },
      { change: { '.env.staging': 'VITE_ONE=four\n' }, env: { BUILD_MODE: 'staging' } },
      {
        change: {
          '.env.staging': null,
          '.env.production': null,
          '.env.production.local': null,
        },
        hooks: { 'vite:vue': { run: 0 } },
      },
    ],
  },
  {
    behaviour: 'a .env file that a hook loads by itself comes, changes and goes',
    files: { ...page, ...value },
    build: viteScript(`
import { loadEnv } from 'vite'
${plugins(`loadEnv('production', process.cwd(), 'APP_')`)}
await go([cached(chosen), blind, looking])`),
    unchanged: { looking: kept, blind: kept },
    steps: [
      // Vite reads the file as well: it may change what any plugin sees.
      { change: { '.env': 'APP_ONE=1\n' } },
      { change: { '.env.local': 'APP_ONE=2\n' } },
      { change: { '.env': null, '.env.local': null }, hooks: { looking: kept, blind: kept } },
    ],
  },
]

testScriptCases('the environment', [...variables, ...files])
