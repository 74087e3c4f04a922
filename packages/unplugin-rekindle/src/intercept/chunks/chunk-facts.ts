import { fingerprintOf, type InputState, isPlainData, type ProjectRoot } from '@rekindle/core'

/** Where the arguments of `renderChunk` are that hold facts, behind the code. */
export const FACT_ARGUMENTS = { chunk: 1, options: 2, meta: 3 } as const

/**
 * Objects that a hook is given piece by piece, since it seldom looks at all of them:
 * the chunk, the output options, all chunks of the output by name, and the modules of a chunk by id.
 */
export type FactRoom = keyof typeof FACT_ARGUMENTS | 'chunks' | 'modules' | 'module'

/** The room that a value in a room is; null: it is a value of its own. */
export function roomIn(room: FactRoom, name: string): FactRoom | null {
  switch (room) {
    case 'meta':
      return name === 'chunks' ? 'chunks' : null
    case 'chunks':
      return 'chunk'
    case 'chunk':
      return name === 'modules' ? 'modules' : null
    case 'modules':
      return 'module'
    default:
      return null
  }
}

/** Fingerprint of a value, the same in every copy of the project; null when it has no text form. */
export function stateOfFact(value: unknown, root: ProjectRoot): InputState | null {
  if (value === undefined) {
    return 'absent'
  }
  try {
    return isPlainData(value) ? fingerprintOf(root.keyForm(JSON.stringify(value))) : null
  } catch {
    // It refers to itself.
    return null
  }
}

/** The names in a room, in their order: those of its own, and of what its class tells of it. */
export function factNames(room: object): readonly string[] {
  const names = new Set(Object.getOwnPropertyNames(room))
  let level: unknown = Object.getPrototypeOf(room)
  while (level !== null && level !== Object.prototype) {
    for (const name of Object.getOwnPropertyNames(level)) {
      if (name !== 'constructor') {
        names.add(name)
      }
    }
    level = Object.getPrototypeOf(level)
  }
  return [...names]
}

/** Fingerprint of the names in a room. */
export function stateOfNames(room: object, root: ProjectRoot): InputState {
  return fingerprintOf(root.keyForm(JSON.stringify(factNames(room))))
}

/** The present state of a fact; null when it can't be told. */
export function factState(
  args: readonly unknown[],
  path: readonly string[],
  root: ProjectRoot,
): InputState | null {
  const found = valueAt(args, path)
  return found.kind === 'found' ? stateOfFact(found.value, root) : null
}

/** The present state of the names in a room; null when there is none. */
export function namesState(
  args: readonly unknown[],
  path: readonly string[],
  root: ProjectRoot,
): InputState | null {
  const found = valueAt(args, path)
  return found.kind === 'found' && isObject(found.value) ? stateOfNames(found.value, root) : null
}

function valueAt(
  args: readonly unknown[],
  [argument = '', ...names]: readonly string[],
): { readonly kind: 'found'; readonly value: unknown } | { readonly kind: 'nowhere' } {
  if (!Object.hasOwn(FACT_ARGUMENTS, argument)) {
    return { kind: 'nowhere' }
  }
  let value = args[FACT_ARGUMENTS[argument as keyof typeof FACT_ARGUMENTS]]
  for (const name of names) {
    if (!isObject(value)) {
      return { kind: 'nowhere' }
    }
    value = Reflect.get(value, name, value)
  }
  return { kind: 'found', value }
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
