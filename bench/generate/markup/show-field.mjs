import { className, element, expression } from './nodes.mjs'

/**
 * @param {import('../create-entity.mjs').Field} field
 * @param {string} item
 */
export function showField({ name, type }, item) {
  const value = `${item}.${name}`
  if (type === 'number') return element('data', [className('number')], expression(`${value}.toFixed(2)`))
  if (type === 'boolean') return element('i', [className('flag')], expression(`${value} ? 'yes' : 'no'`))
  if (type === 'choice') return element('b', [className('badge')], expression(`${value}.toUpperCase()`))
  return element('span', [className('text')], expression(value))
}
