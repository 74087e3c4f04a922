import { declarations } from './declarations.mjs'

/**
 * @param {Iterable<string>} classNames
 * @param {import('../create-random.mjs').Random} random
 */
export function renderCss(classNames, random) {
  const rules = []
  for (const name of classNames) {
    rules.push(rule(`.${name}`, declarations(random, random.integer(2, 4))))
    if (random.chance(0.25)) rules.push(rule(`.${name}:hover`, declarations(random, 2)))
    if (random.chance(0.15))
      rules.push(rule(`.${name}::before`, [`content: '';`, ...declarations(random, 2)]))
    if (random.chance(0.15)) {
      const inner = rule(`.${name}`, declarations(random, 2)).replaceAll('\n', '\n  ')
      rules.push(`@media (min-width: ${random.pick([480, 720, 960, 1200])}px) {\n  ${inner}\n}`)
    }
  }
  return `${rules.join('\n\n')}\n`
}

/**
 * @param {string} selector
 * @param {string[]} lines
 */
function rule(selector, lines) {
  return `${selector} {\n${lines.map((line) => `  ${line}\n`).join('')}}`
}
