import { afterAll, expect, test } from 'vitest'
import { Family } from '../../kit/process/family.ts'
import { page, rollupConfig, viteConfig } from '../../kit/process/family-config.ts'
import { Project } from '../../kit/process/project.ts'
import { rollupScript, testScriptCases, viteScript } from '../../kit/process/script-case.ts'

const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path d="M0 0h1"/></g></svg>'
const restored = { run: 0, restored: 1 }
const tool = (version: number): Readonly<Record<string, string>> => ({
  'node_modules/other-tool/package.json': `{ "name": "other-tool", "version": "${version}.0.0", "type": "module", "exports": "./index.js" }`,
  'node_modules/other-tool/index.js': `export default () => ({ name: 'other', transform: (code) => code + '\\n// ${version}' , renderChunk: () => null })`,
})

testScriptCases('SVGR for Rollup', [
  {
    behaviour: 'nothing but drawings is looked at, and an upgrade of another plugin keeps them',
    files: { 'src/main.js': 'import A from "./a.svg"; console.log(A)', 'src/a.svg': drawing, ...tool(1) },
    build: rollupScript(`
import other from 'other-tool'
import svgr from '@svgr/rollup'
await write(await rollup({ input: 'src/main.js', external: /^react/, plugins: [cached(), svgr(), other()] }))`),
    cold: { svgr: { run: 1, restored: 0 } },
    unchanged: { svgr: restored },
    steps: [{ change: tool(2), hooks: { svgr: restored } }],
  },
  {
    behaviour:
      'what was made for the client is restored for the server, also beside plugins that are known to tell nobody',
    files: {
      ...page,
      'src/main.js':
        'import A from "./a.svg"; import B from "./b.mdx"; console.log(A, B, import.meta.env.SSR)',
      'src/a.svg': drawing,
      'src/b.mdx': '# Title',
    },
    build: viteScript(`
import mdx from '@mdx-js/rollup'
import svgr from '@svgr/rollup'
import esbuild, { minify } from 'rollup-plugin-esbuild'
import graphql from '@rollup/plugin-graphql'
import nodeResolve from '@rollup/plugin-node-resolve'
import replace from '@rollup/plugin-replace'
import terser from '@rollup/plugin-terser'
import url from '@rollup/plugin-url'
import { visualizer } from 'rollup-plugin-visualizer'
import { wasm } from '@rollup/plugin-wasm'
for (const ssr of [false, 'src/main.js']) {
  await go([
    cached(), svgr(), mdx(),
    esbuild({ include: 'none' }), minify({ minify: false }), graphql(), nodeResolve(), replace({ preventAssignment: true }),
    terser({ maxWorkers: 1 }), url({ include: 'none' }), visualizer({ filename: 'dist/modules.html' }), wasm(),
  ], { build: { ssr, rolldownOptions: { external: /^react/ } } }, ssr ? 'server' : 'client')
}`),
    cold: { svgr: restored, '@mdx-js/rollup': restored },
  },
])

const parts = { imports: "import svgr from '@svgr/rollup'", plugins: 'svgr()' }
const project = Project.fromFiles({
  'package.json': '{ "name": "app", "private": true, "type": "module" }',
  'src/main.js': 'import A from "./a.svg"; console.log(A)',
  'src/a.svg': drawing,
  ...page,
  ...rollupConfig({ ...parts, rest: 'external: /^react/' }),
  ...viteConfig({ ...parts, rest: 'build: { minify: false, rolldownOptions: { external: /^react/ } }' }),
})
afterAll(() => project.dispose())

test('a copy of a project with its cache is as warm as the project', async () => {
  const app = new Family({ fixture: '', bundler: 'rollup', plugins: ['svgr'] }, project)
  expect(await app.build()).toEqual(['svgr transform src/a.svg'])
  expect(await app.copyTo('another-place-of-another-length').build()).toEqual([])
})
