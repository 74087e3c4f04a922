import { compareOutputs } from '../../bench/measure/compare-outputs.mjs'
import { editFile } from './edit-file.mjs'
import { runBuild } from './run-build.mjs'

/**
 * @typedef {object} Step
 * @property {'before' | 'first' | 'second' | 'edited-without' | 'edited' | 'undone'} name
 * @property {import('./run-build.mjs').Build} build
 * @property {string[]} differences files that differ from the build without the plugin in the same state
 */

/**
 * Builds a project without and with Rekindle: as it is, with an edit, and with the edit undone.
 *
 * @param {import('./prepare-projects.mjs').Project} project
 * @param {{ hasSourceMaps: boolean, onStep: (message: string) => void }} options
 * @returns {Promise<Step[]>}
 */
export async function showProject(project, { hasSourceMaps, onStep }) {
  /** @type {Step[]} */
  const steps = []

  /**
   * @param {Step['name']} name
   * @param {import('./run-build.mjs').Build} [reference] none: the build itself is one, without the plugin
   */
  async function step(name, reference) {
    onStep(`${project.name}: ${name}`)
    const build = await runBuild(project, { isEnabled: reference !== undefined, hasSourceMaps })
    steps.push({ name, build, differences: reference ? compareOutputs(reference.output, build.output) : [] })
    return build
  }

  const original = await step('before')
  await step('first', original)
  await step('second', original)
  const undo = editFile(project.root, project.edit)
  const edited = await step('edited-without')
  if (compareOutputs(original.output, edited.output).length === 0) {
    throw new Error(`The edit of ${project.edit.file} doesn't show in the output, so it proves nothing.`)
  }
  await step('edited', edited)
  undo()
  await step('undone', original)
  return steps
}
