import { componentCode } from '../../code/component-code.mjs'
import { classNames } from '../../markup/class-names.mjs'
import { composeComponent } from '../../markup/compose-component.mjs'
import { printSvelte } from '../../markup/print-svelte.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { renderCss } from '../../style/render-css.mjs'
import { renderScss } from '../../style/render-scss.mjs'
import { svelteState } from './svelte-state.mjs'

/**
 * A Svelte 5 component with runes; three of four have styles.
 *
 * @param {import('../../plan-modules.mjs').ModulePlan} plan
 * @param {{ importsScss?: boolean }} [options] `importsScss`: the styles of every other component are in a SCSS file
 * @returns {{ code: string, scss?: string }} `scss` is the content of that file, which stands beside the component
 */
export function renderSvelte(plan, { importsScss = false } = {}) {
  const { components, isRoot, random, scripts } = plan
  const { root, state } = composeComponent(plan, Math.ceil(plan.weight / 2), { importExtension: '.svelte' })
  const parts = componentCode(plan)
  const scss =
    importsScss && random.chance(0.5) ? renderScss(classNames(root), random, '../../styles') : undefined
  const script = [
    [
      ...(isRoot ? [] : components).map(
        (other) => `import ${other.name} from '${relativeImport(plan, other, '.svelte')}'`,
      ),
      ...scripts.map((other) => `import { report${other.name} } from '${relativeImport(plan, other)}'`),
      ...(scss === undefined ? [] : [`import './${plan.name}.scss'`]),
    ].join('\n'),
    'const { depth = 2 }: { depth?: number } = $props()',
    `const caption = '${plan.caption}'`,
    parts.declarations,
    ...Object.entries(svelteState)
      .filter(([name]) => state.has(/** @type {any} */ (name)))
      .map(([, declare]) => declare(plan, parts)),
    `const facts = $derived(${parts.facts('items')})`,
  ].filter((part) => part !== '')
  const hasStyle = scss === undefined && random.chance(0.75)
  const code = [
    `<script lang="ts">\n${script.join('\n\n')}\n</script>\n`,
    printSvelte(root),
    ...(hasStyle ? [`<style>\n${renderCss(classNames(root), random)}</style>\n`] : []),
  ].join('\n')
  return { code, scss }
}
