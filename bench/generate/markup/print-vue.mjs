/**
 * @param {import('./nodes.mjs').Node} node
 * @param {{ hasStyleModule: boolean, indentation?: string }} options
 * @returns {string} a Vue template
 */
export function printVue(node, options) {
  const indentation = options.indentation ?? ''
  const inner = { ...options, indentation: `${indentation}  ` }
  const children = (/** @type {import('./nodes.mjs').Node[]} */ nodes) =>
    nodes.map((child) => printVue(child, inner)).join('')
  switch (node.kind) {
    case 'text':
      return `${indentation}${node.text}\n`
    case 'expression':
      return `${indentation}{{ ${node.code} }}\n`
    case 'component': {
      const properties = Object.entries(node.properties).map(([name, code]) => ` :${name}="${code}"`)
      return `${indentation}<${node.name}${properties.join('')} />\n`
    }
    case 'each':
      return printElement(node.child, [`v-for="${node.item} in ${node.list}"`, `:key="${node.key}"`])
    case 'when': {
      const otherwise = node.otherwise.length
        ? `${indentation}<template v-else>\n${children(node.otherwise)}${indentation}</template>\n`
        : ''
      return `${indentation}<template v-if="${node.condition}">\n${children(node.then)}${indentation}</template>\n${otherwise}`
    }
    case 'element':
      return printElement(node, [])
  }

  /**
   * @param {import('./nodes.mjs').Element} element
   * @param {string[]} directives
   */
  function printElement({ tag, attributes, children: nodes }, directives) {
    const all = [
      ...directives,
      ...attributes.map((attribute) => printAttribute(attribute, options.hasStyleModule)),
    ]
    const open = [tag, ...all].join(' ')
    if (nodes.length === 0) return `${indentation}<${open} />\n`
    return `${indentation}<${open}>\n${children(nodes)}${indentation}</${tag}>\n`
  }
}

/**
 * @param {import('./nodes.mjs').Attribute} attribute
 * @param {boolean} hasStyleModule
 */
function printAttribute(attribute, hasStyleModule) {
  switch (attribute.kind) {
    case 'static':
      return `${attribute.name}="${attribute.value}"`
    case 'bound':
      return `:${attribute.name}="${attribute.code}"`
    case 'class': {
      const { name, toggle } = attribute
      if (hasStyleModule) {
        return toggle
          ? `:class="[$style['${name}'], { [$style['${toggle.name}']]: ${toggle.code} }]"`
          : `:class="$style['${name}']"`
      }
      return `class="${name}"${toggle ? ` :class="{ '${toggle.name}': ${toggle.code} }"` : ''}`
    }
    case 'event': {
      const { name, handler, values } = attribute
      if (name === 'submit') return `@submit.prevent="${handler}"`
      const passed = name === 'input' ? [...values, '($event.target as HTMLInputElement).value'] : values
      return `@${name}="${handler}(${passed.join(', ')})"`
    }
  }
}
