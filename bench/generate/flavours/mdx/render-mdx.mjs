import { pickFragments } from '../../code/pick-fragments.mjs'
import { renderInterface } from '../../create-entity.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { createSentence } from '../../vocabulary.mjs'
import { documentParts } from './document-parts.mjs'

/**
 * A document with sections of text, lists, code, tables and components, which shows the documents that it imports.
 *
 * @param {import('../../plan-modules.mjs').ModulePlan} plan
 */
export function renderMdx(plan) {
  const { components, entity, isRoot, random, scripts } = plan
  const imports = [
    "import { Callout, Figure } from '../../components'",
    ...(isRoot ? ["import { lazy, Suspense } from 'react'"] : []),
    ...scripts.map((other) => `import { report${other.name} } from '${relativeImport(plan, other)}'`),
    ...components.map((other) => importDocument(plan, other)),
    `export const caption = '${plan.caption}'`,
  ]
  const code = [renderInterface(entity), ...pickFragments(plan, plan.weight).map((fragment) => fragment.code)]
  const sections = code.map((fragment) => {
    const [first, second] = random.sample(Object.values(documentParts), 2)
    return [
      `## ${createSentence(random, 4)}`,
      renderParagraph(random),
      first(plan),
      `\`\`\`ts\n${fragment}\n\`\`\``,
      `### ${createSentence(random, 3)}`,
      second(plan),
      renderParagraph(random),
    ].join('\n\n')
  })
  return `${[
    imports.join('\n'),
    '# {caption}',
    renderParagraph(random),
    ...sections,
    ...scripts.map((other) => `{report${other.name}(props.depth)}`),
    ...components.map((other) => showDocument(other, isRoot)),
  ].join('\n\n')}\n`
}

/** @param {import('../../create-random.mjs').Random} random */
function renderParagraph(random) {
  const sentences = Array.from({ length: random.integer(2, 6) }, () => {
    const sentence = createSentence(random, random.integer(6, 14))
    const [word] = sentence.split(' ')
    const emphasis = random.pick(['', '**', '_', '`'])
    return `${emphasis}${word}${emphasis}${sentence.slice(word.length)}.`
  })
  return `${sentences.join('\n')} See [${createSentence(random, 2)}](https://example.com/${random.integer(1, 999)}).`
}

/**
 * @param {import('../../plan-modules.mjs').ModulePlan} plan
 * @param {import('../../plan-modules.mjs').ModulePlan} other
 */
function importDocument(plan, other) {
  const specifier = relativeImport(plan, other, '.mdx')
  return plan.isRoot
    ? `export const ${other.name} = lazy(() => import('${specifier}'))`
    : `import ${other.name} from '${specifier}'`
}

/**
 * @param {import('../../plan-modules.mjs').ModulePlan} other
 * @param {boolean} isLazy
 */
function showDocument({ name }, isLazy) {
  const tag = `<${name} depth={props.depth - 1} />`
  return `{props.depth > 0 ? ${isLazy ? `<Suspense fallback={null}>${tag}</Suspense>` : tag} : null}`
}
