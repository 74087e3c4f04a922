import { mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Fills a `node_modules` folder with links to the packages of another one. What tools write into the folder stays in it.
 *
 * @param {string} source
 * @param {string} target
 * @param {Record<string, string>} [replacements] where packages lie that shall not be those of the source
 */
export function linkPackages(source, target, replacements = {}) {
  for (const name of listPackages(source)) {
    mkdirSync(join(target, name, '..'), { recursive: true })
    symlinkSync(replacements[name] ?? realpathSync(join(source, name)), join(target, name), 'junction')
  }
}

/** @param {string} folder */
function listPackages(folder) {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'))
  return names.flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
  )
}
