import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

/** Whoever reads for the hook was there before the build began; the result follows the file or isn't kept. */
const reading = (before: string, read: string, after = ''): string =>
  rollupScript(`
import events from 'node:events'
import worker from 'node:worker_threads'
${before}
const read = async () => ${read}
const own = { name: 'own', transform: async (code) => code.replace('DATA', JSON.stringify(await read())) }
await go([cached({ plugins: { own: true } }), own])
${after}`)

const files = { 'src/main.js': 'export const data = DATA', 'data.txt': 'one', 'folder/a.txt': '' }
const edit = [{ change: { 'data.txt': 'two' } }]
const threadSource = `const { parentPort } = require('worker_threads')
parentPort.on('message', (file) => parentPort.postMessage(require('fs').readFileSync(file, 'utf8')))`

/** Nothing tells what was read: the result isn't kept. */
const refused = { own: { run: 1, restored: 0, uncacheable: 1 } }

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a class of threads was taken early',
    files: {
      ...files,
      'thread.cjs': threadSource,
      'early.cjs': `const { Worker } = require('worker_threads'); module.exports = Worker`,
    },
    build: reading(
      `import Early from './early.cjs'`,
      `(async () => {
        const thread = new Early('./thread.cjs')
        thread.postMessage('data.txt')
        const [text] = await events.once(thread, 'message')
        await thread.terminate()
        return text
      })()`,
    ),
    unchanged: refused,
    steps: edit,
  },
  {
    behaviour: 'a function that opens folders was taken early',
    files: { ...files, 'early.cjs': `const { opendirSync } = require('fs'); module.exports = opendirSync` },
    build: reading(
      `import early from './early.cjs'`,
      `(() => {
        const folder = early('folder')
        const names = []
        for (let entry; (entry = folder.readSync()) !== null; ) names.push(entry.name)
        folder.closeSync()
        return names.sort()
      })()`,
    ),
    steps: [{ change: { 'folder/b.txt': '' } }],
  },
  {
    behaviour: 'a file was opened and is read at a place that the hook says',
    files: { ...files, 'other.txt': 'other' },
    build: reading(
      `import { open } from 'node:fs/promises'
const handle = await open('data.txt')`,
      `(async () => {
        const { buffer, bytesRead } = await handle.read({ position: 0 })
        return buffer.toString('utf8', 0, bytesRead) + fs.readFileSync('other.txt')
      })()`,
      'await handle.close()',
    ),
    steps: edit,
  },
]

testScriptCases('readers from before the build', cases)
