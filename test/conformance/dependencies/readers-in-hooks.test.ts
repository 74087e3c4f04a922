import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'
import { recordsWholeBuilds } from '../../kit/snapshot/records-whole-builds.ts'

/** The hook itself doesn't read: the result isn't kept, or is stale at once. */
const reading = (before: string, read: string): string =>
  rollupScript(`
${before}
const read = async () => ${read}
const own = { name: 'own', transform: async (code) => code.replace('DATA', JSON.stringify(await read())) }
await go([cached({ plugins: { own: true } }), own])`)

const files = { 'src/main.js': 'export const data = DATA', 'data.txt': 'one' }
const edit = [{ change: { 'data.txt': 'two' } }]
/** Nothing tells what was read: the result isn't kept. */
const refused = { own: { run: 1, restored: 0, uncacheable: 1 } }

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a function that starts processes was taken early',
    files: {
      ...files,
      'early.cjs': `const { execFileSync } = require('child_process'); module.exports = execFileSync`,
    },
    build: reading(
      `import early from './early.cjs'`,
      `String(early(process.execPath, ['-p', 'fs.readFileSync("data.txt", "utf8")']))`,
    ),
    unchanged: refused,
    steps: edit,
  },
  {
    behaviour: 'a file of variables is loaded in the hook',
    files: { ...files, 'data.env': 'OWN_LABEL=one' },
    build: reading('', `(() => { process.loadEnvFile('data.env'); return process.env.OWN_LABEL })()`),
    unchanged: { own: { run: 1, restored: 0 } },
    steps: [{ change: { 'data.env': 'OWN_LABEL=two' } }],
  },
]

/** A variable that the build itself sets is another before the next one: such a build is made each time. */
const neverRestored = 'a file of variables is loaded in the hook'

testScriptCases(
  'readers that a hook starts',
  cases.filter(({ behaviour }) => !(recordsWholeBuilds && behaviour === neverRestored)),
)
