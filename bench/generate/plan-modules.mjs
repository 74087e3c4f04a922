import { createEntity } from './create-entity.mjs'
import { createRandom } from './create-random.mjs'
import { createSentence, vocabulary } from './vocabulary.mjs'

const pageCount = 6

/**
 * One module of the app before it is rendered.
 *
 * @typedef {object} ModulePlan
 * @property {'component' | 'script'} kind
 * @property {boolean} isRoot the root loads its components lazily, as a router would
 * @property {string} name unique within the app, PascalCase
 * @property {string} folder below `src`, with `/`
 * @property {string} caption a text that the module shows; edits change it
 * @property {import('./create-entity.mjs').Entity} entity
 * @property {number} weight 1 (about 1 KB of source) to 5 (about 8 KB)
 * @property {import('./create-random.mjs').Random} random the module's own stream
 * @property {ModulePlan[]} components imported components
 * @property {ModulePlan[]} scripts imported scripts
 */

/**
 * Plans a graph in which every module is reachable from the first one and imports go forward only, so there is no
 * cycle. Half of the modules are small, few are large.
 *
 * @param {object} options
 * @param {string} options.seed
 * @param {number} options.count
 * @param {number} options.componentShare 0 to 1
 * @returns {ModulePlan[]} the first one is the root
 */
export function planModules({ seed, count, componentShare }) {
  const random = createRandom(`${seed}/graph`)
  /** @type {Set<string>} */
  const takenNames = new Set()
  /** @type {ModulePlan[]} */
  const modules = []
  for (let index = 0; index < count; index++) {
    const isComponent = componentShare > 0 && (index === 0 || random.chance(componentShare))
    const module = planModule(
      isComponent ? 'component' : 'script',
      createRandom(`${seed}/${index}`),
      takenNames,
    )
    attachToParent(module, modules, random)
    modules.push(module)
  }
  modules[0].isRoot = true
  for (const [index, module] of modules.entries()) shareScripts(module, modules.slice(index + 1), random)
  return modules
}

/**
 * @param {ModulePlan['kind']} kind
 * @param {import('./create-random.mjs').Random} random
 * @param {Set<string>} takenNames
 * @returns {ModulePlan}
 */
function planModule(kind, random, takenNames) {
  const roles = kind === 'component' ? vocabulary.componentRoles : vocabulary.scriptRoles
  let noun = ''
  let name = ''
  do {
    noun = random.pick(vocabulary.nouns)
    name = `${random.chance(0.6) ? random.pick(vocabulary.adjectives) : ''}${noun}${random.pick(roles)}`
  } while (takenNames.has(name))
  takenNames.add(name)
  return {
    kind,
    isRoot: false,
    name,
    folder: `features/${noun.toLowerCase()}`,
    caption: createSentence(random),
    entity: createEntity(random, noun),
    weight: Math.min(random.integer(1, 5), random.integer(1, 5)),
    random,
    components: [],
    scripts: [],
  }
}

/**
 * Components hang below components; scripts below anything. The first components are
 * pages of the root; after that recent parents are preferred, which makes the tree deep.
 *
 * @param {ModulePlan} module
 * @param {ModulePlan[]} earlier
 * @param {import('./create-random.mjs').Random} random
 */
function attachToParent(module, earlier, random) {
  const candidates =
    module.kind === 'component' ? earlier.filter((parent) => parent.kind === 'component') : earlier
  if (candidates.length === 0) return
  if (module.kind === 'component' && candidates.length <= pageCount) {
    candidates[0].components.push(module)
    return
  }
  const recent = candidates.slice(-Math.max(pageCount, Math.ceil(candidates.length / 2)))
  const parent = random.pick(recent)
  ;(module.kind === 'component' ? parent.components : parent.scripts).push(module)
}

/**
 * Adds what makes the tree a graph: scripts that several modules import.
 *
 * @param {ModulePlan} module
 * @param {ModulePlan[]} later
 * @param {import('./create-random.mjs').Random} random
 */
function shareScripts(module, later, random) {
  const scripts = later.filter((other) => other.kind === 'script').slice(0, 40)
  for (const script of random.sample(scripts, random.integer(0, 2))) {
    if (!module.scripts.includes(script)) module.scripts.push(script)
  }
}
