import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

const single = { 'src/main.js': 'export const a = DATA' }
const pair = { 'src/main.js': 'import "./b.js"; export const a = DATA', 'src/b.js': 'console.log(DATA)' }

const withPlugin = (members: string, options = ''): string =>
  rollupScript(`
let data
const own = { name: 'own', ${members} }
await go([cached({ plugins: { own: true }, ${options} }), own])`)

const editData = { 'data.txt': '2' }
const restored = { own: { run: 0, restored: 1 } }
const ran = { own: { run: 1, restored: 0 } }

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'a file that `buildStart` read for the other hooks is an input',
    files: { ...single, 'data.txt': '1' },
    build: withPlugin(`
  buildStart() { data = fs.readFileSync('data.txt', 'utf8') },
  transform: (code) => code.replace('DATA', data)
`),
    unchanged: restored,
    steps: [{ change: editData, hooks: ran }],
  },
  {
    behaviour:
      'a file that the first call read and declared is an input of later calls that use it from memory',
    files: { ...pair, 'data.txt': '1' },
    build: withPlugin(`
  transform(code) {
    if (data === undefined) {
      data = fs.readFileSync('data.txt', 'utf8')
      this.addWatchFile(path.resolve('data.txt'))
    }
    return code.replace('DATA', data)
  }
`),
    unchanged: { own: { run: 0, restored: 2 } },
    steps: [{ change: editData, hooks: { own: { run: 2, restored: 0 } } }],
  },
  {
    behaviour: 'a file that a call for an excluded module read is an input of the calls for the others',
    files: { ...pair, 'data.txt': '1' },
    build: withPlugin(
      `
  transform(code) {
    data ??= fs.readFileSync('data.txt', 'utf8')
    return code.replace('DATA', data)
  }
`,
      'exclude: /main/',
    ),
    unchanged: restored,
    steps: [{ change: editData, hooks: ran }],
  },
  {
    behaviour: 'whether an environment variable is there is an input, not only its value',
    files: single,
    build: withPlugin(`
  transform(code) {
    const isOwn = Object.hasOwn(process.env, 'FLAG')
    return code.replace('DATA', JSON.stringify([isOwn, Object.keys(process.env).includes('FLAG')]))
  }
`).replace('let data', `if (fs.existsSync('flag')) process.env.FLAG = '1'`),
    unchanged: restored,
    steps: [{ change: { flag: '' }, hooks: ran }],
  },
  {
    behaviour: 'a module that a hook imports by a path it puts together is an input',
    files: { ...single, 'data.mjs': 'export default 1' },
    build: withPlugin(`
  async transform(code) {
    const file = './da' + 'ta.mjs'
    return code.replace('DATA', (await import(new URL(file, import.meta.url))).default)
  }
`),
    unchanged: restored,
    steps: [{ change: { 'data.mjs': 'export default 2' }, hooks: ran }],
  },
  {
    behaviour: 'a folder that is listed with all below it is an input with all below it',
    files: { ...single, 'content/a/x.md': 'x' },
    build: withPlugin(`
  transform: (code) => code.replace('DATA', JSON.stringify(fs.readdirSync('content', { recursive: true }).sort()))
`),
    steps: [{ change: { 'content/a/y.md': 'y' }, hooks: ran }],
  },
]

testScriptCases('reads of plugins', cases)
