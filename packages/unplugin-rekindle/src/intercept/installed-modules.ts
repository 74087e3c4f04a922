import { createRequire } from 'node:module'

const INSTALLED: RegExp = /[\\/]node_modules[\\/]/

/** What installed CommonJS modules export, with the file of each; taken again when more modules have been loaded. */
let known: { readonly count: number; readonly fileOf: ReadonlyMap<unknown, string> } = {
  count: 0,
  fileOf: new Map(),
}

/**
 * Variables with names in place of the modules that a CommonJS module requires: these are told by their files, since much
 * of what is in them is filled in while they are used. Modules of the project stay as they are.
 */
export function nameModules(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { cache } = createRequire(import.meta.url)
  const files = Object.keys(cache)
  if (files.length !== known.count) {
    const fileOf = new Map<unknown, string>()
    for (const file of files.filter((each) => INSTALLED.test(each))) {
      const exported: unknown = cache[file]?.exports
      // A text or a number is no module's own.
      if (typeof exported === 'function' || (typeof exported === 'object' && exported !== null)) {
        fileOf.set(exported, file.replaceAll('\\', '/'))
      }
    }
    known = { count: files.length, fileOf }
  }
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      known.fileOf.get(value) ?? wrappedFile(value) ?? value,
    ]),
  )
}

/** The file of a module around which a compiler has put an object with its `default`; such a copy is as large as the module. */
function wrappedFile(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) {
    return null
  }
  const inner: unknown = Object.getOwnPropertyDescriptor(value, 'default')?.value
  const file = known.fileOf.get(inner)
  if (file === undefined) {
    return null
  }
  const isCopy = Object.keys(value).every((key) => key === 'default' || key in Object(inner))
  return isCopy ? `${file} as default` : null
}
