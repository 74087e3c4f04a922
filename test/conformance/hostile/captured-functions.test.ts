import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { buildTwice, reasonsOf, rollupAndVite } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

/** Plugins as CommonJS modules that take functions of Node when they are loaded, before any build. */
const modules: Readonly<Record<string, string>> = {
  'a method of node:fs taken early': `
    const { readFileSync } = require('node:fs')
    module.exports = (file) => readFileSync(file, 'utf8')`,
  'a promisified method of node:fs': `
    const readFile = require('node:util').promisify(require('node:fs').readFile)
    module.exports = (file) => readFile(file, 'utf8')`,
  'what follows the callback of a method taken early': `
    const { readFile, readFileSync } = { ...require('node:fs') }
    module.exports = (file) => new Promise((resolve) =>
      readFile(__filename, () => resolve(require('node:fs').readFileSync(file, 'utf8'))))`,
  'what follows the callback of a failed look by a method taken early': `
    const { stat } = require('node:fs')
    module.exports = (file) => new Promise((resolve) =>
      stat(file + '.none', () => resolve(require('node:fs').readFileSync(file, 'utf8'))))`,
  'a method of node:fs/promises taken early': `
    const { readFile } = require('node:fs/promises')
    module.exports = (file) => readFile(file, 'utf8')`,
  'a copy of node:fs': `
    const fs = { ...require('node:fs') }
    module.exports = (file) => fs.readFileSync(file, 'utf8')`,
  'a descriptor opened early': `
    const fs = require('node:fs')
    let descriptor = null
    module.exports = (file) => {
      const text = Buffer.alloc(100)
      const length = fs.readSync(descriptor, text, 0, 100, 0)
      return text.toString('utf8', 0, length)
    }
    module.exports.prepare = (file) => { descriptor = fs.openSync(file, 'r') }`,
}

const reader = evaluateApart((calls: HookCalls, read: (file: string) => unknown, file: string) => ({
  name: 'reader',
  async transform(code: string, id: string) {
    if (!id.endsWith('main.js')) {
      return null
    }
    calls.push('main.js')
    return { code: `${code}\nglobalThis.config = ${JSON.stringify(await read(file))}\n`, map: null }
  },
}))

describe.each(rollupAndVite)('on $name', (bundler) => {
  it.each(Object.entries(modules))(
    'a plugin that reads by %s is run again when the file changes',
    async (_text, source) => {
      const project = createProject({
        'main.js': `export const a = 1\n`,
        'config.txt': 'first',
        'read.cjs': source,
      })
      const scenario = {
        project,
        plugins: (calls: HookCalls) => {
          const read = createRequire(project.path('x.cjs'))('./read.cjs') as ((file: string) => unknown) & {
            prepare?: (file: string) => void
          }
          read.prepare?.(project.path('config.txt'))
          return [reader(calls, read, project.path('config.txt'))]
        },
        rekindle: { plugins: { reader: true } },
      }
      const { warm } = await buildTwice(bundler, scenario)
      expect(
        warm.calls.length === 0 || reasonsOf(warm.events).length > 0,
        'restored, or not kept for a reason',
      ).toBe(true)
      project.write('config.txt', 'second')
      expect((await buildTwice(bundler, scenario)).cold.calls).toEqual(['main.js'])
    },
  )
})
