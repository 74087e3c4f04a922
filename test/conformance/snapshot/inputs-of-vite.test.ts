import fs from 'node:fs'
import { expect, it } from 'vitest'
import type { Project } from '../../kit/in-process/project.ts'
import {
  buildClean,
  buildWhole,
  createWholeProject,
  type WholeRequest,
  wholeBundlers,
} from '../../kit/in-process/whole-builds.ts'

const vite = wholeBundlers.find(({ name }) => name === 'vite') as (typeof wholeBundlers)[number]

const files = {
  'package.json': '{"name":"app","type":"module"}',
  'index.html': '<!doctype html><script type="module" src="/src/main.ts"></script>\n',
  'src/main.ts': [
    "import { shadowed } from './shadowed'",
    "import { folder } from './folder'",
    "import { aliased } from '@/aliased'",
    "import { mapped } from 'mapped/thing'",
    "import { dependency } from 'dependency'",
    "import './style.scss'",
    "const pages = import.meta.glob('./pages/*.ts', { eager: true })",
    'document.title = [shadowed, folder, aliased, mapped, dependency, import.meta.env.VITE_TITLE, JSON.stringify(pages)].join()',
    '',
  ].join('\n'),
  'src/shadowed.ts': "export const shadowed = 'ts'\n",
  'src/folder/index.ts': "export const folder = 'index'\n",
  'src/aliased.ts': "export const aliased = 'ts'\n",
  'src/pages/one.ts': 'export const page: number = 1\n',
  'src/style.scss': "@use './tokens';\nbody { color: tokens.$color; background: url(/public.svg) }\n",
  'src/_tokens.scss': '$color: red;\n',
  'lib/one/thing.ts': "export const mapped = 'one'\n",
  'lib/two/thing.ts': "export const mapped = 'two'\n",
  'tsconfig.json': '{"extends":"./tsconfig.base.json"}',
  'tsconfig.base.json': '{"compilerOptions":{"paths":{"mapped/*":["./lib/one/*"]}}}',
  '.env': 'VITE_TITLE=first\n',
  'public/public.svg': '<svg/>\n',
  'node_modules/dependency/package.json':
    '{"name":"dependency","version":"1.0.0","exports":{".":"./first.js"}}',
  'node_modules/dependency/first.js': "export const dependency = 'first'\n",
  'node_modules/dependency/second.js': "export const dependency = 'second'\n",
}

const edits: Readonly<Record<string, (project: Project) => void>> = {
  'a module that comes before another one': (project) =>
    project.write('src/shadowed.js', "export const shadowed = 'js'\n"),
  'a file that comes before a folder': (project) =>
    project.write('src/folder.ts', "export const folder = 'file'\n"),
  'a file that comes before what an alias leads to': (project) =>
    project.write('src/aliased.js', "export const aliased = 'js'\n"),
  'the paths in a config that another one extends': (project) =>
    project.write('tsconfig.base.json', files['tsconfig.base.json'].replace('one', 'two')),
  'a file that a glob matches': (project) => project.write('src/pages/two.ts', 'export const page = 2\n'),
  'a file that a glob has matched': (project) => project.remove('src/pages/one.ts'),
  'a partial of a stylesheet': (project) => project.write('src/_tokens.scss', '$color: blue;\n'),
  'a file of the environment': (project) => project.write('.env', 'VITE_TITLE=second\n'),
  'another file of the environment': (project) => project.write('.env.production', 'VITE_TITLE=third\n'),
  'the page': (project) =>
    project.write('index.html', files['index.html'].replace('html>', 'html><p>edited</p>')),
  'the exports of a package': (project) =>
    project.write(
      'node_modules/dependency/package.json',
      files['node_modules/dependency/package.json'].replace('first.js', 'second.js'),
    ),
  'another copy of a package, nearer to its importer': (project) => {
    project.write('src/node_modules/dependency/package.json', '{"name":"dependency","version":"3.0.0"}')
    project.write('src/node_modules/dependency/index.js', "export const dependency = 'nearer'\n")
  },
  'a new public file': (project) => project.write('public/more.txt', 'more\n'),
}

it('each input of a Vite build is seen to change, also where native code reads it', async () => {
  const project = createWholeProject(files)
  const request = (): WholeRequest => ({
    config: {
      resolve: { alias: { '@': project.path('src') }, tsconfigPaths: true, extensions: ['.js', '.ts'] },
    },
  })
  // Only what a compiler has read that runs in a process of its own keeps the first build from being recorded.
  const first = await buildWhole(vite, project, request())
  expect(first.told[0]).toBe('missed: new')
  await buildWhole(vite, project, request())
  expect((await buildWhole(vite, project, request())).told).toEqual(['restored'])
  for (const [what, edit] of Object.entries(edits)) {
    edit(project)
    const clean = await buildClean(vite, project, request())
    const built = await buildWhole(vite, project, request())
    expect(built.told[0], what).toMatch(/^missed: /)
    expect(built.files, what).toEqual(clean)
    await buildWhole(vite, project, request())
    const restored = await buildWhole(vite, project, request())
    expect(restored.told, what).toEqual(['restored'])
    expect(restored.files, what).toEqual(clean)
  }
  // Not an input: Vite copies public files in every build.
  project.write('public/public.svg', '<svg><path/></svg>\n')
  fs.rmSync(project.path('dist'), { recursive: true })
  const built = await buildWhole(vite, project, request())
  expect(built.files['public.svg']).toBe('<svg><path/></svg>\n')
})

it('what Vite says of large chunks comes with restored ones as well', async () => {
  const project = createWholeProject({ 'main.js': `export const main = '${'x'.repeat(3000)}'\n` })
  const lines: string[] = []
  const request = (): WholeRequest => ({
    config: {
      build: { chunkSizeWarningLimit: 1, minify: true },
      plugins: [],
      logLevel: 'warn',
      customLogger: {
        ...{
          hasWarned: false,
          info() {},
          warnOnce() {},
          error() {},
          clearScreen() {},
          hasErrorLogged: () => false,
        },
        warn(line: string) {
          lines.push(line)
        },
      },
    },
  })
  expect((await buildWhole(vite, project, request())).told).toEqual(['missed: new', 'kept'])
  const [cold] = lines.splice(0)
  expect(cold).toContain('chunks are larger than')
  expect((await buildWhole(vite, project, request())).told).toEqual(['restored'])
  expect(lines).toEqual([cold])
})

it('names beside a folder of outputs count, also where that lies among the sources', async () => {
  const project = createWholeProject({
    'main.js': "export { shadowed } from './app/script/shadowed'\n",
    'app/script/shadowed.ts': "export const shadowed = 'ts'\n",
  })
  const request = { config: { build: { outDir: 'app/made' } } }
  const build = async (): Promise<readonly [readonly string[], string]> => {
    const { told } = await buildWhole(vite, project, request)
    const [name = ''] = fs.readdirSync(project.path('app/made/assets'))
    return [told, project.read(`app/made/assets/${name}`)]
  }
  expect((await build())[0]).toEqual(['missed: new', 'kept'])
  expect((await build())[0]).toEqual(['restored'])
  project.write('app/script/shadowed.js', "export const shadowed = 'js'\n")
  const [told, output] = await build()
  expect(told[0]).toMatch(/^missed: /)
  expect(output).toContain('"js"')
})
