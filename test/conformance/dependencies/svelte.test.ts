import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const files = {
  ...page,
  'src/main.js': 'import A from "./A.svelte"; import B from "./B.svelte"; console.log(A, B)',
  'src/A.svelte':
    '<script lang="ts">let { size = 1 }: { size?: number } = $props()</script><p>{size} VALUE</p>',
  'src/B.svelte': '<p>plain</p>',
}
const build = viteScript(`
import { svelte } from '@sveltejs/vite-plugin-svelte'
await go([cached(), svelte()])`)
const restored = {
  'vite-plugin-svelte:compile': { run: 0, restored: 2 },
}

const vite = (settings: string): string => `
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte'
import { value } from './config/value.js'
export default {
  preprocess: [
    vitePreprocess({ script: true }),
    { markup: ({ content }) => ({ code: content.replace('VALUE', value) }) }
  ],
  ${settings}
}`
const value = (text: string) => ({ 'config/text.js': `export const text = '${text}'` })
const importing = {
  ...files,
  'svelte.config.js': vite(''),
  'config/value.js': `import { text } from './text.js'\nexport const value = text + '!'`,
  ...value('one'),
}

/** families/svelte.test.ts edits the options themselves. */
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'what svelte.config.js imports, through two files, reaches the components',
    files: importing,
    build,
    unchanged: restored,
    steps: [
      { change: value('two') },
      { change: { 'svelte.config.js': vite('compilerOptions: { discloseVersion: false }') } },
      { change: { ...value('one'), 'svelte.config.js': vite('') }, hooks: restored },
    ],
  },
  {
    behaviour: 'a svelte.config.js that appears and goes reaches the components',
    files: {
      ...files,
      'src/A.svelte': files['src/A.svelte'].replace('lang="ts"', '').replace(/: \{.*?\}/, ''),
    },
    build,
    unchanged: restored,
    steps: [
      { change: { 'svelte.config.js': 'export default { compilerOptions: { discloseVersion: false } }' } },
      { change: { 'svelte.config.js': null }, hooks: restored },
    ],
  },
  {
    behaviour: 'scripts that svelte-preprocess compiles follow the tsconfig.json that it reads',
    files: {
      ...files,
      'src/A.svelte':
        '<script lang="ts">class Box { size: number = 1 }\nconst box: Box = new Box()</script><p>{box.size}</p>',
      'svelte.config.js': `
import { sveltePreprocess } from 'svelte-preprocess'
export default { preprocess: sveltePreprocess() }`,
      'tsconfig.json':
        '{ "compilerOptions": { "target": "ES2022", "verbatimModuleSyntax": true, "useDefineForClassFields": true } }',
    },
    build,
    unchanged: restored,
    steps: [
      {
        change: {
          'tsconfig.json':
            '{ "extends": "./base.json", "compilerOptions": { "target": "ES2022", "verbatimModuleSyntax": true } }',
          'base.json': '{ "compilerOptions": { "useDefineForClassFields": false } }',
        },
      },
      { change: { 'base.json': '{ "compilerOptions": { "useDefineForClassFields": true } }' } },
      {
        change: { 'base.json': '{ "compilerOptions": { "useDefineForClassFields": false } }' },
        hooks: restored,
      },
    ],
  },
]

testScriptCases('dependencies of Svelte', cases)
