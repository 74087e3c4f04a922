import { rollupScript, type ScriptCase, testScriptCases } from '../../kit/process/script-case.ts'

const tsconfig = (paths: object, more: object = {}): string =>
  JSON.stringify({ compilerOptions: { baseUrl: '.', paths, allowJs: true }, ...more })

const project = {
  'tsconfig.json': tsconfig({ '@/*': ['src/*', 'shared/*'], exact: ['src/exact.js'] }),
  'src/main.js': `import { one } from '@/one'
import far from '@/far'
import exact from 'exact'
console.log(one, far, exact)`,
  'src/one.js': `import deep from '@/deep'
export const one = deep + 1`,
  'src/deep/index.js': 'export default 2',
  'src/exact.js': 'export default "exact"',
  'shared/far.js': 'export default "far"',
  'shared/exact.js': 'export default "shared exact"',
}

const build = (options = '{ preserveExtensions: true }', plugins = ''): string =>
  rollupScript(`
import { typescriptPaths } from 'rollup-plugin-typescript-paths'
await go([cached(), typescriptPaths(${options}), ${plugins}], { onLog: () => {} })`)

/** The entry and four imports. */
const ALL = 5
const unchanged = { 'resolve-typescript-paths': { run: 0, restored: ALL } }
const again = { 'resolve-typescript-paths': { run: ALL, restored: 0 } }

const cases: readonly ScriptCase[] = [
  {
    behaviour: 'paths of TypeScript are restored, also after edits of modules',
    files: project,
    build: build(),
    cold: again,
    unchanged,
    steps: [
      { change: { 'src/deep/index.js': 'export default 3' }, hooks: unchanged },
      {
        change: { 'src/exact.js': 'import far from "@/far"; export default far' },
        hooks: { 'resolve-typescript-paths': { run: 1, restored: ALL } },
      },
      { change: {}, hooks: { 'resolve-typescript-paths': { run: 0, restored: ALL + 1 } } },
    ],
  },
  {
    behaviour: 'files that come before what was found are seen: among the endings, the paths and the folders',
    files: project,
    build: build(),
    steps: [
      { change: { 'src/far.js': 'export default "near"' }, hooks: again },
      { change: { 'src/far.js': null }, hooks: unchanged },
      { change: { 'src/deep.js': 'export default "file"' }, hooks: again },
      { change: { 'src/deep.js': null }, hooks: unchanged },
      {
        change: { 'src/one.jsx': 'export const one = "not yet"', 'src/one.js': null },
        hooks: { 'resolve-typescript-paths': { run: ALL - 1, restored: 0 } },
      },
      {
        change: { 'src/exact.js': null },
        hooks: { 'resolve-typescript-paths': { run: ALL - 1, restored: 0 } },
      },
    ],
  },
  {
    behaviour: 'the paths of the tsconfig.json count, and a config that the options name',
    files: project,
    build: build(),
    steps: [
      {
        change: { 'tsconfig.json': tsconfig({ '@/*': ['src/*', 'shared/*'], exact: ['shared/exact.js'] }) },
        hooks: again,
      },
      { change: {}, hooks: unchanged },
      { change: { 'tsconfig.json': project['tsconfig.json'] }, hooks: unchanged },
      {
        change: {
          'other.json': tsconfig({ '@/*': ['src/*', 'shared/*'], exact: ['shared/exact.js'] }),
          'build.mjs': build('{ preserveExtensions: true, tsConfigPath: "other.json" }'),
        },
        hooks: again,
      },
      { change: { 'other.json': project['tsconfig.json'] }, hooks: again },
    ],
  },
  {
    behaviour: 'a tsconfig.json that extends and refers to others gives what it gives without the cache',
    files: {
      ...project,
      'tsconfig.json': JSON.stringify({
        extends: './base.json',
        references: [{ path: './other' }],
        compilerOptions: { paths: { '@/*': ['src/*', 'shared/*'] }, baseUrl: '.' },
      }),
      'base.json': tsconfig({ exact: ['src/exact.js'] }),
      'other/tsconfig.json': tsconfig({}),
      'node_modules/exact/package.json': '{ "name": "exact", "main": "index.js" }',
      'node_modules/exact/index.js': 'export default "package"',
    },
    build: build(
      '{ preserveExtensions: true }',
      '{ name: "exact", resolveId: (id) => id === "exact" ? process.cwd() + "/src/exact.js" : null }',
    ),
    unchanged: { 'resolve-typescript-paths': { run: 0 } },
    steps: [
      {
        change: {
          'src/far.js': 'export default "near"',
          'base.json': tsconfig({ exact: ['shared/exact.js'] }),
          'other/tsconfig.json': tsconfig({ '@/*': ['shared/*'] }),
        },
      },
      { change: {}, hooks: { 'resolve-typescript-paths': { run: 0 } } },
    ],
  },
  {
    behaviour: 'a function that changes what was found counts, with what it reads',
    files: { ...project, 'target.txt': 'far' },
    build: build(
      '{ preserveExtensions: true, transform: (file) => file.replace(/exact(?=[.]js$)/, () => "../shared/" + fs.readFileSync("target.txt", "utf8")) }',
    ),
    unchanged,
    steps: [
      { change: { 'target.txt': 'exact' }, hooks: again },
      { change: { 'target.txt': 'far' }, hooks: unchanged },
    ],
  },
  {
    behaviour: 'a link that leads elsewhere is seen',
    files: {
      ...project,
      'src/one.js': 'import deep from "@/link/deep"; export const one = deep',
      'near/deep.js': 'export default "near"',
      'away/deep.js': 'export default "away"',
    },
    links: { 'src/link': 'near' },
    build: build(),
    unchanged,
    steps: [{ change: {}, links: { 'src/link': 'away' }, hooks: again }],
  },
]

testScriptCases('what typescript-paths finds is restored as long as it would be found again', cases)
