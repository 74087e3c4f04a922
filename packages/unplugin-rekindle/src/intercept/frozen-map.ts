import { decodeMapFields, encodeMapFields } from './map-fields.ts'
import { RestoredSourceMap } from './restored-source-map.ts'

/** How a source map was given; bundlers treat these differently. */
export type MapForm = 'absent' | 'undefined' | 'null' | 'empty' | 'text' | 'object' | 'instance'

/** A source map as text; null for the forms that have none. */
export interface FrozenMap {
  readonly form: MapForm
  readonly text: string | null
}

/** Null for a map that can't be rebuilt from its own fields. */
export function freezeMap(isPresent: boolean, map: unknown): FrozenMap | null {
  if (map === undefined) {
    return { form: isPresent ? 'undefined' : 'absent', text: null }
  }
  if (map === null || map === '') {
    return { form: map === null ? 'null' : 'empty', text: null }
  }
  if (typeof map === 'string') {
    return { form: 'text', text: map }
  }
  if (typeof map !== 'object') {
    return null
  }
  const prototype: unknown = Object.getPrototypeOf(map)
  const isPlain = prototype === Object.prototype || prototype === null
  const fields = isPlain ? map : RestoredSourceMap.plainFieldsOf(map)
  const text = fields === null ? null : encodeMapFields(fields)
  return text === null ? null : { form: isPlain ? 'object' : 'instance', text }
}

/** The inverse of `freezeMap`. Throws when the text doesn't fit the form. */
export function thawMap(form: MapForm, text: string | null): unknown {
  switch (form) {
    case 'absent':
    case 'undefined':
      return undefined
    case 'null':
      return null
    case 'empty':
      return ''
    case 'text':
      return text
    case 'object':
      return decodeMapFields(text ?? '')
    case 'instance':
      return new RestoredSourceMap(decodeMapFields(text ?? ''))
  }
}
