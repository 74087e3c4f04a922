import fs from 'node:fs'
import path from 'node:path'
import { describeValue, type OutputFile, type ProjectRoot } from '@rekindle/core'
import type { BuildOptions, Metafile } from 'esbuild'
import { outputFile } from './output-file.ts'

/** The files that esbuild has written; paths of a metafile are relative to the working directory. */
export function esbuildOutputs(root: ProjectRoot, { outputs }: Metafile): OutputFile[] {
  return Object.keys(outputs).flatMap((name) => {
    const file = path.resolve(root.directory, name)
    // What goes to the standard output is no file.
    return fs.existsSync(file) ? [outputFile(root, file, fs.readFileSync(file))] : []
  })
}

/** What tells the outputs of a build from those of others in the same folder, in every process. */
export function describeEsbuildOutput(root: ProjectRoot, options: BuildOptions): string {
  const { outdir, outfile, format, entryNames, chunkNames, assetNames, entryPoints } = options
  const place = root.relative(path.resolve(root.directory, outdir ?? outfile ?? ''))
  return describeValue([place, format, entryNames, chunkNames, assetNames, entryPoints])
}
