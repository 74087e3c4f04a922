import type { SavedBuild, SavedFile } from './output-text.ts'

interface EmittingContext {
  emitFile(file: object): string
}

/** What of a file is given back in this way; most of what a chunk tells besides is of its modules. */
export const EMITTED_FIELDS: ReadonlySet<string> = new Set([
  ...['type', 'fileName', 'source', 'originalFileNames', 'names'],
  ...['code', 'map', 'name', 'exports', 'sourcemapFileName', 'facadeModuleId', 'isEntry', 'isDynamicEntry'],
  ...['imports', 'dynamicImports'],
])

/** Rolldown takes no files into a bundle but those that are emitted. Of a chunk it forgets what it was made of. */
export function putByEmitting(this: object, bundle: object, files: readonly object[]): void {
  const context = this as EmittingContext
  const target = bundle as Record<string, unknown>
  for (const name of Object.keys(target)) {
    delete target[name]
  }
  for (const file of files as readonly SavedFile[]) {
    const { type, fileName, source, originalFileNames, names } = file
    if (type === 'asset') {
      const [originalFileName] = originalFileNames as readonly string[]
      const [name] = names as readonly string[]
      context.emitFile({ type: 'asset', fileName, source, originalFileName, name })
    } else {
      const { code, map, name, exports, sourcemapFileName, facadeModuleId, isEntry, isDynamicEntry } = file
      context.emitFile({
        type: 'prebuilt-chunk',
        ...{ fileName, code, name, exports, isEntry, isDynamicEntry },
        ...(map !== null && { map }),
        ...(sourcemapFileName !== null && { sourcemapFileName }),
        ...(facadeModuleId !== null && { facadeModuleId }),
      })
    }
  }
}

/** What a chunk imports can only be told once it is in the bundle: by a plugin behind the one that emits it. */
export function importsPlugin({ outputs }: SavedBuild): object {
  const nameToFile = new Map(
    outputs.flatMap(({ files }) => files.map((file) => [String(file['fileName']), file] as const)),
  )
  return {
    name: 'rekindle:snapshot-imports',
    generateBundle: {
      order: 'post',
      handler(
        _: object,
        bundle: Readonly<Record<string, SavedFile & { imports: unknown; dynamicImports: unknown }>>,
      ): void {
        for (const [name, file] of Object.entries(bundle)) {
          const saved = nameToFile.get(name)
          if (file['type'] === 'chunk' && saved !== undefined) {
            file.imports = saved['imports']
            file.dynamicImports = saved['dynamicImports']
          }
        }
      },
    },
  }
}
