/**
 * Stands between a bundler and the hooks of the app's plugins.
 *
 * @typedef {'load' | 'transform' | 'renderChunk' | 'resolveId' | 'onLoad'} HookName
 *
 * @typedef {object} Observer
 * @property {(plugin: string, hook: HookName, handler: import('./wrap-handler.mjs').Handler) => import('./wrap-handler.mjs').Handler} wrap
 * gives what the bundler calls instead; the handler itself where this hook is left alone
 * @property {() => void} [start] when a build starts
 * @property {() => void} [end] when its modules are there
 */
export {}
