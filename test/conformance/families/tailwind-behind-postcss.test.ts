import { page, type ScriptCase, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const grid = 'console.log("grid")'

/** Tailwind as a plugin of PostCSS looks for names of classes in native code. */
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'styles that follow from names in modules are made each time, behind PostCSS of Vite',
    files: {
      ...page,
      'src/main.js': 'import "./a.css"\nconsole.log("flex")',
      'src/a.css': '@import "tailwindcss/utilities" layer(utilities);',
      'postcss.config.cjs': 'module.exports = { plugins: [require("@tailwindcss/postcss")()] }',
    },
    build: viteScript('await go([cached()])'),
    unchanged: { 'vite:css': { restored: 0 } },
    steps: [
      { change: { 'src/main.js': `import "./a.css"\n${grid}` } },
      { change: { 'src/unused.js': '"block"' } },
    ],
  },
  {
    behaviour: 'styles that follow from names in modules are made each time, behind a preprocessor of Svelte',
    files: {
      ...page,
      'src/main.js': 'import A from "./A.svelte"\nconsole.log("flex", A)',
      'src/A.svelte':
        '<script>let { name } = $props()</script>\n<p class={name}>a</p>\n<style>@import "tailwindcss/utilities" layer(utilities);</style>',
    },
    build: viteScript(`
import postcss from 'postcss'
import { createRequire } from 'node:module'
import { svelte } from '@sveltejs/vite-plugin-svelte'
const tailwind = createRequire(import.meta.url)('@tailwindcss/postcss')
const style = async ({ content, filename }) => ({ code: (await postcss([tailwind()]).process(content, { from: filename })).css })
await go([cached(), svelte({ configFile: false, preprocess: { style } })])`),
    steps: [{ change: { 'src/main.js': `import A from "./A.svelte"\n${grid}\nconsole.log(A)` } }],
  },
]

testScriptCases('Tailwind behind PostCSS', cases)
