import { createSentence, vocabulary } from './vocabulary.mjs'

/**
 * The record type that a module is about: its code, markup and styles all follow from it.
 *
 * @typedef {{ name: string, type: 'string' }} StringField
 * @typedef {{ name: string, type: 'number' }} NumberField
 * @typedef {{ name: string, type: 'boolean' }} BooleanField
 * @typedef {{ name: string, type: 'choice', choices: string[] }} ChoiceField
 * @typedef {StringField | NumberField | BooleanField | ChoiceField} Field
 * @typedef {{ name: string, fields: Field[] }} Entity
 */

/**
 * @param {import('./create-random.mjs').Random} random
 * @param {string} name
 * @returns {Entity} at least one field of each type, never one named `id`
 */
export function createEntity(random, name) {
  const choiceNames = random.sample(Object.keys(vocabulary.choiceFields), random.integer(1, 2))
  return {
    name,
    fields: [
      ...random
        .sample(vocabulary.stringFields, random.integer(1, 4))
        .map((field) => plainField(field, 'string')),
      ...random
        .sample(vocabulary.numberFields, random.integer(1, 4))
        .map((field) => plainField(field, 'number')),
      ...random
        .sample(vocabulary.booleanFields, random.integer(1, 2))
        .map((field) => plainField(field, 'boolean')),
      ...choiceNames.map((field) => choiceField(/** @type {keyof typeof vocabulary.choiceFields} */ (field))),
    ],
  }
}

/**
 * @template {Field['type']} T
 * @param {Entity} entity
 * @param {T} type
 * @returns {Extract<Field, { type: T }>[]}
 */
export function fieldsOfType(entity, type) {
  return /** @type {Extract<Field, { type: T }>[]} */ (entity.fields.filter((field) => field.type === type))
}

/** @param {Entity} entity */
export function renderInterface(entity) {
  const fields = entity.fields.map((field) => `  ${field.name}: ${renderType(field)}`)
  return `export interface ${entity.name} {\n  id: string\n${fields.join('\n')}\n}`
}

/**
 * An object literal on one line.
 *
 * @param {Entity} entity
 * @param {import('./create-random.mjs').Random} random
 */
export function renderSample(entity, random) {
  const id = `${entity.name.toLowerCase()}-${random.integer(1000, 9999)}`
  const fields = entity.fields.map((field) => `${field.name}: ${renderValue(field, random)}`)
  return `{ id: '${id}', ${fields.join(', ')} }`
}

/** @param {Field} field */
export function renderType(field) {
  return field.type === 'choice' ? field.choices.map((choice) => `'${choice}'`).join(' | ') : field.type
}

/**
 * @param {Field} field
 * @param {import('./create-random.mjs').Random} random
 */
export function renderValue(field, random) {
  if (field.type === 'choice') return `'${random.pick(field.choices)}'`
  if (field.type === 'number') return String(random.integer(0, 90000) / 100)
  if (field.type === 'boolean') return String(random.chance(0.5))
  return `'${createSentence(random, random.integer(1, 5))}'`
}

/**
 * @param {string} name
 * @param {Exclude<Field['type'], 'choice'>} type
 * @returns {Field}
 */
function plainField(name, type) {
  return { name, type }
}

/**
 * @param {keyof typeof vocabulary.choiceFields} name
 * @returns {Field}
 */
function choiceField(name) {
  return { name, type: 'choice', choices: vocabulary.choiceFields[name] }
}
