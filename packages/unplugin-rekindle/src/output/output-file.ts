import { fingerprintOf, type OutputFile, type ProjectRoot } from '@rekindle/core'

/** An output as data; `path` is absolute. */
export function outputFile(root: ProjectRoot, path: string, content: string | Uint8Array): OutputFile {
  // What is digested are the bytes on disk, also of texts that have no form in UTF-8.
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return { file: root.relative(path), size: bytes.byteLength, digest: fingerprintOf(bytes) }
}
