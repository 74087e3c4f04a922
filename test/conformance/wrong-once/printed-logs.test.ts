import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

/** What is printed to the console while the project is built is a file of its output. */
const build = (handler: string): string =>
  rollupScript(`
const lines = []
console.log = (...args) => lines.push(args.join(' '))
const own = {
  name: 'own',
  transform(code) {
    this.warn('careful')
    this.info(() => { console.log('evaluated'); return 'looked up' })
    console.log('said by the hook itself')
    return code + '/* own */'
  },
}
await go([cached({ plugins: { own: true } }), own], { ${handler} })
fs.writeFileSync('dist/lines.txt', lines.join('\\n'))`)

const restored = { own: { run: 0, restored: 1 } }

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'lines that a handler of logs prints come once',
    files: { 'src/main.js': 'export default 1' },
    build: build('onLog: (level, log) => console.log(level, log.message)'),
    unchanged: restored,
    steps: [{ change: {}, hooks: restored }],
  },
  {
    behaviour: 'what a handler of logs does to the disk is none of the doing of the hook',
    files: { 'src/main.js': 'export default 1' },
    build: build(
      "onLog: (level, log) => fs.appendFileSync(process.env.WITH_REKINDLE ? 'a.log' : 'b.log', log.message)",
    ),
    unchanged: restored,
  },
]

testScriptCases('logs are repeated by the bundler, and lines by the cache', cases)
