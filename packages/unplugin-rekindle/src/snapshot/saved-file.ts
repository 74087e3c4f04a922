import type { SavedFile } from './output-text.ts'

/** Given by getters that complain; they follow from other fields. */
const TOLD_BY_GETTER: ReadonlySet<string> = new Set(['name', 'originalFileName'])

/** A file of a bundle as plain data; the text says what of it isn't. `fields` are those that count; null: all of them. */
export function saveFile(file: object, fields: ReadonlySet<string> | null): SavedFile | string {
  const saved: Record<string, unknown> = {}
  const isAsset = Reflect.get(file, 'type') === 'asset'
  for (const name of Object.keys(file)) {
    if ((isAsset && TOLD_BY_GETTER.has(name)) || fields?.has(name) === false) {
      continue
    }
    const value = plainForm(name, Reflect.get(file, name) as unknown)
    if (value === NOT_PLAIN) {
      return `${name} of ${String(Reflect.get(file, 'fileName'))}`
    }
    saved[name] = value
  }
  return saved
}

/** A file for a bundle, with all that the bundler told of it. */
export function restoreFile(saved: SavedFile): object {
  const file: Record<string, unknown> = { ...saved }
  const { type, names, originalFileNames, map, modules } = saved
  if (type === 'asset') {
    defineGetter(file, 'name', () => first(names, undefined))
    defineGetter(file, 'originalFileName', () => first(originalFileNames, null))
  }
  if (typeof map === 'object' && map !== null) {
    file['map'] = Object.assign(Object.create(MAP) as object, map)
  }
  if (typeof modules === 'object' && modules !== null) {
    file['modules'] = Object.assign(Object.create(null) as object, modules)
  }
  return file
}

const NOT_PLAIN: unique symbol = Symbol('not plain')

function plainForm(name: string, value: unknown): unknown {
  if (name === 'map' && typeof value === 'object' && value !== null) {
    // Its methods are given back by all maps.
    return plainOrNot(
      Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one !== 'function')),
    )
  }
  if (name === 'modules' && typeof value === 'object' && value !== null) {
    const modules = Object.entries(value as Readonly<Record<string, object>>)
    return plainOrNot(Object.fromEntries(modules.map(([id, one]) => [id, { ...one }])))
  }
  return value instanceof Uint8Array ? copiedBytes(value) : plainOrNot(value)
}

/** Bytes are told apart by their class, since a Buffer gives its content as text and other bytes give a list of numbers. */
function copiedBytes(bytes: Uint8Array): unknown {
  switch (Object.getPrototypeOf(bytes)) {
    case Buffer.prototype:
      return Buffer.from(bytes)
    case Uint8Array.prototype:
      return Uint8Array.from(bytes)
    default:
      return NOT_PLAIN
  }
}

function plainOrNot(value: unknown): unknown {
  return isStorable(value) ? value : NOT_PLAIN
}

/** Whether nothing but data is in it; unlike JSON, also nothing (`undefined`) and bytes. */
function isStorable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) {
    return typeof value !== 'function' && typeof value !== 'symbol'
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  const isPlain = prototype === Object.prototype || prototype === null || Array.isArray(value)
  return isPlain && Object.values(value).every(isStorable)
}

function defineGetter(target: object, name: string, get: () => unknown): void {
  Object.defineProperty(target, name, { get, enumerable: true, configurable: true })
}

function first(values: unknown, otherwise: unknown): unknown {
  return Array.isArray(values) ? (values[0] ?? otherwise) : otherwise
}

/** As the maps of bundlers: they tell their text and their address. */
const MAP: object = Object.defineProperties(
  {},
  {
    toString: {
      value(this: object): string {
        return JSON.stringify(this)
      },
    },
    toUrl: {
      value(this: object): string {
        const text = Buffer.from(JSON.stringify(this)).toString('base64')
        return `data:application/json;charset=utf-8;base64,${text}`
      },
    },
  },
)
