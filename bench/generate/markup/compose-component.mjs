import { relativeImport } from '../relative-import.mjs'
import { blocks } from './blocks.mjs'
import { className, component, each, element, expression, when } from './nodes.mjs'

/**
 * What a component shows, whatever the framework.
 *
 * @typedef {object} Composition
 * @property {import('./nodes.mjs').Element} root
 * @property {Set<import('./blocks.mjs').State>} state what the script has to declare besides `caption`, `depth`, `facts`
 */

/**
 * @param {import('../plan-modules.mjs').ModulePlan} plan
 * @param {number} blockCount
 * @param {{ importExtension?: string }} options with which extension components are imported; none are shown without it
 * @returns {Composition}
 */
export function composeComponent(plan, blockCount, { importExtension }) {
  const chosen = plan.random.sample(Object.values(blocks), blockCount)
  const imported = (importExtension === undefined ? [] : plan.components).map((other) =>
    component(
      other.name,
      { depth: 'depth - 1' },
      plan.isRoot ? relativeImport(plan, other, importExtension) : undefined,
    ),
  )
  return {
    state: new Set(chosen.flatMap((block) => block.state).concat('items')),
    root: element(
      'article',
      [className(`${plan.entity.name.toLowerCase()}-root`)],
      element('h2', [className('caption')], expression('caption')),
      ...chosen.map((block) => block.render(plan)),
      element(
        'ul',
        [className('facts')],
        each('facts', 'fact', 'fact', element('li', [], expression('fact'))),
      ),
      ...(imported.length > 0 ? [when('depth > 0', imported)] : []),
    ),
  }
}
