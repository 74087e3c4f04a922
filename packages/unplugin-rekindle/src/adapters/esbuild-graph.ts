import path from 'node:path'
import type { ModuleFacts, ModuleId, ProjectRoot } from '@rekindle/core'
import { graphIds } from '../build/module-info-facts.ts'

/** The part of esbuild's metafile that tells of modules; paths are relative to the working directory. */
export interface MetafileInputs {
  readonly inputs: Readonly<
    Record<
      string,
      {
        readonly imports: readonly {
          readonly path: string
          readonly kind: string
          readonly external?: boolean
        }[]
      }
    >
  >
}

/** The modules of a metafile as facts. `workingDirectory` is esbuild's `absWorkingDir`, or where it ran. */
export function esbuildGraphFacts(
  { inputs }: MetafileInputs,
  root: ProjectRoot,
  workingDirectory: string,
): ModuleFacts[] {
  const toId = graphIds(root)
  // A path of another namespace has its name before a colon: `virtual:pages`. Drives of Windows have one letter.
  const idOf = (file: string): ModuleId =>
    /^[\w-]{2,}:/.test(file) ? (file as ModuleId) : toId(path.resolve(workingDirectory, file))
  return Object.entries(inputs).map(([file, { imports }]) => {
    const targets = (isDynamic: boolean): ModuleId[] =>
      imports
        .filter(({ kind }) => (kind === 'dynamic-import') === isDynamic)
        .map((one) => (one.external === true ? (one.path as ModuleId) : idOf(one.path)))
    return {
      id: idOf(file),
      source: null,
      result: null,
      staticImports: targets(false),
      dynamicImports: targets(true),
      inputs: [],
    }
  })
}
