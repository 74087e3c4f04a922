/**
 * @param {import('./nodes.mjs').Node} node
 * @param {string} [indentation]
 * @returns {string} the markup of a Svelte 5 component
 */
export function printSvelte(node, indentation = '') {
  const children = (/** @type {import('./nodes.mjs').Node[]} */ nodes) =>
    nodes.map((child) => printSvelte(child, `${indentation}  `)).join('')
  switch (node.kind) {
    case 'text':
      return `${indentation}${node.text}\n`
    case 'expression':
      return `${indentation}{${node.code}}\n`
    case 'component': {
      const properties = Object.entries(node.properties).map(([name, code]) => ` ${name}={${code}}`)
      const tag = `<${node.name}${properties.join('')} />`
      return node.lazyImport
        ? `${indentation}{#await import('${node.lazyImport}') then { default: ${node.name} }}${tag}{/await}\n`
        : `${indentation}${tag}\n`
    }
    case 'each':
      return `${indentation}{#each ${node.list} as ${node.item} (${node.key})}\n${children([node.child])}${indentation}{/each}\n`
    case 'when': {
      const otherwise = node.otherwise.length ? `${indentation}{:else}\n${children(node.otherwise)}` : ''
      return `${indentation}{#if ${node.condition}}\n${children(node.then)}${otherwise}${indentation}{/if}\n`
    }
    case 'element': {
      const open = [node.tag, ...node.attributes.map(printAttribute)].join(' ')
      if (node.children.length === 0) return `${indentation}<${open} />\n`
      return `${indentation}<${open}>\n${children(node.children)}${indentation}</${node.tag}>\n`
    }
  }
}

/** @param {import('./nodes.mjs').Attribute} attribute */
function printAttribute(attribute) {
  switch (attribute.kind) {
    case 'static':
      return `${attribute.name}="${attribute.value}"`
    case 'bound':
      return `${attribute.name}={${attribute.code}}`
    case 'class': {
      const { name, toggle } = attribute
      return `class="${name}"${toggle ? ` class:${toggle.name}={${toggle.code}}` : ''}`
    }
    case 'event': {
      const { name, handler, values } = attribute
      if (name === 'submit') return `onsubmit={(event) => { event.preventDefault(); ${handler}() }}`
      if (name === 'click') return `onclick={() => ${handler}(${values.join(', ')})}`
      return `oninput={(event) => ${handler}(${[...values, 'event.currentTarget.value'].join(', ')})}`
    }
  }
}
