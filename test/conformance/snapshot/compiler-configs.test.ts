import { expect, it } from 'vitest'
import type { Project } from '../../kit/in-process/project.ts'
import {
  buildClean,
  buildWhole,
  createInnerWholeProject,
  type WholeBundler,
  type WholeRequest,
  wholeBundlers,
} from '../../kit/in-process/whole-builds.ts'

const files = {
  'package.json': '{"name":"app"}',
  'main.ts': "import { found } from 'mapped/found'\nexport class Main { kept = found }\n",
  'lib/found.ts': "export const found = 'in the project'\n",
}
const pathsOf = (...places: readonly string[]): string =>
  JSON.stringify({ compilerOptions: { paths: { 'mapped/*': places } } })

interface Case {
  readonly files: Readonly<Record<string, string>>
  readonly requests: Readonly<Record<string, WholeRequest>>
  readonly edit: (project: Project) => void
}

const cases: Readonly<Record<string, Case>> = {
  'a config that the options name': {
    files: {
      'configs/compiler.json': pathsOf('../lib/*'),
      'other/found.ts': "export const found = 'other'\n",
    },
    requests: { rolldown: { config: { input: 'main.ts', tsconfig: 'configs/compiler.json' } } },
    edit: (project) => project.write('configs/compiler.json', pathsOf('../other/*', '../lib/*')),
  },
  'a file in a folder outside of the project that comes first': {
    files: { 'tsconfig.json': pathsOf('../beside/*', './lib/*'), '../beside/none.ts': '' },
    requests: {
      rolldown: { config: { input: 'main.ts', tsconfig: true } },
      vite: viteRequest(),
    },
    edit: (project) => project.write('../beside/found.ts', "export const found = 'beside'\n"),
  },
  'a file among outputs that comes first': {
    files: { 'tsconfig.json': pathsOf('./made/*', './lib/*'), 'made/none.ts': '' },
    requests: {
      rolldown: { config: { input: 'main.ts', tsconfig: true }, output: { dir: 'made/app' } },
      vite: viteRequest({ outDir: 'made/app' }),
    },
    edit: (project) => project.write('made/found.ts', "export const found = 'made'\n"),
  },
}

function viteRequest(build: object = {}): WholeRequest {
  return {
    config: {
      resolve: { tsconfigPaths: true },
      build: { lib: { entry: 'main.ts', formats: ['es'] }, ...build },
    },
  }
}

async function expectAsClean(
  bundler: WholeBundler,
  project: Project,
  request: WholeRequest,
): Promise<readonly string[]> {
  const clean = await buildClean(bundler, project, request)
  const { files: made, told } = await buildWhole(bundler, project, request)
  expect(made, told.join('; ')).toEqual(clean)
  return told
}

for (const [what, { files: others, requests, edit }] of Object.entries(cases)) {
  for (const bundler of wholeBundlers.filter(({ name }) => requests[name] !== undefined)) {
    it(`on ${bundler.name} ${what} is an input`, async () => {
      const project = createInnerWholeProject({ ...files, ...others })
      const request = requests[bundler.name] as WholeRequest
      await expectAsClean(bundler, project, request)
      expect(await expectAsClean(bundler, project, request)).toEqual(['restored'])
      edit(project)
      const told = await expectAsClean(bundler, project, request)
      expect(told).toEqual([expect.stringMatching(/^missed: /), 'kept'])
      expect(await expectAsClean(bundler, project, request)).toEqual(['restored'])
    })
  }
}
