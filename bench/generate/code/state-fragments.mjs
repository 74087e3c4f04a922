import { fieldsOfType, renderType } from '../create-entity.mjs'
import { vocabulary } from '../vocabulary.mjs'
import { joinLines } from './fragment.mjs'

/**
 * Code that holds or moves state.
 *
 * @type {Record<string, import('./fragment.mjs').FragmentMaker>}
 */
export const stateFragments = {
  reduce(entity, random) {
    const { name } = entity
    const fields = random.sample(entity.fields, random.integer(2, Math.min(5, entity.fields.length)))
    const actions = fields.map(
      (field) => `| { type: 'set-${field.name}'; id: string; value: ${renderType(field)} }`,
    )
    const cases = fields.flatMap((field) => [
      `case 'set-${field.name}':`,
      `  return state.map((item) => (item.id === action.id ? { ...item, ${field.name}: action.value } : item))`,
    ])
    return {
      code: `export type ${name}Action =
  | { type: 'add'; item: ${name} }
  | { type: 'remove'; id: string }
${joinLines(actions, '  ')}

export function reduce${name}s(state: readonly ${name}[], action: ${name}Action): readonly ${name}[] {
  switch (action.type) {
    case 'add':
      return state.some((item) => item.id === action.item.id) ? state : [...state, action.item]
    case 'remove':
      return state.filter((item) => item.id !== action.id)
${joinLines(cases, '    ')}
  }
}`,
      call: (items) => `reduce${name}s(${items}, { type: 'remove', id: '${random.integer(1, 99)}' }).length`,
    }
  },

  history({ name }, random) {
    return {
      code: `export class ${name}History {
  #past: ${name}[] = []
  #future: ${name}[] = []
  readonly limit: number

  constructor(limit = ${random.integer(10, 200)}) {
    this.limit = limit
  }

  push(item: ${name}): void {
    this.#past.push(structuredClone(item))
    this.#future.length = 0
    if (this.#past.length > this.limit) this.#past.shift()
  }

  undo(): ${name} | undefined {
    const item = this.#past.pop()
    if (item) this.#future.push(item)
    return this.#past.at(-1)
  }

  redo(): ${name} | undefined {
    const item = this.#future.pop()
    if (item) this.#past.push(item)
    return item
  }
}`,
      call: (items) =>
        `${items}.reduce((history, item) => (history.push(item), history), new ${name}History()).undo()?.id ?? 'none'`,
    }
  },

  transitions(entity, random) {
    const { name } = entity
    const { name: field, choices } = random.pick(fieldsOfType(entity, 'choice'))
    const table = choices.map((choice) => {
      const targets = random.sample(
        choices.filter((other) => other !== choice),
        random.integer(1, 2),
      )
      return `${choice}: [${targets.map((target) => `'${target}'`).join(', ')}],`
    })
    return {
      code: `const ${field}Transitions: Record<${name}['${field}'], readonly ${name}['${field}'][]> = {
${joinLines(table, '  ')}
}

export function canMove${name}(item: ${name}, target: ${name}['${field}']): boolean {
  return ${field}Transitions[item.${field}].includes(target)
}

export function move${name}(item: ${name}, target: ${name}['${field}']): ${name} {
  if (!canMove${name}(item, target)) throw new RangeError(\`\${item.id} can't go from \${item.${field}} to \${target}\`)
  return { ...item, ${field}: target }
}`,
      call: (items) => `${items}.filter((item) => canMove${name}(item, '${random.pick(choices)}')).length`,
    }
  },

  columns(entity, random) {
    const { name } = entity
    const columns = entity.fields.map((field) => {
      const heading = random.pick(vocabulary.sentenceWords)
      const value =
        field.type === 'number'
          ? `new Intl.NumberFormat('en', { maximumFractionDigits: ${random.integer(0, 3)} }).format(item.${field.name})`
          : field.type === 'boolean'
            ? `item.${field.name} ? 'yes' : 'no'`
            : `item.${field.name}`
      return `{ key: '${field.name}', heading: '${heading}', width: ${random.integer(40, 240)}, render: (item) => ${value} },`
    })
    return {
      code: `export interface ${name}Column {
  key: keyof ${name}
  heading: string
  width: number
  render: (item: ${name}) => string
}

export const columnsOf${name}: readonly ${name}Column[] = [
${joinLines(columns, '  ')}
]`,
      call: (items) =>
        `${items}.map((item) => columnsOf${name}.map((column) => column.render(item)).join(',')).join(';')`,
    }
  },

  listeners({ name }, random) {
    const event = random.pick(['added', 'removed', 'changed', 'selected'])
    return {
      code: `type ${name}Listener = (item: ${name}) => void

export function create${name}Channel() {
  const listeners = new Set<${name}Listener>()
  return {
    on(listener: ${name}Listener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ${event}(item: ${name}): number {
      for (const listener of listeners) listener(item)
      return listeners.size
    },
  }
}`,
      call: (items) => `${items}.map((item) => create${name}Channel().${event}(item)).length`,
    }
  },
}
