import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param {string} root
 * @param {import('./prepare-projects.mjs').Project['edit']} edit
 * @returns {() => void} undoes the edit
 */
export function editFile(root, { file, from, to }) {
  const path = join(root, file)
  const original = readFileSync(path, 'utf8')
  const edited = original.replace(from, to)
  if (edited === original) throw new Error(`"${from}" isn't in ${file}`)
  writeFileSync(path, edited)
  return () => writeFileSync(path, original)
}
