import { renderInterface, renderSample, renderValue } from '../create-entity.mjs'
import { pickFragments } from './pick-fragments.mjs'

/**
 * The parts of a component's script that don't depend on the framework.
 *
 * @param {import('../plan-modules.mjs').ModulePlan} plan
 */
export function componentCode(plan) {
  const { entity, random } = plan
  const fragments = pickFragments(plan, Math.ceil(plan.weight / 2))
  const samples = Array.from({ length: random.integer(1, 1 + plan.weight) }, () =>
    renderSample(entity, random),
  )
  const emptyFields = entity.fields.map((field) => `${field.name}: ${renderValue(field, random)}`)
  return {
    declarations: [renderInterface(entity), ...fragments.map((fragment) => fragment.code)]
      .join('\n\n')
      .replaceAll(/^export /gm, ''),
    /** Code of the first items, an array literal. */
    samples: `[\n  ${samples.join(',\n  ')},\n]`,
    /** Code of the form's first content, an object literal. */
    draft: `{ id: '', ${emptyFields.join(', ')} }`,
    /** The field that lists are searched by. */
    searchField: entity.fields[0].name,
    /** @param {string} items code of the list @returns {string} code of a list of strings */
    facts: (items) =>
      `[${[
        ...fragments.map((fragment) => fragment.call(items)),
        ...plan.scripts.map((script) => `report${script.name}(depth)`),
      ].join(', ')}].map(String)`,
  }
}
