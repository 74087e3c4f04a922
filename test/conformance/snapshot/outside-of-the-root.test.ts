import { expect, it } from 'vitest'
import { enterFolder, type Project } from '../../kit/in-process/project.ts'
import {
  buildClean,
  buildWhole,
  createWholeProject,
  type WholeBundler,
  wholeBundlers,
} from '../../kit/in-process/whole-builds.ts'

async function expectAsClean(bundler: WholeBundler, app: Project): Promise<readonly string[]> {
  const clean = await buildClean(bundler, app, {})
  const { files, told } = await buildWhole(bundler, app, {})
  expect(files, told.join('; ')).toEqual(clean)
  return told
}

const place = 'module.exports = (rekindle, options) => rekindle(options)\n'

for (const bundler of wholeBundlers) {
  it(`on ${bundler.name} a module that comes before a folder outside of the root is seen`, async () => {
    const isSimple = bundler.name === 'rollup'
    const whole = createWholeProject({
      'app/rekindle-place.cjs': place,
      'app/package.json': '{"name":"app"}',
      'app/main.js': `import { found } from '../lib/found'\nexport const main = found\n`,
      [isSimple ? 'lib/found.js' : 'lib/found/index.js']: "export const found = 'at first'\n",
    })
    const app = enterFolder(whole, 'app')
    await expectAsClean(bundler, app)
    expect(await expectAsClean(bundler, app)).toEqual(['restored'])
    whole.write(isSimple ? 'lib/found.mjs' : 'lib/found.js', "export const found = 'nearer'\n")
    await expectAsClean(bundler, app)
    expect(await expectAsClean(bundler, app)).toEqual(['restored'])
    expect(Object.values(await buildClean(bundler, app, {})).join()).toContain('nearer')
  })
}

const vite = wholeBundlers.find(({ name }) => name === 'vite') as WholeBundler

const lookups: Readonly<Record<string, string>> = {
  'import.meta.glob': "import.meta.glob('../shared/**/*.js', { eager: true })",
  'an import with something left open': `(name) => import(\`../shared/deep/\${name}.js\`)`,
  'a glob with a base': "import.meta.glob('./**/*.js', { base: '../shared', eager: true })",
}

for (const [what, lookup] of Object.entries(lookups)) {
  it(`a build with ${what} that leads out of the root isn't recorded`, async () => {
    const whole = createWholeProject({
      'app/rekindle-place.cjs': place,
      'app/package.json': '{"name":"app"}',
      'app/main.js': `export const main = ${lookup}\n`,
      'shared/deep/one.js': 'export const found = 1\n',
    })
    const app = enterFolder(whole, 'app')
    for (const edit of [() => {}, () => whole.write('shared/deep/two.js', 'export const found = 2\n')]) {
      edit()
      const told = await expectAsClean(vite, app)
      expect(told.at(-1)).toBe('declined: use a pattern in main.js that leads out of the project')
    }
  })
}

it('a build with import.meta.glob inside of the root is recorded, and each new file is seen', async () => {
  const project = createWholeProject({
    'package.json': '{"name":"app"}',
    'main.js': "export const main = import.meta.glob(['./pages/**/*.js', '!**/no.js'], { eager: true })\n",
    'pages/one.js': 'export const page = 1\n',
  })
  await expectAsClean(vite, project)
  expect(await expectAsClean(vite, project)).toEqual(['restored'])
  project.write('pages/deep/two.js', 'export const page = 2\n')
  await expectAsClean(vite, project)
  expect(await expectAsClean(vite, project)).toEqual(['restored'])
})
