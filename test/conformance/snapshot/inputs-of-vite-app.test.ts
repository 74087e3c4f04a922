import fs from 'node:fs'
import { expect, it } from 'vitest'
import type { Project } from '../../kit/in-process/project.ts'
import {
  buildClean,
  buildWhole,
  createWholeProject,
  type WholeBundler,
  type WholeRequest,
  wholeBundlers,
} from '../../kit/in-process/whole-builds.ts'

const vite = wholeBundlers.find(({ name }) => name === 'vite') as WholeBundler

const files = {
  'package.json': '{"name":"app","type":"module","browserslist":["chrome 100"],"sideEffects":false}',
  'package-lock.json': '{"name":"app","lockfileVersion":3,"packages":{}}',
  'index.html':
    '<!doctype html><link rel="icon" href="./icon.svg"><script type="module" src="/src/main.js"></script>\n',
  'icon.svg': '<svg id="icon"/>\n',
  'src/main.js': [
    "import data from './data.json'",
    "import text from './text.txt?raw'",
    "import './style.css'",
    "import Worker from './work.js?worker'",
    "const image = new URL('./image.svg', import.meta.url).href",
    `const open = (name) => new URL(\`./named/\${name}.svg\`, import.meta.url).href`,
    `const page = (name) => import(\`./pages/\${name}.js\`)`,
    "const parts = import.meta.glob('./parts/**/*.js')",
    'console.log(data, text, new Worker(), image, open, page, parts, import.meta.env.MODE, import.meta.env.VITE_LOCAL)',
    '',
  ].join('\n'),
  'src/data.json': '{"value":1}\n',
  'src/text.txt': 'text\n',
  'src/style.css': "@import './more.css';\nbody { background: url(./back.svg) }\n",
  'src/more.css': 'p { color: red }\n',
  'src/back.svg': '<svg id="back"/>\n',
  'src/work.js': "import { told } from './told.js'\npostMessage(told)\n",
  'src/told.js': "export const told = 'by the worker'\n",
  'src/image.svg': '<svg id="image"/>\n',
  'src/named/one.svg': '<svg id="one"/>\n',
  'src/pages/one.js': 'export const page = 1\n',
  'src/parts/one.js': 'export const part = 1\n',
}

const edits: Readonly<Record<string, (project: Project) => void>> = {
  'the page': (project) => project.write('index.html', `${files['index.html']}<p>more</p>\n`),
  'an asset of the page': (project) => project.write('icon.svg', '<svg id="other"/>\n'),
  'data as a module': (project) => project.write('src/data.json', '{"value":2}\n'),
  'a text as a module': (project) => project.write('src/text.txt', 'other\n'),
  'a stylesheet in a stylesheet': (project) => project.write('src/more.css', 'p { color: blue }\n'),
  'an asset of a stylesheet': (project) => project.write('src/back.svg', '<svg id="other back"/>\n'),
  'a module of a worker': (project) => project.write('src/told.js', "export const told = 'anew'\n"),
  'an asset by a URL': (project) => project.write('src/image.svg', '<svg id="other image"/>\n'),
  'an asset by a URL with something left open': (project) =>
    project.write('src/named/one.svg', '<svg id="other one"/>\n'),
  'one more such asset': (project) => project.write('src/named/two.svg', '<svg id="two"/>\n'),
  'one more module for an import with something left open': (project) =>
    project.write('src/pages/two.js', 'export const page = 2\n'),
  'one more module for a glob, in a folder of its own': (project) =>
    project.write('src/parts/deep/two.js', 'export const part = 2\n'),
  'a folder that is gone': (project) => project.remove('src/parts/deep'),
  'a folder with another name': (project) => project.rename('src/named', 'src/named.old'),
  'the folder as it was': (project) => project.rename('src/named.old', 'src/named'),
  'a file of the environment for this machine': (project) =>
    project.write('.env.local', 'VITE_LOCAL=local\n'),
  'another text in it': (project) => project.write('.env.local', 'VITE_LOCAL=other\n'),
  'the browsers in the manifest': (project) =>
    project.write('package.json', files['package.json'].replace('chrome 100', 'chrome 120')),
  'the side effects in the manifest': (project) =>
    project.write('package.json', files['package.json'].replace('false', 'true')),
  'the lockfile': (project) =>
    project.write('package-lock.json', files['package-lock.json'].replace('app', 'other')),
}

async function buildBoth(project: Project, request: WholeRequest, what: string): Promise<readonly string[]> {
  const clean = await buildClean(vite, project, request)
  const { files: made, told } = await buildWhole(vite, project, request)
  expect(made, `${what}: ${told.join('; ')}`).toEqual(clean)
  return told
}

it('each file of an app is seen to change, and every state is restored', async () => {
  const project = createWholeProject(files)
  const config = { build: { assetsInlineLimit: 0, modulePreload: false } }
  await buildBoth(project, { config }, 'at first')
  expect(await buildBoth(project, { config }, 'at first')).toEqual(['restored'])
  for (const [what, edit] of Object.entries(edits)) {
    edit(project)
    const told = await buildBoth(project, { config }, what)
    expect(told[0], what).toMatch(/^missed: |^restored$/)
    expect(told[0] === 'restored', what).toBe(
      what === 'a folder that is gone' || what === 'the folder as it was',
    )
    expect(await buildBoth(project, { config }, `${what}, once more`), what).toEqual(['restored'])
  }
  for (const mode of ['staging', 'production']) {
    const told = await buildBoth(project, { config: { ...config, mode } }, mode)
    expect(told[0], mode).toMatch(mode === 'staging' ? /^missed: new$/ : /^missed: |^restored$/)
  }
  fs.rmSync(project.path('node_modules/.cache'), { recursive: true })
  expect((await buildBoth(project, { config }, 'without the cache'))[0]).toBe('missed: new')
})
