import fs from 'node:fs'
import type { BuildOptions, BuildResult, PluginBuild } from 'esbuild'
import { expect, it } from 'vitest'
import { evaluateApart } from '../../kit/in-process/define-plugin.ts'
import type { Project } from '../../kit/in-process/project.ts'
import {
  buildClean,
  buildWhole,
  createWholeProject,
  esbuildBundler,
  type WholeBuilt,
  type WholeRequest,
} from '../../kit/in-process/whole-builds.ts'

/** A plugin with a callback of every kind that ends in the output; each tells when it runs. */
const busyPlugin = evaluateApart((ran: string[]) => ({
  name: 'busy',
  setup(build: PluginBuild) {
    const { readFileSync } = process.getBuiltinModule('node:fs')
    ran.push('setup')
    build.onStart(() => {
      ran.push('onStart')
    })
    build.onResolve({ filter: /^virtual:/ }, ({ path }) => {
      ran.push('onResolve')
      return { path, namespace: 'virtual' }
    })
    build.onLoad({ filter: /.*/, namespace: 'virtual' }, () => {
      ran.push('onLoad')
      return { contents: `export const virtual = ${JSON.stringify(readFileSync('told.txt', 'utf8'))}` }
    })
  },
}))

function newProject(): Project {
  return createWholeProject({
    'main.js':
      "import { shared } from './shared.js'\nimport './main.css'\nimport { virtual } from 'virtual:one'\nimport image from './image.bin'\nexport const main = () => import('./lazy.js')\nexport { shared, virtual, image }\n",
    'script.js':
      "#!/usr/bin/env node\n/*! some licence */\nimport { shared } from './shared.js'\nconsole.log(shared.private_)\n",
    'lazy.js': "export const lazy = 'ä'\n",
    'shared.js': 'export const shared = { private_: 2 }\nexport const unused = 3\n',
    'main.css': 'body { background: url(./image.bin) }\n',
    'image.bin': 'an image',
    'told.txt': 'told',
  })
}

const settings: Readonly<Record<string, BuildOptions>> = {
  'files are written': {},
  'files are written, and told in a metafile': { metafile: true, sourcemap: true },
  'files are returned': { write: false, sourcemap: 'external' },
  'files are returned, with all that can be': {
    ...{ write: false, metafile: true, mangleProps: /_$/, mangleCache: { other_: 'o' } },
  },
  'one file is written': {
    ...{ entryPoints: ['script.js'], splitting: false, outdir: '', outfile: 'dist/one/script.mjs' },
  },
}

for (const [what, setting] of Object.entries(settings)) {
  it(`restores a build in which ${what}, as it is without Rekindle`, async () => {
    const project = newProject()
    const results: BuildResult[] = []
    const ran: string[] = []
    const bundler = esbuildBundler(results)
    const { outdir = 'dist', ...others } = setting
    const request = (): WholeRequest => ({
      plugins: [busyPlugin(ran)],
      config: {
        ...{ entryPoints: ['main.js', 'script.js'], splitting: true, legalComments: 'linked' },
        ...{ loader: { '.bin': 'dataurl' }, outdir: outdir === '' ? undefined : outdir },
        ...others,
      },
    })
    const files = await buildClean(bundler, project, request())
    const [clean] = results.splice(0)
    const modes: unknown[] = []
    const build = async (): Promise<WholeBuilt> => {
      fs.rmSync(project.path('dist'), { recursive: true, force: true })
      ran.length = 0
      const built = await buildWhole(bundler, project, request())
      modes.push(modesIn(project))
      expect(built.files).toEqual(files)
      expect(results[0]).toEqual(clean)
      expect(partsOf(results.splice(0)[0])).toEqual(partsOf(clean))
      return built
    }
    expect((await build()).told).toEqual(['missed: new', 'kept'])
    expect((await build()).told).toEqual(['restored'])
    expect(ran).toEqual([])
    expect(modes[1]).toEqual(modes[0])
  })
}

it('nobody sees anything of the stand-in in the options, and two builds with the same ones are both right', async () => {
  const project = newProject()
  const results: BuildResult[] = []
  const { build } = esbuildBundler(results)
  const options = { write: false, entryPoints: ['script.js'], color: false }
  const seen: unknown[] = []
  const watching = {
    name: 'esbuild' as const,
    build: async (...[, request, rekindle]: Parameters<typeof build>): Promise<void> => {
      const looking = build(project, request, rekindle)
      for (let times = 0; times < 20; times += 1) {
        seen.push({ ...request.config })
        await null
      }
      await looking
    },
  }
  for (const told of [['missed: new', 'kept'], ['restored']]) {
    expect((await buildWhole(watching, project, { config: options })).told).toEqual(told)
  }
  for (const one of seen) {
    expect(one).toEqual({ write: false, entryPoints: ['script.js'], color: false })
  }
  const [built, restored] = results
  expect(restored).toEqual(built)
})

/** What `toEqual` doesn't look at: texts that are decoded late, and what their bytes lie in. */
function partsOf(result: BuildResult | undefined): unknown {
  return [
    Object.keys(result ?? {}),
    result?.outputFiles?.map((file) => [
      Object.keys(file),
      file.text,
      file.contents.constructor.name,
      Object.getOwnPropertyDescriptor(file, 'text')?.get !== undefined,
    ]),
    JSON.stringify(result?.metafile),
    JSON.stringify(result?.mangleCache),
  ]
}

function modesIn(project: Project): unknown {
  if (!fs.existsSync(project.path('dist'))) {
    return []
  }
  const names = fs.readdirSync(project.path('dist'), { recursive: true }) as string[]
  return names.sort().map((name) => [name, fs.statSync(project.path(`dist/${name}`)).mode])
}
