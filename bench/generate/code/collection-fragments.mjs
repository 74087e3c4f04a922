import { fieldsOfType } from '../create-entity.mjs'
import { joinLines } from './fragment.mjs'

/**
 * Functions over lists of entities.
 *
 * @type {Record<string, import('./fragment.mjs').FragmentMaker>}
 */
export const collectionFragments = {
  group({ name, ...entity }, random) {
    const field = random.pick(fieldsOfType({ name, ...entity }, 'choice')).name
    return {
      code: `export function group${name}s(items: readonly ${name}[]): Map<string, ${name}[]> {
  const groups = new Map<string, ${name}[]>()
  for (const item of items) {
    const group = groups.get(item.${field})
    if (group) group.push(item)
    else groups.set(item.${field}, [item])
  }
  return groups
}`,
      call: (items) => `group${name}s(${items}).size`,
    }
  },

  summarize(entity, random) {
    const { name } = entity
    const lines = fieldsOfType(entity, 'number').flatMap(({ name: field }) => [
      `${field}: items.reduce((sum, item) => sum + item.${field}, 0),`,
      random.chance(0.5)
        ? `${field}Highest: Math.max(0, ...items.map((item) => item.${field})),`
        : `${field}Mean: items.length === 0 ? 0 : items.reduce((sum, item) => sum + item.${field}, 0) / items.length,`,
    ])
    return {
      code: `export function summarize${name}s(items: readonly ${name}[]) {
  return {
    count: items.length,
${joinLines(lines, '    ')}
  }
}`,
      call: (items) => `Object.values(summarize${name}s(${items})).join('/')`,
    }
  },

  sort(entity, random) {
    const { name } = entity
    const sortable = entity.fields.filter((field) => field.type === 'number' || field.type === 'string')
    const cases = sortable.map((field) =>
      field.type === 'number'
        ? `case '${field.name}':\n      return left.${field.name} - right.${field.name}`
        : `case '${field.name}':\n      return left.${field.name}.localeCompare(right.${field.name})`,
    )
    return {
      code: `export type ${name}SortKey = ${sortable.map((field) => `'${field.name}'`).join(' | ')}

function compare${name}s(left: ${name}, right: ${name}, key: ${name}SortKey): number {
  switch (key) {
    ${cases.join('\n    ')}
  }
}

export function sort${name}s(items: readonly ${name}[], key: ${name}SortKey, isDescending = ${random.chance(0.5)}): ${name}[] {
  const sign = isDescending ? -1 : 1
  return [...items].sort((left, right) => sign * compare${name}s(left, right, key))
}`,
      call: (items) => `sort${name}s(${items}, '${random.pick(sortable).name}')[0]?.id ?? ''`,
    }
  },

  search(entity, random) {
    const { name } = entity
    const tests = fieldsOfType(entity, 'string').map(
      (field) => `item.${field.name}.toLowerCase().includes(needle)`,
    )
    return {
      code: `export function search${name}s(items: readonly ${name}[], text: string, limit = ${random.integer(5, 60)}): ${name}[] {
  const needle = text.trim().toLowerCase()
  if (needle.length < ${random.integer(1, 3)}) return items.slice(0, limit)
  const found: ${name}[] = []
  for (const item of items) {
    if (found.length >= limit) break
    if (${tests.join(' || ')}) found.push(item)
  }
  return found
}`,
      call: (items) =>
        `search${name}s(${items}, '${random.pick(['north', 'late', 'summary', 'open', 'team'])}').length`,
    }
  },

  page({ name }, random) {
    return {
      code: `export class ${name}Pages {
  readonly size = ${random.integer(8, 50)}
  #items: readonly ${name}[]
  #current = 0

  constructor(items: readonly ${name}[]) {
    this.#items = items
  }

  get count(): number {
    return Math.max(1, Math.ceil(this.#items.length / this.size))
  }

  get visible(): readonly ${name}[] {
    const start = this.#current * this.size
    return this.#items.slice(start, start + this.size)
  }

  move(step: number): this {
    this.#current = Math.min(this.count - 1, Math.max(0, this.#current + step))
    return this
  }
}`,
      call: (items) => `new ${name}Pages(${items}).move(${random.integer(1, 4)}).visible.length`,
    }
  },
}
