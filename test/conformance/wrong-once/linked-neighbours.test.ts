import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

const build = rollupScript(`import own from 'linked'
await go([cached({ plugins: { own: true } }), own()])`)

const linked = (place: string): Readonly<Record<string, string>> => ({
  'src/main.js': 'export const a = DATA',
  '../link/package.json': '{ "name": "linked", "version": "1.0.0", "type": "module", "main": "index.js" }',
  '../link/index.js': `import { data } from '${place}/data.js'
export default () => ({ name: 'own', transform: (code) => code.replace('DATA', data) })`,
  '../shared/package.json': '{ "type": "module" }',
  '../shared/data.js': 'export const data = 1',
})
const edited = {
  change: { '../shared/data.js': 'export const data = 2' },
  hooks: { own: { run: 1, restored: 0 } },
}
const unchanged = { own: { run: 0, restored: 1 } }

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'what a linked package imports from the folder beside it is one of its sources',
    files: linked('../shared'),
    links: { 'node_modules/linked': '../link' },
    build,
    unchanged,
    steps: [edited],
  },
  {
    behaviour: 'a folder that is linked into a linked package is one of its sources',
    files: linked('./shared'),
    links: { 'node_modules/linked': '../link', '../link/shared': '../shared' },
    build,
    unchanged,
    steps: [edited],
  },
]

testScriptCases('neighbours of linked packages', cases)
