/**
 * A piece of TypeScript about an entity: one declaration (or a few that belong together) and an expression that uses it.
 *
 * @typedef {object} Fragment
 * @property {string} code top-level declarations, erasable TypeScript only
 * @property {(items: string) => string} call an expression over a list of entities, giving a string or number
 *
 * @typedef {(entity: import('../create-entity.mjs').Entity, random: import('../create-random.mjs').Random) => Fragment} FragmentMaker
 */

/**
 * @param {string[]} lines
 * @param {string} indentation
 */
export function joinLines(lines, indentation) {
  return lines.map((line) => indentation + line).join('\n')
}
