import {
  page,
  rollupScript,
  type ScriptCase,
  testScriptCases,
  viteScript,
} from '../../kit/process/script-case.ts'

type Files = Readonly<Record<string, string>>

/** An installation of two tools, what the first of them needs, and a package of the application. */
interface Versions {
  readonly tool: number
  readonly part: number
  readonly library: number
}
const first: Versions = { tool: 1, part: 1, library: 1 }

const manifest = (name: string, version: number, dependencies: object = {}): string =>
  JSON.stringify({ name, version: `${version}.0.0`, type: 'module', exports: './index.js', dependencies })

/** The text of a hook says nothing of the version it belongs to. */
const tool = (name: string, folder: string, version: number, part: string | null): Files => ({
  [`${folder}/package.json`]: manifest(name, version, part === null ? {} : { [part]: '*' }),
  [`${folder}/version.js`]: `export const version = '${name} ${version}'`,
  [`${folder}/index.js`]: `import { version } from './version.js'
import { part } from '${part ?? './version.js'}'
export default () => ({
  name: '${name}',
  transform: { filter: { id: /main\\.js$/ }, handler: (code) => code + '\\nconsole.log(' + JSON.stringify(version + part) + ')' },
})`.replace(part === null ? `import { part } from './version.js'` : '\0', `const part = ''`),
})
const library = (name: string, folder: string, version: number): Files => ({
  [`${folder}/package.json`]: manifest(name, version),
  [`${folder}/index.js`]: `export const part = '${name} ${version}'`,
})

/** How package managers lay out packages, and the marks that they leave. */
interface Layout {
  readonly manager: string
  /** Folder of a package, relative to the project. */
  readonly folder: (name: string, version: number) => string
  readonly links: (versions: Versions) => Files
  readonly marks: (state: string) => Files
}

const hoistedTo = (modules: string): Pick<Layout, 'folder' | 'links'> => ({
  folder: (name) => `${modules}/${name}`,
  links: () => ({}),
})
const isolated = (name: string, version: number): string =>
  `node_modules/.pnpm/${name}@${version}.0.0/node_modules/${name}`
const npm: Layout = {
  manager: 'npm',
  ...hoistedTo('node_modules'),
  marks: (state) => ({
    'package-lock.json': `{ "lock": "${state}" }`,
    'node_modules/.package-lock.json': `{ "state": "${state}" }`,
  }),
}
const layouts: readonly Layout[] = [
  {
    manager: 'pnpm',
    folder: isolated,
    links: ({ tool, part, library }) => ({
      'node_modules/one': isolated('one', tool),
      'node_modules/two': isolated('two', 1),
      'node_modules/library': isolated('library', library),
      [`node_modules/.pnpm/one@${tool}.0.0/node_modules/part`]: isolated('part', part),
    }),
    marks: (state) => ({
      'pnpm-lock.yaml': `lock: ${state}`,
      'node_modules/.modules.yaml': `state: ${state}`,
      'node_modules/.pnpm/lock.yaml': `lock: ${state}`,
    }),
  },
  {
    manager: 'yarn 1',
    ...hoistedTo('node_modules'),
    marks: (state) => ({
      'yarn.lock': `# ${state}`,
      'node_modules/.yarn-integrity': `{ "state": "${state}" }`,
    }),
  },
  {
    manager: 'npm in a workspace',
    ...hoistedTo('../node_modules'),
    marks: (state) => ({
      '../package.json': `{ "name": "all", "private": true, "workspaces": ["app"], "devDependencies": { "state": "${state}" } }`,
      '../package-lock.json': `{ "lock": "${state}" }`,
      '../node_modules/.package-lock.json': `{ "state": "${state}" }`,
    }),
  },
]

/** What an install of these versions writes. */
function install(layout: Layout, versions: Versions): { change: Files; links: Files } {
  const { folder } = layout
  return {
    change: {
      'package.json': JSON.stringify({
        name: 'app',
        type: 'module',
        dependencies: { library: `^${versions.library}.0.0` },
        devDependencies: { one: `^${versions.tool}.0.0`, two: '^1.0.0' },
      }),
      ...layout.marks(JSON.stringify(versions).replaceAll('"', '')),
      ...tool('one', folder('one', versions.tool), versions.tool, 'part'),
      ...tool('two', folder('two', 1), 1, null),
      ...library('part', folder('part', versions.part), versions.part),
      ...library('library', folder('library', versions.library), versions.library),
    },
    links: layout.links(versions),
  }
}

/** What each install after the first one writes: a file that is there already isn't written again. */
function upgrades(layout: Layout, states: readonly Versions[]): readonly { change: Files; links: Files }[] {
  const disk = new Map(Object.entries(install(layout, first).change))
  return states.map((versions) => {
    const { change, links } = install(layout, versions)
    const changed = Object.entries(change).filter(([file, text]) => disk.get(file) !== text)
    for (const [file, text] of changed) {
      disk.set(file, text)
    }
    return { change: Object.fromEntries(changed), links }
  })
}

const sources = {
  ...page,
  'src/main.js': 'import { part } from "library"; console.log(part)',
}
const restored = {
  one: { run: 0, restored: 1 },
  two: { run: 0, restored: 1 },
  // It is asked about the library as well, and declines.
  babel: { run: 1, restored: 1 },
}
/** Of the other plugin nobody knows whether the upgraded one reaches into it. */
const oneRan = { ...restored, one: { run: 1, restored: 0 }, two: { run: 1, restored: 0 } }

/** The library is upgraded, then the tool, then what the tool needs; at last all is as it was. */
const states: readonly Versions[] = [
  { tool: 1, part: 1, library: 2 },
  { tool: 2, part: 1, library: 2 },
  { tool: 2, part: 2, library: 2 },
  first,
]
const hooks = [restored, oneRan, oneRan, restored]

/** An upgrade of a library keeps everything; one of a tool, or of what it needs, drops what that tool made. */
const cases: readonly ScriptCase[] = [npm, ...layouts].map((layout) => {
  const { change, links } = install(layout, first)
  return {
    behaviour: `on Rollup with ${layout.manager} an upgrade drops what the upgraded tool made, and nothing else`,
    files: { ...sources, ...change },
    links,
    build: rollupScript(`
import { babel } from '@rollup/plugin-babel'
import nodeResolve from '@rollup/plugin-node-resolve'
import one from 'one'
import two from 'two'
await write(await rollup({
  input: 'src/main.js',
  plugins: [
    cached({ plugins: { one: true, two: true } }),
    nodeResolve(),
    babel({ babelHelpers: 'bundled', include: 'src/**' }),
    one(),
    two(),
  ],
}))`),
    unchanged: restored,
    steps: upgrades(layout, states).map((step, index) => ({ ...step, hooks: hooks[index]! })),
  }
})

const onVite = {
  one: { run: 0, restored: 1 },
  two: { run: 0, restored: 1 },
  '@rolldown/plugin-babel': { run: 0, restored: 1 },
  'vite-plugin-svgr': { run: 0, restored: 1 },
  'vite:css': { run: 0, restored: 1 },
  'vite:vue': { run: 0 },
}
/** Others may hand something to Vue and PostCSS; Babel and SVGR know only their own options. */
const onUpgrade = {
  ...onVite,
  one: { run: 1, restored: 0 },
  two: { run: 1, restored: 0 },
  'vite:css': { run: 1, restored: 0 },
  'vite:vue': { restored: 0 },
}
const viteCase: ScriptCase = {
  behaviour: 'on Vite an upgrade drops what the upgraded tool made, also where configs are searched',
  files: {
    ...sources,
    'src/main.js':
      'import { part } from "library"; import "./a.css"; import A from "./a.svg?react"; import V from "./V.vue"; console.log(A, V, part)',
    'src/a.css': 'a { color: red }',
    'src/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
    'src/V.vue': '<template><p/></template>',
    ...install(npm, first).change,
  },
  build: viteScript(`
import babel from '@rolldown/plugin-babel'
import vue from '@vitejs/plugin-vue'
import svgr from 'vite-plugin-svgr'
import one from 'one'
import two from 'two'
await build({
  ...settings({ rolldownOptions: { external: /^react/ } }),
  plugins: [
    cached({ plugins: { one: true, two: true } }),
    vue(),
    svgr(),
    babel({ include: /main.js/, presets: ['@babel/preset-env'] }),
    one(),
    two(),
  ],
})`),
  unchanged: onVite,
  steps: upgrades(npm, [states[0]!, states[1]!, first]).map((step, index) => ({
    ...step,
    hooks: index === 1 ? onUpgrade : onVite,
  })),
}

testScriptCases('installed packages', [...cases, viteCase])
