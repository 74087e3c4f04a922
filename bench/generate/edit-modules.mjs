import { readFileSync, writeFileSync } from 'node:fs'

const captionPattern = /^((?: *|export )const caption = ')([^']+)(')/m

/**
 * Changes what some modules of an app show. The modules are spread evenly over the app and always the same ones; the text
 * depends on their number, so that no build finds an edit that another one has stored.
 *
 * @param {import('./generate-app.mjs').App} app
 * @param {number} count
 * @returns {() => void} puts the modules back
 */
export function editModules(app, count) {
  const step = app.modules.length / count
  const files = Array.from({ length: count }, (_, index) => app.modules[Math.floor((index + 0.5) * step)])
  const originals = files.map((file) => readFileSync(file, 'utf8'))
  for (const [index, file] of files.entries()) {
    const edited = originals[index].replace(captionPattern, `$1$2, one of ${count} edits$3`)
    if (edited === originals[index]) throw new Error(`The edit didn't change ${file}`)
    writeFileSync(file, edited)
  }
  return () => {
    for (const [index, file] of files.entries()) writeFileSync(file, originals[index])
  }
}
