/**
 * @param {import('./nodes.mjs').Node} node
 * @param {string} [indentation]
 * @param {string} [key] code of the `key` attribute
 * @returns {string} TSX for React
 */
export function printJsx(node, indentation = '', key) {
  const children = (/** @type {import('./nodes.mjs').Node[]} */ nodes, inner = `${indentation}  `) =>
    nodes.map((child) => printJsx(child, inner)).join('')
  const fragment = (/** @type {import('./nodes.mjs').Node[]} */ nodes) =>
    nodes.length === 0
      ? 'null'
      : `(\n${indentation}    <>\n${children(nodes, `${indentation}      `)}${indentation}    </>\n${indentation}  )`
  switch (node.kind) {
    case 'text':
      return `${indentation}${node.text}\n`
    case 'expression':
      return `${indentation}{${node.code}}\n`
    case 'component': {
      const properties = Object.entries(node.properties).map(([name, code]) => ` ${name}={${code}}`)
      const tag = `<${node.name}${properties.join('')} />`
      return `${indentation}${node.lazyImport ? `<Suspense fallback={null}>${tag}</Suspense>` : tag}\n`
    }
    case 'each':
      return (
        `${indentation}{${node.list}.map((${node.item}) => (\n` +
        `${printJsx(node.child, `${indentation}  `, node.key)}${indentation}))}\n`
      )
    case 'when':
      return `${indentation}{${node.condition}\n${indentation}  ? ${fragment(node.then)}\n${indentation}  : ${fragment(node.otherwise)}}\n`
    case 'element': {
      const attributes = node.attributes.map(printAttribute)
      const open = [node.tag, ...(key ? [`key={${key}}`] : []), ...attributes].join(' ')
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
      return toggle
        ? `className={${toggle.code} ? '${name} ${toggle.name}' : '${name}'}`
        : `className="${name}"`
    }
    case 'event': {
      const { name, handler, values } = attribute
      if (name === 'submit') return `onSubmit={(event) => { event.preventDefault(); ${handler}() }}`
      if (name === 'click') return `onClick={() => ${handler}(${values.join(', ')})}`
      return `onChange={(event) => ${handler}(${[...values, 'event.target.value'].join(', ')})}`
    }
  }
}
