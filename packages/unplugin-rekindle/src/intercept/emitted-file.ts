import { types } from 'node:util'
import { isPlainData } from '@rekindle/core'
import type { EmittedFile as RolldownEmittedFile } from 'rolldown'
import type { EmittedFile as RollupEmittedFile } from 'rollup'
import type { Rolldown } from 'vite'
import { type FrozenMap, freezeMap, thawMap } from './frozen-map.ts'

/** A file that a hook emitted, with its content as text or as base64. */
export interface EmittedFileStep {
  readonly step: 'emit'
  /** The argument of `emitFile` without its source and its map. */
  readonly file: Readonly<Record<string, unknown>>
  readonly source:
    | { readonly form: 'none' }
    | { readonly form: 'text'; readonly text: string }
    | { readonly form: 'bytes'; readonly base64: string; readonly isBuffer: boolean }
  /** The source map of a chunk that was built elsewhere; absent: the argument has no such property. */
  readonly map?: FrozenMap
  /** The reference id that the bundler gave; the result may mention it. */
  readonly reference: string
}

/** An emitted file as a step of the journal, or why it can't be one, in words. */
export type DescribedFile =
  | { readonly kind: 'described'; readonly step: Omit<EmittedFileStep, 'reference'> }
  | { readonly kind: 'indescribable'; readonly why: string }

/** `data`: repeated as it is. */
type FieldKind = 'data' | 'source' | 'map'

type AnyFile = RollupEmittedFile | RolldownEmittedFile | Rolldown.EmittedFile
type Kind = AnyFile['type']
/** Of one bundler's union at a time: the fields of a union are only those that all its members have. */
type FieldsOf<File> = File extends unknown ? keyof File : never

/** Exhaustive by type: kinds of files and fields that a bundler adds do not compile until they are classified. */
const FIELDS: {
  readonly [Type in Kind]: {
    readonly [Name in FieldsOf<Extract<AnyFile, { readonly type: Type }>>]: FieldKind
  }
} = {
  asset: {
    fileName: 'data',
    name: 'data',
    needsCodeReference: 'data',
    originalFileName: 'data',
    source: 'source',
    type: 'data',
  },
  chunk: {
    fileName: 'data',
    id: 'data',
    implicitlyLoadedAfterOneOf: 'data',
    importer: 'data',
    name: 'data',
    preserveSignature: 'data',
    type: 'data',
  },
  'prebuilt-chunk': {
    code: 'data',
    exports: 'data',
    facadeModuleId: 'data',
    fileName: 'data',
    isDynamicEntry: 'data',
    isEntry: 'data',
    map: 'map',
    name: 'data',
    sourcemapFileName: 'data',
    type: 'data',
  },
}

/** Takes the argument of an `emitFile` apart into what a replay needs. Never throws: the bundler decides what becomes of the file. */
export function describeFile(file: unknown): DescribedFile {
  try {
    return takeApart(file)
  } catch (error) {
    return indescribable(`whose argument could not be read: ${String(error)}`)
  }
}

function takeApart(file: unknown): DescribedFile {
  if (typeof file !== 'object' || file === null || !isPlain(file)) {
    return indescribable('with something that is no plain object')
  }
  const { type } = file as { readonly type?: unknown }
  const kinds =
    typeof type === 'string' && Object.hasOwn(FIELDS, type) ? FIELDS[type as keyof typeof FIELDS] : null
  if (kinds === null) {
    return indescribable(`of type ${String(type)}`)
  }
  const given: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(file)) {
    const kind = Object.hasOwn(kinds, name) ? (kinds as Readonly<Record<string, FieldKind>>)[name] : undefined
    if (kind === undefined || (kind === 'data' && value !== undefined && !isPlainData(value))) {
      return indescribable(`with ${name}`)
    }
    if (kind === 'data' && value !== undefined) {
      given[name] = value
    }
  }
  const { source, map } = file as { readonly source?: unknown; readonly map?: unknown }
  const described = describeSource(type === 'asset', source)
  if (described === null) {
    // The source of an asset may come later, from whoever remembers the reference.
    return indescribable(source === undefined ? 'without a source' : 'with source')
  }
  const step = { step: 'emit', file: structuredClone(given), source: described } as const
  if (type !== 'prebuilt-chunk' || !('map' in file)) {
    return { kind: 'described', step }
  }
  const frozen = freezeMap(true, map)
  return frozen === null ? indescribable('with map') : { kind: 'described', step: { ...step, map: frozen } }
}

/** The argument that a replay gives to `emitFile`. */
export function fileOfStep({ file, source, map }: EmittedFileStep): object {
  const withMap = map === undefined ? file : { ...file, map: thawMap(map.form, map.text) }
  switch (source.form) {
    case 'none':
      return { ...withMap }
    case 'text':
      return { ...withMap, source: source.text }
    case 'bytes': {
      const buffer = Buffer.from(source.base64, 'base64')
      return { ...withMap, source: source.isBuffer ? buffer : Uint8Array.from(buffer) }
    }
  }
}

function describeSource(isAsset: boolean, source: unknown): EmittedFileStep['source'] | null {
  if (!isAsset) {
    return { form: 'none' }
  }
  if (typeof source === 'string') {
    return { form: 'text', text: source }
  }
  if (!(source instanceof Uint8Array)) {
    return null
  }
  // Who looks at the bundle can tell the two apart: as a text, one is its content and the other one a list of numbers.
  const prototype: unknown = Object.getPrototypeOf(source)
  if (prototype !== Buffer.prototype && prototype !== Uint8Array.prototype) {
    return null
  }
  const base64 = Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString('base64')
  return { form: 'bytes', base64, isBuffer: prototype === Buffer.prototype }
}

function isPlain(file: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(file)
  return (prototype === Object.prototype || prototype === null) && !types.isProxy(file)
}

function indescribable(why: string): DescribedFile {
  return { kind: 'indescribable', why }
}
