import { componentCode } from '../../code/component-code.mjs'
import { classNames } from '../../markup/class-names.mjs'
import { composeComponent } from '../../markup/compose-component.mjs'
import { printVue } from '../../markup/print-vue.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { renderCss } from '../../style/render-css.mjs'
import { renderScss } from '../../style/render-scss.mjs'
import { vueState } from './vue-state.mjs'

/** One of them is picked for each component: scoped CSS, scoped SCSS that uses the shared partials, CSS modules, or none. */
const allStyles = /** @type {const} */ (['css', 'css', 'css', 'css', 'scss', 'scss', 'module', 'none'])

/**
 * A single-file component.
 *
 * @param {import('../../plan-modules.mjs').ModulePlan} plan
 * @param {readonly (typeof allStyles)[number][]} [styles]
 */
export function renderVue(plan, styles = allStyles) {
  const { random } = plan
  const { root, state } = composeComponent(plan, Math.ceil(plan.weight / 2), { importExtension: '.vue' })
  const style = random.pick(styles)
  const isScss = style === 'scss'
  const attributes = { css: ' scoped', scss: ' scoped lang="scss"', module: ' module', none: '' }[style]
  const rules = isScss
    ? renderScss(classNames(root), random, '../../styles')
    : renderCss(classNames(root), random)
  return [
    `<script setup lang="ts">\n${renderSetup(plan, state)}\n</script>\n`,
    `<template>\n${printVue(root, { hasStyleModule: style === 'module', indentation: '  ' })}</template>\n`,
    ...(style === 'none' ? [] : [`<style${attributes}>\n${rules}</style>\n`]),
  ].join('\n')
}

/**
 * @param {import('../../plan-modules.mjs').ModulePlan} plan
 * @param {Set<import('../../markup/blocks.mjs').State>} state
 */
function renderSetup(plan, state) {
  const { components, isRoot, random, scripts } = plan
  const code = componentCode(plan)
  const importsType = scripts.length > 0 && random.chance(0.3)
  const imports = [
    `import { computed, ${isRoot ? 'defineAsyncComponent, ' : ''}reactive, ref, watch } from 'vue'`,
    ...components.map((component) =>
      isRoot
        ? `const ${component.name} = defineAsyncComponent(() => import('${relativeImport(plan, component, '.vue')}'))`
        : `import ${component.name} from '${relativeImport(plan, component, '.vue')}'`,
    ),
    ...scripts.map((script) => `import { report${script.name} } from '${relativeImport(plan, script)}'`),
    ...(importsType
      ? [`import type { ${scripts[0].entity.name} as Related } from '${relativeImport(plan, scripts[0])}'`]
      : []),
  ]
  return [
    imports.join('\n'),
    `const { depth = 2${importsType ? ', related' : ''} } = defineProps<{ depth?: number${importsType ? '; related?: Related' : ''} }>()`,
    `const caption = '${plan.caption}'`,
    code.declarations,
    ...Object.entries(vueState)
      .filter(([name]) => state.has(/** @type {any} */ (name)))
      .map(([, declare]) => declare(plan, code)),
    importsType ? 'watch(() => related?.id, (id) => id && console.info(caption, id))' : '',
    `const facts = computed(() => ${code.facts('items.value')})`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}
