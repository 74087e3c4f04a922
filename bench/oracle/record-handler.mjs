import { classNamesOf } from './class-names.mjs'
import { identifyCall } from './identify-call.mjs'

/**
 * Runs the hook and keeps its result with its effects.
 *
 * @param {import('./recording.mjs').Recording} recording
 * @param {string} plugin
 * @param {import('../observe/observer.mjs').HookName} hook
 * @param {import('../observe/wrap-handler.mjs').Handler} handler
 * @returns {import('../observe/wrap-handler.mjs').Handler}
 */
export function recordHandler(recording, plugin, hook, handler) {
  return async function (...values) {
    /** @type {Pick<import('./recording.mjs').RecordedCall, 'watchedFiles' | 'emittedFiles'>} */
    const effects = { watchedFiles: [], emittedFiles: [] }
    // Loads of esbuild have no context: their results say everything, and are data already.
    const result = await handler.apply(this && watchEffects(this, effects), values)
    recording.add(plugin, hook, values, {
      received: identifyCall(hook, values).received,
      result: hook === 'onLoad' ? result : toPlainResult(result),
      ...effects,
      classNames: hook === 'transform' ? classNamesOf(identifyCall(hook, values).id) : undefined,
    })
    return result
  }
}

/**
 * @param {any} context
 * @param {Pick<import('./recording.mjs').RecordedCall, 'watchedFiles' | 'emittedFiles'>} effects
 */
function watchEffects(context, effects) {
  return new Proxy(context, {
    get(target, property) {
      if (property === 'addWatchFile') {
        return (/** @type {string} */ file) => {
          effects.watchedFiles.push(file)
          target.addWatchFile(file)
        }
      }
      if (property === 'emitFile') {
        return (/** @type {import('vite').Rolldown.EmittedAsset} */ asset) => {
          const referenceId = target.emitFile(asset)
          effects.emittedFiles.push({ asset, referenceId })
          return referenceId
        }
      }
      const value = Reflect.get(target, property)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/**
 * Source maps come as objects with methods; a recording holds data.
 *
 * @param {any} result
 */
function toPlainResult(result) {
  if (result === null || typeof result !== 'object') return result
  return JSON.parse(JSON.stringify(result))
}
