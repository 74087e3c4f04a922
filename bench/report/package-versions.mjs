import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldownVersion } from 'vite'

/**
 * @param {string[]} names packages of the benchmark, or the Rolldown that Vite brings
 * @returns {Record<string, string>}
 */
export function packageVersions(names) {
  return Object.fromEntries(
    names.map((name) => {
      if (name === "Vite's rolldown") return [name, rolldownVersion]
      const file = fileURLToPath(new URL(`../node_modules/${name}/package.json`, import.meta.url))
      return [name, JSON.parse(readFileSync(file, 'utf8')).version]
    }),
  )
}
