import { fieldsOfType } from '../create-entity.mjs'
import { createSentence } from '../vocabulary.mjs'
import { joinLines } from './fragment.mjs'

/**
 * Functions over one entity.
 *
 * @type {Record<string, import('./fragment.mjs').FragmentMaker>}
 */
export const recordFragments = {
  validate(entity, random) {
    const { name } = entity
    const checks = entity.fields.flatMap((field) => {
      const message = createSentence(random)
      if (field.type === 'string') {
        const length = random.integer(40, 400)
        return [
          `if (item.${field.name}.trim() === '' || item.${field.name}.length > ${length}) problems.push('${message}')`,
        ]
      }
      if (field.type === 'number') {
        return [
          `if (!Number.isFinite(item.${field.name}) || item.${field.name} < 0) problems.push('${message}')`,
        ]
      }
      if (field.type === 'boolean') return []
      const last = field.choices[field.choices.length - 1]
      return [`if (item.${field.name} === '${last}' && item.id === '') problems.push('${message}')`]
    })
    return {
      code: `export function validate${name}(item: ${name}): string[] {
  const problems: string[] = []
${joinLines(checks, '  ')}
  return problems
}`,
      call: (items) => `${items}.flatMap(validate${name}).length`,
    }
  },

  describe(entity, random) {
    const { name } = entity
    const parts = entity.fields.map((field) => {
      const label = createSentence(random, random.integer(1, 3))
      if (field.type === 'number')
        return `parts.push(\`${label}: \${item.${field.name}.toFixed(${random.integer(0, 3)})}\`)`
      if (field.type === 'boolean') return `if (item.${field.name}) parts.push('${label}')`
      if (field.type === 'choice') return `parts.push(\`${label} \${item.${field.name}.toUpperCase()}\`)`
      return `if (item.${field.name}) parts.push(item.${field.name}.slice(0, ${random.integer(20, 120)}))`
    })
    return {
      code: `export function describe${name}(item: ${name}): string {
  const parts: string[] = []
${joinLines(parts, '  ')}
  return parts.join('${random.pick([', ', ' · ', ' | ', ' – '])}')
}`,
      call: (items) => `${items}.map(describe${name}).join('; ')`,
    }
  },

  parse(entity) {
    const { name } = entity
    const lines = entity.fields.map((field) => {
      const value = `input.${field.name}`
      if (field.type === 'number')
        return `${field.name}: typeof ${value} === 'number' ? ${value} : Number(${value} ?? 0),`
      if (field.type === 'boolean') return `${field.name}: ${value} === true || ${value} === 'true',`
      if (field.type === 'string')
        return `${field.name}: typeof ${value} === 'string' ? ${value}.trim() : '',`
      const known = `[${field.choices.map((choice) => `'${choice}'`).join(', ')}]`
      return `${field.name}: (${known}.includes(String(${value})) ? ${value} : '${field.choices[0]}') as ${name}['${field.name}'],`
    })
    return {
      code: `export function parse${name}(input: Record<string, unknown>): ${name} {
  return {
    id: String(input.id ?? ''),
${joinLines(lines, '    ')}
  }
}`,
      call: (items) => `${items}.map((item) => parse${name}({ ...item })).length`,
    }
  },

  compare(entity) {
    const { name } = entity
    const lines = entity.fields.map(
      (field) =>
        `if (before.${field.name} !== after.${field.name}) changes.push({ field: '${field.name}', from: before.${field.name}, to: after.${field.name} })`,
    )
    return {
      code: `export interface ${name}Change {
  field: keyof ${name}
  from: unknown
  to: unknown
}

export function compare${name}(before: ${name}, after: ${name}): ${name}Change[] {
  const changes: ${name}Change[] = []
${joinLines(lines, '  ')}
  return changes
}`,
      call: (items) => `compare${name}(${items}[0], ${items}[${items}.length - 1]).length`,
    }
  },

  score(entity, random) {
    const { name } = entity
    const terms = fieldsOfType(entity, 'number').map(
      (field) =>
        `score += Math.min(item.${field.name}, ${random.integer(50, 500)}) * ${random.integer(1, 99) / 100}`,
    )
    const flags = fieldsOfType(entity, 'boolean').map(
      (field) => `if (item.${field.name}) score ${random.pick(['+=', '-='])} ${random.integer(2, 40)}`,
    )
    const weights = fieldsOfType(entity, 'choice').map(({ name: field, choices }) => {
      const table = choices.map((choice) => `${choice}: ${random.integer(1, 30) / 10}`).join(', ')
      return `score *= { ${table} }[item.${field}]`
    })
    return {
      code: `export function score${name}(item: ${name}): number {
  let score = ${random.integer(0, 20)}
${joinLines([...terms, ...flags, ...weights], '  ')}
  return Math.round(Math.max(0, score))
}`,
      call: (items) => `${items}.reduce((sum, item) => sum + score${name}(item), 0)`,
    }
  },
}
