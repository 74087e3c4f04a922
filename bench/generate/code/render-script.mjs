import { renderInterface, renderSample } from '../create-entity.mjs'
import { pickFragments } from './pick-fragments.mjs'

/**
 * A plain TypeScript module. It exports its entity's type and `report<Name>`, which uses all of its code and all of
 * its imports, so that nothing is shaken out of the bundle.
 *
 * @param {import('../plan-modules.mjs').ModulePlan} plan
 * @param {(from: import('../plan-modules.mjs').ModulePlan, to: import('../plan-modules.mjs').ModulePlan) => string} specifier
 */
export function renderScript(plan, specifier) {
  const { entity, name, random, scripts } = plan
  const fragments = pickFragments(plan, plan.weight)
  const samples = Array.from({ length: random.integer(1, 1 + plan.weight) }, () =>
    renderSample(entity, random),
  )
  const facts = [
    ...fragments.map((fragment) => fragment.call('samples')),
    ...scripts.map((script) => `report${script.name}(depth - 1)`),
  ]
  const parts = [
    scripts.map((script) => `import { report${script.name} } from '${specifier(plan, script)}'`).join('\n'),
    renderInterface(entity),
    `const caption = '${plan.caption}'`,
    `export const samples: ${entity.name}[] = [\n  ${samples.join(',\n  ')},\n]`,
    ...fragments.map((fragment) => fragment.code),
    `/** What is known here, down to the given depth. */
export function report${name}(depth: number): string {
  if (depth <= 0) return caption
  return [
    caption,
    ${facts.join(',\n    ')},
  ].join('\\n')
}`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}
