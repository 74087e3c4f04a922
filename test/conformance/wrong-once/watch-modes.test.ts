import {
  page,
  rollupScript,
  type ScriptCase,
  testScriptCases,
  viteScript,
} from '../../kit/process/script-case.ts'

const babelConfig = (to: string): string =>
  `export default { plugins: [() => ({
  visitor: { Identifier({ node }) { if (node.name === 'VALUE') node.name = '${to}' } }
})] }`

const postcssConfig = (to: string): string =>
  `export default { plugins: [{
  postcssPlugin: 'color',
  Declaration(node) { if (node.value === 'red') node.value = '${to}' }
}] }`

/** A process that has loaded the config puts `next.mjs` in its place and goes on. */
const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a Babel config that changes while a process lives spoils nothing for the next one',
    files: { 'src/main.js': 'export const a = VALUE', 'babel.config.mjs': babelConfig('one') },
    build: rollupScript(`
import { spawnSync } from 'node:child_process'
import { babel } from '@rollup/plugin-babel'
const run = () => go([cached(), babel({ babelHelpers: 'bundled' })])
if (process.argv[2] === 'long') {
  await run()
  fs.renameSync('next.mjs', 'babel.config.mjs')
  await run()
} else {
  if (process.env.WITH_REKINDLE && fs.existsSync('next.mjs')) {
    const { status } = spawnSync(process.execPath, ['build.mjs', 'long'])
    if (status !== 0) throw new Error('The long process failed')
  }
  await run()
}`),
    needsProcesses: true,
    unchanged: { babel: { run: 0, restored: 1 } },
    // The source changes as well, so that Babel loads the config before it changes.
    steps: [
      { change: { 'next.mjs': babelConfig('two'), 'src/main.js': 'export const b = VALUE' } },
      { change: {}, hooks: { babel: { run: 0, restored: 1 } } },
    ],
  },
  {
    behaviour: 'a PostCSS config that changes during a watch spoils nothing for the next build',
    files: {
      ...page,
      'src/main.js': 'import "./a.css"',
      'src/a.css': 'a { color: red }',
      'postcss.config.mjs': postcssConfig('one'),
    },
    build: viteScript(`
if (process.env.WITH_REKINDLE && fs.existsSync('next.mjs')) {
  const watcher = await go([cached()], { build: { outDir: 'watched', watch: {} } })
  let ends = 0
  await new Promise((resolve) => {
    watcher.on('event', ({ code }) => {
      if (code !== 'END') return
      ends += 1
      if (ends === 2) return watcher.close().then(resolve)
      fs.renameSync('next.mjs', 'postcss.config.mjs')
      setTimeout(() => fs.writeFileSync('src/a.css', 'a { color: red; top: 0 }'), 300)
    })
  })
}
await go([cached()])`),
    needsProcesses: true,
    unchanged: { 'vite:css': { run: 0, restored: 1 } },
    steps: [
      { change: { 'next.mjs': postcssConfig('two') } },
      { change: {}, hooks: { 'vite:css': { run: 0, restored: 1 } } },
    ],
  },
]

testScriptCases('watch modes', cases)
