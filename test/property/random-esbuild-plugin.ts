import type { OnLoadArgs, OnLoadResult, PluginBuild } from 'esbuild'
import fc from 'fast-check'
import { evaluateApart, type HookCalls } from '../kit/in-process/define-plugin.ts'

const kinds = [
  'constant',
  'read',
  'read-later',
  'probe',
  'list',
  'tree',
  'remember',
  'follow',
  'environment',
  'asynchronous',
  'watch-files',
  'watch-dirs',
  'warn',
  'bytes',
  'message',
  'nothing',
  'resolve',
  'transform',
  'read-in-setup',
  'read-at-start',
  'told',
] as const

/** What a random plugin of esbuild does to the modules that its `modules` says. */
export interface EsbuildPluginSpec {
  readonly kind: (typeof kinds)[number]
  /** Index of a data file or variable. */
  readonly target: number
  /** Last digits of the modules that it works on. */
  readonly modules: readonly number[]
  readonly isAsynchronous: boolean
}

export const esbuildPluginSpec: fc.Arbitrary<EsbuildPluginSpec> = fc.record({
  kind: fc.constantFrom(...kinds),
  target: fc.nat(2),
  modules: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 4 }),
  isAsynchronous: fc.boolean(),
})

/** A plugin that loads the modules it works on, with what it found out. The first plugin that does has the word. */
export const makeEsbuildPlugin = evaluateApart(
  (calls: HookCalls, spec: EsbuildPluginSpec, root: string, index: number) => {
    const fs = () => process.getBuiltinModule('node:fs')
    const name = `plugin-${index}`
    const file = `${root}/data/${spec.target}.txt`
    const readText = (path: string): string => {
      try {
        return fs().readFileSync(path, 'utf8')
      } catch {
        return 'nothing'
      }
    }
    let remembered: string | null = null
    let known = ''
    const findOut = async (
      build: PluginBuild,
      args: OnLoadArgs,
    ): Promise<OnLoadResult & { found: unknown }> => {
      switch (spec.kind) {
        case 'constant':
        case 'nothing':
          return { found: name }
        case 'read':
          return { found: readText(file) }
        case 'read-later':
          await new Promise((resolve) => setTimeout(resolve, 1))
          return {
            found: await fs()
              .promises.readFile(file, 'utf8')
              .catch(() => 'nothing'),
          }
        case 'probe':
          return { found: fs().existsSync(file) }
        case 'list':
          return { found: fs().readdirSync(`${root}/data`).sort() }
        case 'tree':
          return { found: fs().readdirSync(`${root}/data`, { recursive: true }).sort() }
        case 'remember':
          remembered ??= readText(file)
          return { found: remembered }
        case 'follow':
          return { found: readText(`${root}/data/${readText(file).length % 3}.txt`) }
        case 'environment':
          return { found: process.env[`REKINDLE_PROPERTY_${spec.target}`] ?? 'unset' }
        case 'asynchronous':
          return {
            found: await Promise.all(
              [0, 1].map((at) =>
                fs()
                  .promises.readFile(`${root}/data/${at}.txt`, 'utf8')
                  .catch(() => '-'),
              ),
            ),
          }
        case 'watch-files':
          return { found: readText(file), watchFiles: [file] }
        case 'watch-dirs':
          return { found: fs().readdirSync(`${root}/data`).length, watchDirs: [`${root}/data`] }
        case 'warn':
          return {
            found: 'warned',
            warnings: [{ text: `found ${readText(file)}`, location: { file: args.path, line: 1 } }],
          }
        case 'bytes':
          return { found: Buffer.from(readText(file)).toString('hex') }
        case 'message':
          return { found: 'message', pluginData: { found: readText(file) } }
        case 'resolve': {
          const { path, errors } = await build.resolve(`./m${spec.target}.js`, {
            kind: 'import-statement',
            resolveDir: root,
          })
          return { found: [path.replace(root, ''), errors.length] }
        }
        case 'transform':
          return { found: (await build.esbuild.transform(`x = ${JSON.stringify(readText(file))}`)).code }
        case 'read-in-setup':
        case 'read-at-start':
          return { found: known }
        case 'told':
          return { found: args.pluginData as unknown }
      }
    }
    return {
      name,
      setup(build: PluginBuild) {
        if (spec.kind === 'read-in-setup') {
          known = readText(file)
        }
        build.onStart(() => {
          if (spec.kind === 'read-at-start') {
            known = readText(file)
          }
        })
        if (spec.kind === 'told') {
          build.onResolve({ filter: /m\d\.js$/ }, ({ path }) => ({
            path: `${root}/${path.slice(-5)}`,
            pluginData: readText(file),
          }))
        }
        build.onLoad({ filter: /m\d\.js$/ }, async (args) => {
          const digit = Number(/m(\d)\.js$/.exec(args.path)?.[1])
          if (!spec.modules.includes(digit)) {
            return null
          }
          calls.push(`${name} m${digit}.js`)
          if (spec.isAsynchronous) {
            await new Promise((resolve) => setTimeout(resolve, 1))
          }
          const { found, ...result } = await findOut(build, args)
          if (spec.kind === 'nothing') {
            return null
          }
          const code = `globalThis.found = ${JSON.stringify([name, found])}\n${readText(args.path)}`
          return { ...result, contents: spec.kind === 'bytes' ? Buffer.from(code) : code }
        })
      },
    }
  },
)
