import { collectionFragments } from './collection-fragments.mjs'
import { recordFragments } from './record-fragments.mjs'
import { stateFragments } from './state-fragments.mjs'

const makers = Object.values({ ...collectionFragments, ...recordFragments, ...stateFragments })

/**
 * @param {import('../plan-modules.mjs').ModulePlan} plan
 * @param {number} count
 * @returns {import('./fragment.mjs').Fragment[]}
 */
export function pickFragments(plan, count) {
  return plan.random.sample(makers, count).map((make) => make(plan.entity, plan.random))
}
