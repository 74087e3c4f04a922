import { componentCode } from '../../code/component-code.mjs'
import { classNames } from '../../markup/class-names.mjs'
import { composeComponent } from '../../markup/compose-component.mjs'
import { printSvelte } from '../../markup/print-svelte.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { renderCss } from '../../style/render-css.mjs'
import { svelteState } from './svelte-state.mjs'

/**
 * A Svelte 5 component with runes; three of four have styles.
 *
 * @param {import('../../plan-modules.mjs').ModulePlan} plan
 */
export function renderSvelte(plan) {
  const { components, isRoot, random, scripts } = plan
  const { root, state } = composeComponent(plan, Math.ceil(plan.weight / 2), { importExtension: '.svelte' })
  const code = componentCode(plan)
  const script = [
    [
      ...(isRoot ? [] : components).map(
        (other) => `import ${other.name} from '${relativeImport(plan, other, '.svelte')}'`,
      ),
      ...scripts.map((other) => `import { report${other.name} } from '${relativeImport(plan, other)}'`),
    ].join('\n'),
    'const { depth = 2 }: { depth?: number } = $props()',
    `const caption = '${plan.caption}'`,
    code.declarations,
    ...Object.entries(svelteState)
      .filter(([name]) => state.has(/** @type {any} */ (name)))
      .map(([, declare]) => declare(plan, code)),
    `const facts = $derived(${code.facts('items')})`,
  ].filter((part) => part !== '')
  return [
    `<script lang="ts">\n${script.join('\n\n')}\n</script>\n`,
    printSvelte(root),
    ...(random.chance(0.75) ? [`<style>\n${renderCss(classNames(root), random)}</style>\n`] : []),
  ].join('\n')
}
