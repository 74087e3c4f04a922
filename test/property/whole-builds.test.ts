import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { announceSeed } from '../../packages/core/src/key/test-seed.ts'
import { createProjectFolder, type Project } from '../kit/in-process/project.ts'
import { buildClean, buildWhole, type WholeBundler, wholeBundlers } from '../kit/in-process/whole-builds.ts'

const isNightly = process.env['REKINDLE_NIGHTLY'] === '1'
const RUNS = isNightly ? 25 : 2

/** Modules of the app, a data file and a file that no module names but one that may come before another. */
const FILES = [
  'src/a.js',
  'src/b.js',
  'src/c/index.js',
  'src/c.js',
  'src/data.json',
  'texts/told.txt',
] as const

const edit = fc.record({
  file: fc.constantFrom(...FILES),
  how: fc.constantFrom('edit', 'edit', 'undo', 'delete', 'touch', 'equal', 'same size', 'replace', 'folder'),
  value: fc.integer({ min: 100, max: 999 }),
})

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never

function contentOf(file: string, value: number): string {
  switch (path.extname(file)) {
    case '.json':
      return `{"value":${value}}\n`
    case '.txt':
      return `text ${value}\n`
    default:
      return `export const value = '${file} ${value}'\n`
  }
}

/** Gives whether anything was done. */
function apply(project: Project, before: Map<string, string>, { file, how, value }: Edit): boolean {
  const place = project.path(file)
  const present = fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : null
  const put = (text: string): void => {
    fs.mkdirSync(path.dirname(place), { recursive: true })
    fs.writeFileSync(place, text)
  }
  if (present !== null && how !== 'undo') {
    before.set(file, present)
  }
  switch (how) {
    case 'undo':
      put(before.get(file) ?? contentOf(file, 100))
      return true
    case 'delete':
      // What the app can do without.
      fs.rmSync(place, { force: file === 'src/c.js' || file === 'texts/told.txt', recursive: false })
      return true
    case 'touch':
    case 'equal':
      if (present === null) {
        return false
      }
      if (how === 'touch') {
        fs.utimesSync(place, new Date(), new Date(Date.now() - value * 1000))
      } else {
        put(present)
      }
      return true
    case 'replace':
      fs.writeFileSync(`${place}.new`, contentOf(file, value))
      fs.renameSync(`${place}.new`, place)
      return true
    case 'folder':
      fs.cpSync(project.path('src'), project.path('src.new'), { recursive: true, preserveTimestamps: true })
      fs.rmSync(project.path('src'), { recursive: true })
      fs.renameSync(project.path('src.new'), project.path('src'))
      return true
    default:
      put(contentOf(file, value))
      return true
  }
}

/** Reads beside the modules, in a hook that runs at the end. */
function teller(): object {
  return {
    name: 'teller',
    renderChunk(code: string) {
      const told = fs.existsSync('texts/told.txt') ? fs.readFileSync('texts/told.txt', 'utf8') : 'nothing'
      return { code: `/* ${told.trim()} ${fs.readdirSync('src').join()} */\n${code}`, map: null }
    },
  }
}

async function outcomeOf(build: () => Promise<Readonly<Record<string, string>>>): Promise<unknown> {
  try {
    return await build()
  } catch {
    return 'failed'
  }
}

/** Builds after each edit; gives how many builds were restored. */
async function buildAll(bundler: WholeBundler, edits: readonly Edit[]): Promise<number> {
  const isVite = bundler.name === 'vite'
  const project = createProjectFolder({
    'package.json': '{"name":"app","type":"module"}',
    'rekindle-place.cjs': 'module.exports = (rekindle, options) => rekindle(options)\n',
    'main.js': `import { value as a } from './src/a.js'
import { value as b } from './src/b.js'
import { value as c } from ${isVite ? "'./src/c'" : "'./src/c/index.js'"}
${isVite ? "import data from './src/data.json'\nconst all = import.meta.glob('./src/*.js', { eager: true })" : 'const [data, all] = []'}
export const main = [a, b, c, data, all]
`,
    ...Object.fromEntries(
      FILES.filter((file) => file !== 'src/c.js').map((file) => [file, contentOf(file, 100)]),
    ),
  })
  const folder = process.cwd()
  process.chdir(project.root)
  let restored = 0
  const before = new Map<string, string>()
  try {
    for (const one of [null, null, ...edits]) {
      try {
        if (one !== null && !apply(project, before, one)) {
          continue
        }
      } catch {
        // There is nothing to delete or to replace.
        continue
      }
      const request = { plugins: [teller()] }
      const clean = await outcomeOf(() => buildClean(bundler, project, request))
      const made = await outcomeOf(async () => {
        const { files, told } = await buildWhole(bundler, project, { plugins: [teller()] })
        restored += told[0] === 'restored' ? 1 : 0
        return files
      })
      expect(made, JSON.stringify(one)).toEqual(clean)
    }
  } finally {
    process.chdir(folder)
    fs.rmSync(project.root, { recursive: true, force: true })
  }
  return restored
}

for (const bundler of wholeBundlers) {
  it(`on ${bundler.name} every build after random edits is as a clean one, whether it was restored or made`, async () => {
    const seed = announceSeed(`whole builds on ${bundler.name}`)
    let restored = 0
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: isNightly ? 12 : 4 }), async (edits) => {
        restored += await buildAll(bundler, edits)
      }),
      { seed, numRuns: RUNS, endOnFailure: true },
    )
    // The second build of each run changes nothing.
    expect(restored).toBeGreaterThanOrEqual(RUNS)
  })
}
