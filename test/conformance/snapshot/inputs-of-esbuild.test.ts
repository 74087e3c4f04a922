import fs from 'node:fs'
import type { BuildOptions, PluginBuild } from 'esbuild'
import { expect, it } from 'vitest'
import { evaluateApart } from '../../kit/in-process/define-plugin.ts'
import type { Project } from '../../kit/in-process/project.ts'
import {
  buildClean,
  buildWhole,
  createInnerWholeProject,
  createWholeProject,
  esbuildBundler,
  type WholeRequest,
} from '../../kit/in-process/whole-builds.ts'

/** A plugin that nobody knows, which reads in every kind of callback what no module names. */
const readingPlugin = evaluateApart((label: string) => ({
  name: 'reading',
  setup(build: PluginBuild) {
    const { readFileSync, existsSync, readdirSync } = process.getBuiltinModule('node:fs')
    const atSetup = readFileSync('setup.txt', 'utf8')
    build.initialOptions.banner = { js: `/* ${atSetup} */` }
    let started = ''
    build.onStart(() => {
      started = readFileSync('start.txt', 'utf8')
    })
    build.onResolve({ filter: /^told$/ }, ({ path }) => ({
      ...{ path: `${path} ${existsSync('flag')}`, namespace: 'told' },
    }))
    build.onResolve({ filter: /^asked$/ }, async ({ resolveDir }) => {
      const answer = await build.resolve('./shadowed', { kind: 'import-statement', resolveDir })
      return { path: answer.path, namespace: 'asked' }
    })
    build.onLoad({ filter: /.*/, namespace: 'asked' }, ({ path }) => ({
      contents: `export const asked = ${JSON.stringify(path.slice(-12))}`,
    }))
    build.onLoad({ filter: /.*/, namespace: 'told' }, ({ path }) => {
      const all = [label, path, started, process.env['SNAPSHOT_TEST'], readdirSync('listed').join()]
      return { contents: `export const told = ${JSON.stringify(all)}` }
    })
  },
}))

const files = {
  'package.json': '{"name":"app","type":"module","imports":{"#own":"./src/own-one.js"}}',
  'src/main.tsx': [
    "import { shadowed } from './shadowed'",
    "import { folder } from './folder'",
    "import { aliased } from 'aliased'",
    "import { mapped } from 'mapped/thing'",
    "import { dependency } from 'dependency'",
    "import { own } from '#own'",
    "import { told } from 'told'",
    "import { asked } from 'asked'",
    "import image from './image.bin'",
    "import './style.css'",
    'let optional = null',
    "try { optional = require('optional') } catch {}",
    "const page = (name: string) => import('./pages/' + name + '.ts')",
    'class Parts { declared: number }',
    'console.log(shadowed, folder, aliased, mapped, dependency, own, told, asked, image, optional, page, Parts, INJECTED, <p />)',
    '',
  ].join('\n'),
  'src/shadowed.ts': "export const shadowed = 'ts'\n",
  'src/folder/index.ts': "export const folder = 'index'\n",
  'src/own-one.js': "export const own = 'one'\n",
  'src/own-two.js': "export const own = 'two'\n",
  'src/aliased.ts': "export const aliased = 'ts'\n",
  'entries/odd?name#1.js': 'console.log(3)\n',
  'src/injected.js': 'export const INJECTED = 1\n',
  'src/image.bin': 'an image',
  'src/style.css': "@import './more.css';\nbody { color: red }\n",
  'src/more.css': 'a { color: blue }\n',
  'src/pages/one.ts': 'export const page: number = 1\n',
  'src/linked.js': "export { way } from './way.js'\n",
  'src/way-one.js': "export const way = 'one'\n",
  'src/way-two.js': "export const way = 'two'\n",
  'src/generated.js': 'export const generated = 1\n//# sourceMappingURL=generated.js.map\n',
  'src/generated.js.map': '{"version":3,"sources":["original.txt"],"names":["one"],"mappings":"AAAA"}',
  'src/original.txt': 'the original',
  'entries/one.js': 'console.log(1)\n',
  'lib/one/thing.ts': "export const mapped = 'one'\n",
  'lib/two/thing.ts': "export const mapped = 'two'\n",
  'configs/compiler.json': '{"extends":"./base.json"}',
  'configs/base.json':
    '{"extends":"config-package/base","compilerOptions":{"paths":{"mapped/*":["../../beside/first/*","../lib/one/*"]}}}',
  'src/pages/tsconfig.json': '{"compilerOptions":{}}',
  'node_modules/config-package/package.json':
    '{"name":"config-package","exports":{"./base":"./deep/base.json"}}',
  'node_modules/config-package/deep/base.json': '{"compilerOptions":{"jsx":"react","jsxFactory":"one"}}',
  'node_modules/dependency/package.json': '{"name":"dependency","version":"1.0.0","main":"./first"}',
  'node_modules/dependency/first.js': "exports.dependency = 'first'\n",
  'node_modules/dependency/second.js': "exports.dependency = 'second'\n",
  'setup.txt': 'setup',
  'start.txt': 'start',
  'listed/one': '',
  'paths/by-path/index.js': "export const byPath = 'one'\n",
}

interface Scenario {
  readonly project: Project
  label: string
  options: BuildOptions
}

const edits: Readonly<Record<string, (scenario: Scenario) => void>> = {
  'a module': ({ project }) => project.write('src/aliased.ts', "export const aliased = 'edited'\n"),
  'a module that comes before another one': ({ project }) =>
    project.write('src/shadowed.tsx', "export const shadowed = 'tsx'\n"),
  'a file that comes before a folder': ({ project }) =>
    project.write('src/folder.ts', "export const folder = 'file'\n"),
  'a module with an odd name': ({ project }) => project.write('entries/odd?name#1.js', 'console.log(4)\n'),
  'a stylesheet that another one imports': ({ project }) =>
    project.write('src/more.css', 'a { color: green }\n'),
  'a file whose bytes are in an output': ({ project }) => project.write('src/image.bin', 'another image'),
  'a file that is injected': ({ project }) => project.write('src/injected.js', 'export const INJECTED = 2\n'),
  'a file that an import with a pattern matches': ({ project }) =>
    project.write('src/pages/two.ts', 'export const page = 2\n'),
  'a file that an entry with a pattern matches': ({ project }) =>
    project.write('entries/two.js', 'console.log(2)\n'),
  'the map of a module': ({ project }) =>
    project.write('src/generated.js.map', files['src/generated.js.map'].replace('"one"', '"two"')),
  'what the map of a module was made from': ({ project }) =>
    project.write('src/original.txt', 'another original'),
  'where a link leads': ({ project }) => {
    fs.unlinkSync(project.path('src/way.js'))
    fs.symlinkSync('way-two.js', project.path('src/way.js'))
  },
  'the names that a manifest gives': ({ project }) =>
    project.write('package.json', files['package.json'].replace('own-one', 'own-two')),
  'a config that another one extends': ({ project }) =>
    project.write('configs/base.json', project.read('configs/base.json').replace('lib/one', 'lib/two')),
  'a config that a package gives by its exports': ({ project }) =>
    project.write(
      'node_modules/config-package/deep/base.json',
      '{"compilerOptions":{"jsx":"react","jsxFactory":"two"}}',
    ),
  'the config of a folder': ({ project }) => {
    project.write('src/pages/tsconfig.json', '{"compilerOptions":{"alwaysStrict":true,"target":"ES5"}}')
  },
  'the manifest of a package': ({ project }) =>
    project.write(
      'node_modules/dependency/package.json',
      files['node_modules/dependency/package.json'].replace('first', 'second'),
    ),
  'a module of a package that comes before another one': ({ project }) =>
    project.write('node_modules/dependency/second.tsx', "exports.dependency = 'tsx'\n"),
  'a package that was not there': ({ project }) => {
    project.write('node_modules/optional/package.json', '{"name":"optional"}')
    project.write('node_modules/optional/index.js', "module.exports = 'optional'\n")
  },
  'another copy of a package, nearer to its importer, that lacks what is asked of it': ({ project }) =>
    project.write('src/node_modules/dependency/package.json', '{"name":"dependency","version":"3.0.0"}'),
  'what that copy lacked': ({ project }) =>
    project.write('src/node_modules/dependency/index.js', "exports.dependency = 'nearer'\n"),
  'a package in a path for packages': ({ project }) =>
    project.write('paths/by-path/index.js', "export const byPath = 'two'\n"),
  'a package before the one in a path for packages': ({ project }) =>
    project.write('node_modules/by-path/index.js', "export const byPath = 'before'\n"),
  'a file that a plugin reads in its setup': ({ project }) => project.write('setup.txt', 'set up'),
  'a file that a plugin reads at the start': ({ project }) => project.write('start.txt', 'begin'),
  'a file that a plugin looks for': ({ project }) => project.write('flag', ''),
  'a folder that a plugin lists': ({ project }) => project.write('listed/two', ''),
  'an environment variable': () => {
    process.env['SNAPSHOT_TEST'] = 'two'
  },
  'what a plugin closes over': (scenario) => {
    scenario.label = 'two'
  },
  'an option': (scenario) => {
    scenario.options = { ...scenario.options, minifySyntax: true }
  },
  'what an alias stands for': (scenario) => {
    scenario.options = { ...scenario.options, alias: { aliased: './src/own-two.js' }, minifySyntax: false }
    scenario.project.write('src/own-two.js', "export const own = 'two', aliased = 'other'\n")
  },
  'a module outside of the project': ({ project }) =>
    project.write('../beside/deep/index.js', 'export const beside = 2\n'),
  'a file that comes before a folder outside of the project': ({ project }) =>
    project.write('../beside/deep.js', 'export const beside = 3\n'),
  'a file outside of the project in which a config has names looked for first': ({ project }) => {
    project.write('../beside/first/thing.ts', "export const mapped = 'first'\n")
  },
  'a name outside of the project': ({ project }) =>
    project.write('../beside/deep/index.tsx', "export const beside = 'tsx'\n"),
}

it('each input of a build by esbuild is seen to change, also where its own process reads it', async () => {
  const project = createInnerWholeProject(files)
  fs.symlinkSync('way-one.js', project.path('src/way.js'))
  project.write('../beside/deep/index.js', 'export const beside = 1\n')
  process.env['SNAPSHOT_TEST'] = 'one'
  const bundler = esbuildBundler()
  const scenario: Scenario = {
    ...{ project, label: 'one' },
    options: {
      ...{
        entryPoints: [
          'src/main.tsx',
          'entries/*.js',
          'src/linked.js',
          'src/generated.js',
          project.path('../beside/deep'),
        ],
      },
      ...{ alias: { aliased: './src/aliased.ts' }, inject: ['src/injected.js'] },
      ...{ loader: { '.bin': 'file' }, tsconfig: 'configs/compiler.json', splitting: true },
      ...{ sourcemap: true, metafile: true, outdir: 'dist', outbase: project.root },
      ...{ stdin: { contents: "export * from 'by-path'", resolveDir: 'src', sourcefile: 'stdin.js' } },
      nodePaths: [project.path('paths')],
    },
  }
  const request = (): WholeRequest => ({
    plugins: [readingPlugin(scenario.label)],
    config: { ...scenario.options },
  })
  expect((await buildWhole(bundler, project, request())).told).toEqual(['missed: new', 'kept'])
  expect((await buildWhole(bundler, project, request())).told).toEqual(['restored'])
  for (const [what, edit] of Object.entries(edits)) {
    edit(scenario)
    const clean = await buildClean(bundler, project, request())
    const built = await buildWhole(bundler, project, request())
    expect(built.told, what).toEqual([expect.stringMatching(/^missed: /), 'kept'])
    expect(built.files, what).toEqual(clean)
    const restored = await buildWhole(bundler, project, request())
    expect(restored.told, what).toEqual(['restored'])
    expect(restored.files, what).toEqual(clean)
  }
  project.write('src/aliased.ts', "export const aliased = 'ts'\n")
})

it('names beside a folder of outputs count, also where that lies among the sources', async () => {
  const project = createWholeProject({
    'app/script/main.js': "import { shadowed } from './shadowed'\nconsole.log(shadowed)\n",
    'app/script/shadowed.js': "export const shadowed = 'js'\n",
  })
  const bundler = esbuildBundler()
  const request = { config: { entryPoints: ['app/script/main.js'], outdir: 'app/assets/made' } }
  const built = (): string => project.read('app/assets/made/main.js')
  expect((await buildWhole(bundler, project, request)).told).toEqual(['missed: new', 'kept'])
  fs.rmSync(project.path('app/assets'), { recursive: true })
  expect((await buildWhole(bundler, project, request)).told).toEqual(['restored'])
  expect(built()).toContain('"js"')
  project.write('app/script/shadowed.ts', "export const shadowed = 'ts'\n")
  expect((await buildWhole(bundler, project, request)).told[0]).toMatch(/^missed: /)
  expect(built()).toContain('"ts"')
})
