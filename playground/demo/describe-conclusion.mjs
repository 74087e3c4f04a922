import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * One sentence for a newcomer: what was shown, and where the cache lies.
 *
 * @param {{ project: import('./prepare-projects.mjs').Project, steps: import('./show-project.mjs').Step[] }[]} shown
 */
export function describeConclusion(shown) {
  const wrong = shown.flatMap(({ steps }) => steps).filter((step) => step.differences.length > 0)
  if (wrong.length > 0) {
    return `Rekindle changed the output of ${wrong.length} builds, which must never happen: please report it.`
  }
  const gains = shown.map(({ project, steps }) => {
    const seconds = (/** @type {string} */ name) =>
      steps.find((step) => step.name === name)?.build.cpu.toFixed(1)
    return `the ${project.name} took ${seconds('second')} s of CPU time instead of ${seconds('before')} s`
  })
  const places = shown
    .map(({ project }) => join(project.root, 'node_modules/.cache/rekindle'))
    .filter((folder) => existsSync(folder))
    .map((folder) => relative(process.cwd(), folder))
  return (
    `Rebuilt without a change, ${gains.join(', and ')}, and every build with Rekindle gave the same files as one without it` +
    `${places.length > 0 ? `; the cache lies in ${places.join(' and ')}` : ''}.`
  )
}
