import { readFileSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { identifyCall } from './identify-call.mjs'

/**
 * What one hook call gave.
 *
 * @typedef {object} RecordedCall
 * @property {string} received as `identifyCall` tells it
 * @property {unknown} result
 * @property {string[]} watchedFiles
 * @property {unknown} classNames of a CSS module, which Vite keeps in memory
 * @property {{ asset: import('vite').Rolldown.EmittedAsset, referenceId: string }[]} emittedFiles
 */

/**
 * All hook results of one build, in memory. Calls are found by hook and module id; several calls for one id differ in
 * what they received.
 */
export class Recording {
  /** @type {Map<string, Map<string, RecordedCall[]>>} */
  hookToIdToCalls = new Map()
  /**
   * Files of which another content was asked for than was recorded.
   *
   * @type {Set<string>}
   */
  changed = new Set()

  /** @param {string} file */
  static read(file) {
    const recording = new Recording()
    recording.hookToIdToCalls = deserialize(readFileSync(file))
    return recording
  }

  /** @param {string} file */
  write(file) {
    writeFileSync(file, serialize(this.hookToIdToCalls))
  }

  /**
   * @param {string} plugin
   * @param {import('../observe/observer.mjs').HookName} hook
   * @param {any[]} values
   * @param {RecordedCall} call
   */
  add(plugin, hook, values, call) {
    const key = `${plugin} ${hook}`
    let idToCalls = this.hookToIdToCalls.get(key)
    if (!idToCalls) {
      idToCalls = new Map()
      this.hookToIdToCalls.set(key, idToCalls)
    }
    const { id } = identifyCall(hook, values)
    const calls = idToCalls.get(id)
    if (calls) calls.push(call)
    else idToCalls.set(id, [call])
  }

  /**
   * @param {string} plugin
   * @param {import('../observe/observer.mjs').HookName} hook
   * @param {any[]} values
   * @returns {RecordedCall | undefined}
   */
  find(plugin, hook, values) {
    const { id, received } = identifyCall(hook, values)
    return this.hookToIdToCalls
      .get(`${plugin} ${hook}`)
      ?.get(id)
      ?.find((call) => call.received === received)
  }
}
