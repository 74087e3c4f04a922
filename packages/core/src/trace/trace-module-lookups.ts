import Module, { isBuiltin } from 'node:module'
import path from 'node:path'
import { statPath } from '../fingerprint/file-stat.ts'
import type { MethodPatches } from './patched-method.ts'
import { presentWitness, runFor, runningTrace } from './running-trace.ts'

/** What is not in the types: the resolver behind `require`, and what it tries. */
interface Resolver {
  _resolveFilename(...args: unknown[]): string
  readonly _extensions: Readonly<Record<string, unknown>>
  _nodeModulePaths(from: string): string[]
}

const resolver: Resolver = Module as unknown as Resolver
const INSTALLED = `${path.sep}node_modules${path.sep}`

/**
 * Reports where `require` and `require.resolve` of a running hook look for a module: by functions of the runtime that no
 * patch reaches. Lookups of installed packages are theirs, and part of the toolchain; those of `import()` can't be seen.
 */
export function traceModuleLookups(patches: MethodPatches): void {
  patches.observe(resolver, '_resolveFilename', ([request, parent]) => {
    const trace = runningTrace()
    const from = (parent as { readonly filename?: unknown } | null | undefined)?.filename
    const witness = presentWitness()
    if (
      (trace === undefined && witness === null) ||
      typeof request !== 'string' ||
      typeof from !== 'string' ||
      from.includes(INSTALLED)
    ) {
      return
    }
    for (const place of runFor('nobody', () => placesOf(request, path.dirname(from)))) {
      trace?.sawFile(place, false)
      witness?.sawFile(place, false)
    }
  })
}

/** The files that a request may mean, up to the package in which it is found. */
function placesOf(request: string, folder: string): readonly string[] {
  if (isBuiltin(request)) {
    return []
  }
  if (request.startsWith('.') || path.isAbsolute(request)) {
    return filesNamed(path.resolve(folder, request))
  }
  const packageName = /^(?:@[^/]+\/)?[^/]+/.exec(request)?.[0] ?? request
  const places: string[] = []
  for (const modules of resolver._nodeModulePaths(folder)) {
    const packageFolder = path.join(modules, packageName)
    const isThere = statPath(packageFolder).kind !== 'absent'
    places.push(isThere ? path.join(packageFolder, 'package.json') : packageFolder)
    if (isThere) {
      break
    }
  }
  return places
}

function filesNamed(base: string): readonly string[] {
  const endings = Object.keys(resolver._extensions)
  return [
    base,
    ...endings.map((ending) => base + ending),
    path.join(base, 'package.json'),
    ...endings.map((ending) => path.join(base, `index${ending}`)),
  ]
}
