import fs from 'node:fs'
import path from 'node:path'

const MENTION: RegExp = /[#@]\s*sourceMappingURL=([^\s'"*]+)/g
const DATA: RegExp = /^data:[^,]*,/

/** The parts of a source map that lead to other files. */
interface LeadingMap {
  readonly sourceRoot?: unknown
  readonly sources?: unknown
  readonly sourcesContent?: unknown
}

/**
 * The files that esbuild reads besides a module when it makes a source map: the map that the module names, and sources whose text isn't in
 * it. Absolute paths; they need not be there.
 */
export function sourceMapFiles(text: string, folder: string): readonly string[] {
  return [...text.matchAll(MENTION)].flatMap(([, url = '']) => {
    if (DATA.test(url)) {
      return sourcesOf(textOfData(url), folder)
    }
    const file = fileOf(url, folder)
    return [file, ...sourcesOf(readText(file), path.dirname(file))]
  })
}

function sourcesOf(map: string, folder: string): readonly string[] {
  let parsed: LeadingMap | null
  try {
    parsed = JSON.parse(map) as LeadingMap | null
  } catch {
    return []
  }
  const { sourceRoot, sources, sourcesContent } = parsed ?? {}
  const contents: readonly unknown[] = Array.isArray(sourcesContent) ? sourcesContent : []
  const prefix = typeof sourceRoot === 'string' ? sourceRoot : ''
  return (Array.isArray(sources) ? (sources as readonly unknown[]) : []).flatMap((source, index) =>
    typeof source === 'string' && typeof contents[index] !== 'string'
      ? [fileOf(source, folder), fileOf(path.posix.join(prefix, source), folder)]
      : [],
  )
}

function fileOf(url: string, folder: string): string {
  const bare = url.replace(/^file:\/\//, '').replace(/[?#].*$/, '')
  try {
    return path.resolve(folder, decodeURIComponent(bare))
  } catch {
    return path.resolve(folder, bare)
  }
}

function textOfData(url: string): string {
  const [header = ''] = DATA.exec(url) ?? []
  const data = url.slice(header.length)
  try {
    return header.includes(';base64')
      ? Buffer.from(data, 'base64').toString('utf8')
      : decodeURIComponent(data)
  } catch {
    return ''
  }
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
