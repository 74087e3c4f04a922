/**
 * What tells the calls of a hook apart.
 *
 * @param {import('../observe/observer.mjs').HookName} hook
 * @param {any[]} values what the bundler hands to the hook
 * @returns {{ id: string, received: string }} `received` is what the result depends on besides the id, as far as the
 * bundler hands it over
 */
export function identifyCall(hook, values) {
  switch (hook) {
    case 'load':
      return { id: values[0], received: '' }
    case 'transform':
      return { id: values[1], received: values[0] }
    case 'renderChunk':
      return {
        id: values[1].fileName,
        received: JSON.stringify([values[0], values[2].format, values[2].sourcemap]),
      }
    case 'resolveId': {
      const [specifier, importer, { attributes, custom, isEntry }] = values
      return { id: specifier, received: JSON.stringify([importer, attributes, custom, isEntry]) }
    }
    case 'onLoad': {
      const { path, namespace, suffix, with: attributes } = values[0]
      return { id: path, received: JSON.stringify([namespace, suffix, attributes]) }
    }
  }
}
