/**
 * Markup that every framework's printer understands. Code in it is plain JavaScript without double quotes.
 *
 * @typedef {{ kind: 'text', text: string }} Text
 * @typedef {{ kind: 'expression', code: string }} Expression
 * @typedef {{ kind: 'element', tag: string, attributes: Attribute[], children: Node[] }} Element
 * @typedef {{ kind: 'component', name: string, properties: Record<string, string>, lazyImport?: string }} Component
 * `lazyImport` is the specifier of a component that is loaded when it is shown
 * @typedef {{ kind: 'each', list: string, item: string, key: string, child: Element }} Each
 * @typedef {{ kind: 'when', condition: string, then: Node[], otherwise: Node[] }} When
 * @typedef {Text | Expression | Element | Component | Each | When} Node
 *
 * @typedef {{ kind: 'static', name: string, value: string }} StaticAttribute
 * @typedef {{ kind: 'bound', name: string, code: string }} BoundAttribute
 * @typedef {{ kind: 'class', name: string, toggle?: { name: string, code: string } }} ClassAttribute
 * @typedef {{ kind: 'event', name: 'click' | 'submit' | 'input', handler: string, values: string[] }} EventAttribute
 * an `input` event passes the field's text after the values
 * @typedef {StaticAttribute | BoundAttribute | ClassAttribute | EventAttribute} Attribute
 */

/** @param {string} text @returns {Text} */
export const text = (text) => ({ kind: 'text', text })

/** @param {string} code @returns {Expression} */
export const expression = (code) => ({ kind: 'expression', code })

/** @param {string} tag @param {Attribute[]} attributes @param {...Node} children @returns {Element} */
export const element = (tag, attributes, ...children) => ({ kind: 'element', tag, attributes, children })

/** @param {string} name @param {Record<string, string>} properties values are code @param {string} [lazyImport] @returns {Component} */
export const component = (name, properties, lazyImport) => ({
  kind: 'component',
  name,
  properties,
  lazyImport,
})

/** @param {string} list @param {string} item @param {string} key @param {Element} child @returns {Each} */
export const each = (list, item, key, child) => ({ kind: 'each', list, item, key, child })

/** @param {string} condition @param {Node[]} then @param {Node[]} [otherwise] @returns {When} */
export const when = (condition, then, otherwise = []) => ({ kind: 'when', condition, then, otherwise })

/** @param {string} name @param {string} value @returns {StaticAttribute} */
export const attribute = (name, value) => ({ kind: 'static', name, value })

/** @param {string} name @param {string} code @returns {BoundAttribute} */
export const bound = (name, code) => ({ kind: 'bound', name, code })

/** @param {string} name @param {{ name: string, code: string }} [toggle] @returns {ClassAttribute} */
export const className = (name, toggle) => ({ kind: 'class', name, toggle })

/** @param {EventAttribute['name']} name @param {string} handler @param {...string} values @returns {EventAttribute} */
export const on = (name, handler, ...values) => ({ kind: 'event', name, handler, values })
