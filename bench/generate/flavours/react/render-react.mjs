import { componentCode } from '../../code/component-code.mjs'
import { composeComponent } from '../../markup/compose-component.mjs'
import { printJsx } from '../../markup/print-jsx.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { reactState } from './react-state.mjs'

/**
 * A TSX module: one function component, or two in the larger modules.
 *
 * @param {import('../../plan-modules.mjs').ModulePlan} plan
 */
export function renderReact(plan) {
  const { components, isRoot, scripts } = plan
  const code = componentCode(plan)
  const blockCount = Math.ceil(plan.weight / 2)
  const imports = [
    `import { ${isRoot ? 'lazy, Suspense, ' : ''}useEffect, useState } from 'react'`,
    ...components.map((other) => importComponent(plan, other)),
    ...scripts.map((other) => `import { report${other.name} } from '${relativeImport(plan, other)}'`),
  ]
  const parts = [
    imports.join('\n'),
    `const caption = '${plan.caption}'`,
    code.declarations,
    `const firstItems: ${plan.entity.name}[] = ${code.samples}`,
  ]
  if (plan.weight >= 4) {
    const details = { ...plan, name: `${plan.name}Details`, components: [] }
    parts.push(renderFunction(details, code, composeComponent(plan, 1, {})))
    const main = composeComponent(plan, blockCount - 1, { importExtension: '' })
    main.root.children.push({ kind: 'component', name: details.name, properties: { depth: 'depth' } })
    parts.push(renderFunction(plan, code, main))
  } else {
    parts.push(renderFunction(plan, code, composeComponent(plan, blockCount, { importExtension: '' })))
  }
  return `${parts.join('\n\n')}\n`
}

/**
 * @param {import('../../plan-modules.mjs').ModulePlan} plan
 * @param {ReturnType<typeof componentCode>} code
 * @param {import('../../markup/compose-component.mjs').Composition} composition
 */
function renderFunction(plan, code, { root, state }) {
  const body = Object.entries(reactState)
    .filter(([name]) => state.has(/** @type {any} */ (name)))
    .map(([, declare]) => declare(plan, code))
  body.push(`const facts = ${code.facts('items')}`)
  return `export function ${plan.name}({ depth = 2 }: { depth?: number }) {
${body.join('\n\n').replaceAll(/^(?=.)/gm, '  ')}

  return (
${printJsx(root, '    ')}  )
}`
}

/**
 * @param {import('../../plan-modules.mjs').ModulePlan} plan
 * @param {import('../../plan-modules.mjs').ModulePlan} other
 */
function importComponent(plan, other) {
  const specifier = relativeImport(plan, other)
  return plan.isRoot
    ? `const ${other.name} = lazy(async () => ({ default: (await import('${specifier}')).${other.name} }))`
    : `import { ${other.name} } from '${specifier}'`
}
