import { renderType } from '../../create-entity.mjs'
import { createSentence } from '../../vocabulary.mjs'

/**
 * What a section of a document holds besides text and code.
 *
 * @type {Record<string, (plan: import('../../plan-modules.mjs').ModulePlan) => string>}
 */
export const documentParts = {
  list: ({ random }) =>
    Array.from({ length: random.integer(3, 7) }, () => {
      const inner = random.chance(0.3) ? `\n  - ${createSentence(random)}\n  - ${createSentence(random)}` : ''
      return `- **${createSentence(random, 2)}**: ${createSentence(random)}${inner}`
    }).join('\n'),

  steps: ({ random }) =>
    Array.from(
      { length: random.integer(3, 6) },
      (_, index) => `${index + 1}. ${createSentence(random)}, then \`${createSentence(random, 1)}\``,
    ).join('\n'),

  table: ({ entity, random }) => {
    const rows = entity.fields.map(
      (field) =>
        `    <tr>\n      <td>\`${field.name}\`</td>\n      <td>{${JSON.stringify(renderType(field))}}</td>\n      <td>${createSentence(random)}</td>\n    </tr>`,
    )
    return `<table>\n  <tbody>\n${rows.join('\n')}\n  </tbody>\n</table>`
  },

  callout: ({ random }) =>
    `<Callout kind="${random.pick(['note', 'tip', 'warning'])}">\n  ${createSentence(random, 10)}, **${createSentence(random, 2)}**.\n</Callout>`,

  figure: ({ random }) =>
    `<Figure width={${random.integer(200, 900)}} caption="${createSentence(random, 5)}" />`,

  quote: ({ random }) => `> ${createSentence(random, 12)}\n>\n> ${createSentence(random, 8)}`,
}
