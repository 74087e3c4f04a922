import fs from 'node:fs'
import path from 'node:path'
import type { BuildOptions, BuildResult, Metafile, OutputFile } from 'esbuild'
import type { SavedFile, SavedOutput } from '../output-text.ts'

/** A result of a build, with all files that came of it, which esbuild may have written itself. */
export interface MadeBuild {
  readonly options: BuildOptions
  /** Absolute path; those of the metafile are relative to it. */
  readonly folder: string
  readonly result: BuildResult
  /** Also where nobody else has asked for it. */
  readonly metafile: Metafile
}

/** What a result has besides files, as JSON; null: it has none. */
interface Told {
  readonly metafile: string
  readonly showsMetafile: boolean
  readonly mangleCache: string | null
  readonly hasFiles: boolean
}

const HASHBANG = '#!'

/** A result as plain data; the text says what of it isn't. Written files are read. */
export function saveResult({ options, folder, result, metafile }: MadeBuild): SavedOutput | string {
  const { outputFiles, mangleCache } = result
  const files = outputFiles?.map(saveFile) ?? readOutputs(folder, metafile)
  if (typeof files === 'string') {
    return files
  }
  const isCopied = Object.values(options.loader ?? {}).some(
    (loader) => loader === 'copy' || loader === 'file',
  )
  if (isCopied && files.some(({ executable }) => executable === true)) {
    // A script that was only copied is written in another way than one that was made.
    return 'a script among files that may be copied'
  }
  const { outdir, outfile } = options
  const told: Told = {
    metafile: JSON.stringify(metafile),
    showsMetafile: result.metafile !== undefined,
    mangleCache: mangleCache === undefined ? null : JSON.stringify(mangleCache),
    hasFiles: outputFiles !== undefined,
  }
  return {
    question: JSON.stringify(told),
    isWrite: outputFiles === undefined,
    dir: outdir === undefined ? undefined : path.resolve(folder, outdir),
    file: outfile === undefined ? undefined : path.resolve(folder, outfile),
    files,
  }
}

/** Gives a result of nothing what the saved one had. Files that are to be written are written. */
export function restoreResult(result: BuildResult, { question, isWrite, files }: SavedOutput): Metafile {
  const { metafile, showsMetafile, mangleCache, hasFiles } = JSON.parse(question) as Told
  if (isWrite) {
    for (const file of files) {
      writeFile(file)
    }
  }
  const target = result as {
    outputFiles: OutputFile[] | undefined
    metafile: Metafile | undefined
    mangleCache: BuildResult['mangleCache'] | undefined
  }
  target.outputFiles = hasFiles ? files.map(outputFile) : undefined
  target.metafile = showsMetafile ? (JSON.parse(metafile) as Metafile) : undefined
  target.mangleCache =
    mangleCache === null ? undefined : (JSON.parse(mangleCache) as NonNullable<BuildResult['mangleCache']>)
  return JSON.parse(metafile) as Metafile
}

function saveFile({ path: fileName, contents, hash }: OutputFile): SavedFile {
  return { fileName, source: Uint8Array.from(contents), hash, executable: isExecutable(contents) }
}

function readOutputs(folder: string, { outputs }: Metafile): readonly SavedFile[] | string {
  const files: SavedFile[] = []
  for (const [name, { bytes }] of Object.entries(outputs)) {
    const fileName = path.resolve(folder, name)
    let source: Uint8Array
    try {
      source = Uint8Array.from(fs.readFileSync(fileName))
    } catch {
      return `${name}, which isn't there`
    }
    if (source.byteLength !== bytes) {
      return `${name}, which somebody else has written`
    }
    files.push({ fileName, source, executable: isExecutable(source) })
  }
  return files
}

/** Esbuild makes scripts executable that say by what they are run. */
function isExecutable(contents: Uint8Array): boolean {
  return Buffer.from(contents.subarray(0, HASHBANG.length)).toString('latin1') === HASHBANG
}

function writeFile(file: SavedFile): void {
  const target = String(file['fileName'])
  fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o755 })
  fs.writeFileSync(target, file['source'] as Uint8Array, {
    mode: file['executable'] === true ? 0o777 : 0o666,
  })
}

/** As esbuild gives it: the text is decoded when it is asked for, of the bytes that are there then. */
function outputFile(saved: SavedFile): OutputFile {
  let decoded: { readonly contents: Uint8Array; readonly text: string } | null = null
  return {
    path: String(saved['fileName']),
    // A copy: what was decoded is a window on all of the record.
    contents: Uint8Array.from(saved['source'] as Uint8Array),
    hash: String(saved['hash']),
    get text(): string {
      const { contents } = this as OutputFile
      if (decoded?.contents !== contents) {
        decoded = { contents, text: new TextDecoder().decode(contents) }
      }
      return decoded.text
    },
  }
}
