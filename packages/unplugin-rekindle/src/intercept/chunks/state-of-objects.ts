import { inspect } from 'node:util'
import { fingerprintOf } from '@rekindle/core'

const WHOLE = { depth: 8, maxArrayLength: null, maxStringLength: null, customInspect: false }

/** Fingerprint of what objects hold now, also those that have no text form otherwise (maps, sets, circles). */
export function stateOfObjects(objects: readonly object[]): string {
  return fingerprintOf(objects.map((each) => inspect(each, WHOLE)).join('\n'))
}
