import { readFileSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'

/**
 * What one hook call gave.
 *
 * @typedef {object} RecordedCall
 * @property {string} code what the hook received; '' for `load`
 * @property {unknown} result
 * @property {string[]} watchedFiles
 * @property {{ asset: import('vite').Rolldown.EmittedAsset, referenceId: string }[]} emittedFiles
 */

/**
 * All hook results of one build, in memory. Calls are found by hook and module id; several calls for one id differ in
 * the code that they received.
 */
export class Recording {
  /** @type {Map<string, Map<string, RecordedCall[]>>} */
  hookToIdToCalls = new Map()

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
   * @param {string} hook
   * @param {string} id
   * @param {RecordedCall} call
   */
  add(hook, id, call) {
    let idToCalls = this.hookToIdToCalls.get(hook)
    if (!idToCalls) {
      idToCalls = new Map()
      this.hookToIdToCalls.set(hook, idToCalls)
    }
    const calls = idToCalls.get(id)
    if (calls) calls.push(call)
    else idToCalls.set(id, [call])
  }

  /**
   * @param {string} hook
   * @param {string} id
   * @param {string} code
   * @returns {RecordedCall | undefined}
   */
  find(hook, id, code) {
    return this.hookToIdToCalls
      .get(hook)
      ?.get(id)
      ?.find((call) => call.code === code)
  }
}
