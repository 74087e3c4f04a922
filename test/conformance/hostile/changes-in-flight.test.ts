import { describe, it } from 'vitest'
import { buildAsClean, buildTwice, buildWith, rollupAndVite } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

type Meddler = (root: string) => void

/** Reads `config.txt` and then lets somebody meddle; untraced, as by another process. */
const reader = evaluateApart((calls: HookCalls, root: string, when: string, meddle: Meddler) => {
  const config = (): string => process.getBuiltinModule('node:fs').readFileSync(`${root}/config.txt`, 'utf8')
  return {
    name: 'reader',
    async transform(code: string, id: string) {
      if (!/(main|second)\.js$/.test(id)) {
        return null
      }
      calls.push(id.split('/').at(-1) ?? '')
      if (when === 'before' && calls.length === 1) {
        meddle(root)
      }
      const text = config()
      if (when === 'after' && calls.length === 1) {
        meddle(root)
      }
      await new Promise((resolve) => setTimeout(resolve, 5))
      return { code: `${code}\nglobalThis.config = ${JSON.stringify(text)}\n`, map: null }
    },
    buildEnd() {
      if (when === 'in the end') {
        meddle(root)
      }
    },
  }
})

const files = {
  'main.js': `export * from './second.js'\n`,
  'second.js': `export const second = 2\n`,
  'config.txt': 'first',
}

const meddlers: Readonly<Record<string, Meddler>> = {
  'its dependency is edited': (root) => {
    const { env } = process
    const script = `require('fs').writeFileSync('${root}/config.txt', 'second')`
    process.getBuiltinModule('node:child_process').execFileSync(process.execPath, ['-e', script], { env })
  },
  'its dependency is removed': (root) => {
    const script = `require('fs').rmSync('${root}/config.txt', { force: true }); require('fs').writeFileSync('${root}/config.txt', 'third')`
    process.getBuiltinModule('node:child_process').execFileSync(process.execPath, ['-e', script])
  },
  'its own file is edited': (root) => {
    const script = `require('fs').writeFileSync('${root}/main.js', 'export const edited = 1\\n')`
    process.getBuiltinModule('node:child_process').execFileSync(process.execPath, ['-e', script])
  },
}

/** The meddling of the first build; later ones leave things alone. */
const leaveAlone: Meddler = evaluateApart(() => undefined)

describe.each(rollupAndVite)('on $name', (bundler) => {
  const cases = Object.keys(meddlers).flatMap((what) =>
    ['before', 'after', 'in the end'].map((when) => [what, when] as const),
  )

  it.each(cases)('when %s while a hook runs (%s its read), the next build is right', async (what, when) => {
    const project = createProject(files)
    const scenario = (meddle: Meddler) => ({
      project,
      plugins: (calls: HookCalls) => [reader(calls, project.root, when, meddle)],
      rekindle: { plugins: { reader: true } },
    })
    await buildAsClean(bundler, scenario(leaveAlone))
    await buildWith(bundler, scenario(evaluateApart(meddlers[what]!)))
    await buildTwice(bundler, scenario(leaveAlone))
  })

  it.each(cases)(
    'when %s in the first build of all (%s its read), the next build is right',
    async (what, when) => {
      const project = createProject(files)
      const scenario = (meddle: Meddler) => ({
        project,
        plugins: (calls: HookCalls) => [reader(calls, project.root, when, meddle)],
        rekindle: { plugins: { reader: true } },
      })
      await buildWith(bundler, scenario(evaluateApart(meddlers[what]!)))
      await buildTwice(bundler, scenario(leaveAlone))
    },
  )
})
