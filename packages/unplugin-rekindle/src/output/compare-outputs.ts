import type { OutputFile } from '@rekindle/core'

/** Outputs by their path relative to the project root. */
export type OutputSet = ReadonlyMap<string, OutputFile>

export interface OutputDifference {
  readonly added: readonly OutputFile[]
  readonly changed: readonly OutputFile[]
  readonly removed: readonly OutputFile[]
}

/** What differs between the outputs of two builds, each list in the order of paths. */
export function compareOutputs(before: OutputSet, after: OutputSet): OutputDifference {
  const files = [...after.values()].sort(byPath)
  return {
    added: files.filter(({ file }) => !before.has(file)),
    changed: files.filter(({ file, digest }) => before.has(file) && before.get(file)?.digest !== digest),
    removed: [...before.values()].filter(({ file }) => !after.has(file)).sort(byPath),
  }
}

/** By code units: the order must not depend on the machine's language. */
function byPath(one: OutputFile, other: OutputFile): number {
  return one.file < other.file ? -1 : Number(one.file > other.file)
}
