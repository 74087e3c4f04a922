import { readFileSync, writeFileSync } from 'node:fs'

const captionPattern = /^((?: *|export )const caption = ')([^']+)(')/m

/**
 * Changes what some modules of an app show.
 *
 * @param {Pick<import('./generate-app.mjs').App, 'modules'>} app
 * @param {number} count
 * @param {string} text what they show in addition; another one for each kind of edit, so that no build finds an edit that another
 * one has stored
 * @returns {() => void} puts the modules back
 */
export function editModules(app, count, text) {
  const files = pickModules(app, count)
  const undo = keepModules(files)
  for (const file of files) editModule(file, text)
  return undo
}

/**
 * @param {Pick<import('./generate-app.mjs').App, 'modules'>} app
 * @param {number} count
 * @returns {string[]} modules that are spread evenly over the app, always the same ones
 */
export function pickModules(app, count) {
  const step = app.modules.length / count
  return Array.from({ length: count }, (_, index) => app.modules[Math.floor((index + 0.5) * step)])
}

/**
 * @param {readonly string[]} files
 * @returns {() => void} puts them back as they are now
 */
export function keepModules(files) {
  const originals = files.map((file) => readFileSync(file, 'utf8'))
  return () => {
    for (const [index, file] of files.entries()) writeFileSync(file, originals[index])
  }
}

/**
 * @param {string} file
 * @param {string} text to be added to what it shows
 */
export function editModule(file, text) {
  writeFileSync(file, editCaption(readFileSync(file, 'utf8'), text))
}

/**
 * @param {string} module content of a generated module
 * @param {string} text to be added to what it shows
 */
export function editCaption(module, text) {
  const edited = module.replace(captionPattern, `$1$2, ${text}$3`)
  if (edited === module) throw new Error(`There is nothing to edit in ${module.slice(0, 200)}`)
  return edited
}
