import fc from 'fast-check'
import { evaluateApart, type HookCalls } from '../kit/in-process/define-plugin.ts'

/** What a random plugin does to the modules that its `modules` says. */
export interface PluginSpec {
  readonly kind:
    | 'constant'
    | 'read'
    | 'declare'
    | 'read-later'
    | 'probe'
    | 'list'
    | 'remember'
    | 'follow'
    | 'environment'
    | 'emit'
    | 'warn'
    | 'asynchronous'
    | 'combined-map'
    | 'tree'
    | 'require'
    | 'resolve'
    | 'load'
    | 'module-info'
  /** Index of a data file or variable. */
  readonly target: number
  /** Last digits of the modules that it works on. */
  readonly modules: readonly number[]
  readonly hasMap: boolean
}

const kinds: readonly PluginSpec['kind'][] = [
  'constant',
  'read',
  'declare',
  'read-later',
  'probe',
  'list',
  'remember',
  'follow',
  'environment',
  'emit',
  'warn',
  'asynchronous',
  'combined-map',
  'tree',
  'require',
  'resolve',
  'load',
  'module-info',
]

export const pluginSpec: fc.Arbitrary<PluginSpec> = fc.record({
  kind: fc.constantFrom(...kinds),
  target: fc.nat(2),
  modules: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 4 }),
  hasMap: fc.boolean(),
})

interface Context {
  addWatchFile(file: string): void
  warn(text: string): void
  emitFile(file: object): string
  getCombinedSourcemap(): { mappings: string }
  resolve(source: string, importer: string): Promise<{ id: string; external: unknown } | null>
  load(module: { id: string }): Promise<{ code: string | null }>
  getModuleInfo(id: string): { meta: Record<string, unknown>; code: string | null } | null
}

/** A plugin that adds what it found out to the modules it works on. */
export const makePlugin = evaluateApart((calls: HookCalls, spec: PluginSpec, root: string, index: number) => {
  const fs = () => process.getBuiltinModule('node:fs')
  const nodeModule = process.getBuiltinModule('node:module')
  const { createRequire } = nodeModule
  const pathCache = (nodeModule as unknown as { _pathCache: Record<string, string> })._pathCache
  const name = `plugin-${index}`
  const readText = (file: string): string => {
    try {
      return fs().readFileSync(file, 'utf8')
    } catch {
      return 'nothing'
    }
  }
  const file = `${root}/data/${spec.target}.txt`
  let remembered: string | null = null
  const findOut = async (context: Context, id: string): Promise<string> => {
    switch (spec.kind) {
      case 'constant':
        return name
      case 'read':
        return readText(file)
      case 'declare':
        context.addWatchFile(file)
        return readText(file)
      case 'read-later':
        await new Promise((resolve) => setTimeout(resolve, 1))
        return fs()
          .promises.readFile(file, 'utf8')
          .catch(() => 'nothing')
      case 'probe':
        return String(fs().existsSync(file))
      case 'list':
        return fs().readdirSync(`${root}/data`).sort().join()
      case 'remember':
        remembered ??= readText(file)
        return remembered
      case 'follow':
        return readText(`${root}/data/${readText(file).length % 3}.txt`)
      case 'environment':
        return process.env[`REKINDLE_PROPERTY_${spec.target}`] ?? 'unset'
      case 'emit': {
        const source = readText(file)
        return context.emitFile({ type: 'asset', name: `${name}.txt`, source }) === '' ? '' : source
      }
      case 'warn':
        context.warn(`found ${readText(file)}`)
        return 'warned'
      case 'asynchronous':
        await fs()
          .promises.access(file)
          .catch(() => null)
        return Promise.all(
          [0, 1].map((at) =>
            fs()
              .promises.readFile(`${root}/data/${at}.txt`, 'utf8')
              .catch(() => '-'),
          ),
        ).then(String)
      case 'combined-map':
        return context.getCombinedSourcemap().mappings
      case 'tree':
        return fs().readdirSync(`${root}/data`, { recursive: true }).sort().join()
      case 'require':
        // Node remembers for the whole process where a request led; a clean build is one that doesn't.
        for (const request of Object.keys(pathCache)) {
          delete pathCache[request]
        }
        try {
          return String(createRequire(`${root}/x.cjs`).resolve(`./data/${spec.target}.txt`)).replace(root, '')
        } catch {
          return 'not found'
        }
      case 'resolve': {
        const resolved = await context.resolve(`./m${spec.target}.js`, id)
        return resolved === null ? 'nowhere' : `${resolved.id.replace(root, '')} ${resolved.external}`
      }
      case 'load':
        // A module that imports nothing: one that leads back here would wait for ever.
        return id.endsWith('m3.js')
          ? 'itself'
          : ((await context.load({ id: `${root}/m3.js` })).code ?? 'no code')
      case 'module-info':
        return JSON.stringify(context.getModuleInfo(id)?.meta)
    }
  }
  return {
    name,
    async transform(this: Context, code: string, id: string) {
      const digit = /m(\d)\.js$/.exec(id)?.[1]
      if (digit === undefined || !spec.modules.includes(Number(digit))) {
        return null
      }
      calls.push(`${name} m${digit}.js`)
      const found = await findOut(this, id)
      const mappings = code
        .split('\n')
        .reduce((all, _line, line) => `${all};${line === 0 ? 'AAAA' : 'AACA'}`, '')
      return {
        code: `globalThis.found = ${JSON.stringify(`${name} ${found}`)}\n${code}`,
        map: spec.hasMap ? { version: 3, sources: [id], sourcesContent: [code], names: [], mappings } : null,
      }
    },
  }
})
