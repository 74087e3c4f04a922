import {
  page,
  rollupScript,
  type ScriptCase,
  testScriptCases,
  viteScript,
} from '../../kit/process/script-case.ts'

/** Large enough that a segment without it is worth writing anew. */
function greeting(text: string): string {
  return `export const greeting = '${text}'\n// ${'x'.repeat(200_000)}\n`
}

const files = {
  ...page,
  'src/main.js': `import { greeting } from './greeting.js'\nconsole.log(greeting)\n`,
  'src/greeting.js': greeting('hello'),
}
const edited = { 'src/greeting.js': greeting('good day') }
const original = { 'src/greeting.js': files['src/greeting.js'] }

/** A plugin that marks every module, and the build with it. */
const build = (options: string): string => `
const marker = {
  name: 'marker',
  transform(code, id) {
    return /\\.js$/.test(id) && !id.includes('\\0') ? { code: code + '\\nglobalThis.marks += 1\\n', map: null } : null
  },
}
await go([cached({ plugins: { marker: true }, ${options} }), marker])
`

const scripts = [
  { bundler: 'Rollup', script: rollupScript },
  { bundler: 'Vite', script: viteScript },
]

const cases = scripts.flatMap(({ bundler, script }): ScriptCase[] => [
  {
    behaviour: `without an exceeded limit, going back restores everything (${bundler})`,
    files,
    build: script(build('')),
    unchanged: { marker: { stored: 0, restored: 2 } },
    steps: [
      { change: edited, hooks: { marker: { stored: 1, restored: 1 } } },
      { change: original, hooks: { marker: { stored: 0, restored: 2 } } },
    ],
  },
  {
    behaviour: `a limit of entries keeps what the last build has used, and lets go of the rest (${bundler})`,
    files,
    build: script(build('limits: { entries: 2 }')),
    // Limits are applied when nothing else is to be done any more.
    needsProcesses: true,
    unchanged: { marker: { stored: 0, restored: 2 } },
    steps: [
      { change: edited, hooks: { marker: { stored: 1, restored: 1 } } },
      { change: {}, hooks: { marker: { stored: 0, restored: 2 } } },
      { change: original, hooks: { marker: { stored: 1, restored: 1 } } },
    ],
  },
  {
    behaviour: `a read-only cache is restored from, and stays as it is (${bundler})`,
    files,
    // What the script reads of the project is an input of everything; what is installed isn't its own.
    build: script(build("readOnly: fs.existsSync(path.resolve('node_modules/read-only'))")),
    steps: [
      // From here on the cache is read-only.
      { change: { 'node_modules/read-only': '', ...edited }, hooks: { marker: { restored: 1 } } },
      { change: {}, hooks: { marker: { restored: 1 } } },
      { change: original, hooks: { marker: { restored: 2 } } },
    ],
  },
])

testScriptCases('options of the store', cases)
