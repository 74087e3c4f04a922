import path from 'node:path'
import { type HookTrace, inputKey, localTraces, representativePath, type TimedInput } from '@rekindle/core'
import { fileOfId } from '../plugins-known/known-plugin.ts'
import { isReadForSettings } from '../plugins-known/settings-readers.ts'
import type { Call } from './call.ts'

/**
 * Sorts what a call read: what belongs to this result is returned; what the plugin may use again from memory
 * is told to its family's memory.
 */
export function learnInputs(call: Call, trace: HookTrace, watched: readonly string[]): readonly TimedInput[] {
  const { plugin, hook, id } = call
  const { host, policy } = plugin
  const memory = host.results.memoryOf(policy.family)
  const startedAtMs = host.startedAtMs()
  plugin.rememberSharedFiles(id)
  plugin.noteEffects(trace.effects)

  const declared = new Map(watched.map((file) => [path.resolve(file), declaredInput(file, trace)]))
  const own = fileOfId(id)
  const source = plugin.sourceOf(call.environment, hook, id)
  // What a `load` hook returns is a function of the file that the id names, also when native code read it; or of
  // what the plugin remembers of that file, which is in the key where it is known.
  const isOfFile = call.memory === '' && (hook === 'load' || source === own)
  if (path.isAbsolute(own) && (isOfFile || trace.files.get(own)?.isRead === true)) {
    declared.set(own, declaredInput(own, trace))
  }

  // That the module's own file was looked at says no more than that there is such a module.
  // An unknown plugin may remember also what it declares; a known one declares it whenever it uses it.
  const isApart = (name: string): boolean => name === own || (policy.isUnknown !== true && declared.has(name))
  const others = touchedInputs(trace).filter((input) => input.kind !== 'file' || !isApart(input.name))
  if (policy.memory === 'linked') {
    // A function in the plugin's options may read what it likes and look at it never again.
    const [files, unlike] = partition(others, isLinkable)
    memory.remember(
      unlike.filter(({ isRead }) => isRead),
      startedAtMs,
      own,
    )
    memory.link(files, startedAtMs)
    const linked = memory.linked(others)
    if (id === own) {
      // What was compiled before in this process may come from memory, without a look at anything.
      const inputs = withEarlier([...declared.values(), ...linked], memory.inputsOfModule(own), own)
      memory.noteModule(own, inputs)
      return inputs
    }
    // A part of a module is what the compilation of the whole has left in memory.
    return [...declared.values(), ...linked, ...memory.inputsOfModule(source ?? own)]
  }
  memory.remember(others, startedAtMs, own)
  return [...declared.values()]
}

function withEarlier(
  inputs: readonly TimedInput[],
  earlier: readonly TimedInput[],
  own: string,
): readonly TimedInput[] {
  const keys = new Set(inputs.map(inputKey))
  return [...inputs, ...earlier.filter((input) => input.name !== own && !keys.has(inputKey(input)))]
}

/** A package.json may be an input as a file or by its settings. */
function isLinkable({ kind, name }: TimedInput): boolean {
  return (kind === 'file' || kind === 'settings') && LINKED.test(name)
}

/** Source files with types, and the configs that say where these are. */
const LINKED: RegExp = /\.(?:[cm]?[jt]sx?|vue)$|[\\/](?:[tj]sconfig[^\\/]*|package)\.jsonc?$/

function partition<Value>(values: readonly Value[], isFirst: (value: Value) => boolean): [Value[], Value[]] {
  const parts: [Value[], Value[]] = [[], []]
  for (const value of values) {
    parts[isFirst(value) ? 0 : 1].push(value)
  }
  return parts
}

function declaredInput(file: string, trace: HookTrace): TimedInput {
  const name = path.resolve(file)
  // It may have been read at any time since the call began.
  return { kind: 'file', name, readAtMs: trace.startedAtMs, isRead: true }
}

/** What the code of the project has read before the build; any result may come from it. */
export function localInputs(): readonly TimedInput[] {
  return [...localTraces()].flatMap(([file, trace]) =>
    touchedInputs(trace).map((input) => ({ ...input, through: file })),
  )
}

/** Everything that a trace saw, under the names that stand for it. */
export function touchedInputs(trace: HookTrace): readonly TimedInput[] {
  const inputs: TimedInput[] = []
  for (const [file, touch] of trace.files) {
    if (file === process.execPath) {
      // The runtime is part of the toolchain, and too large to hash.
      continue
    }
    const name = representativePath(file)
    const kind = name === file && isReadForSettings(touch.by) ? 'settings' : 'file'
    inputs.push({ kind, name, readAtMs: touch.atMs, isRead: touch.isRead })
  }
  for (const [name, readAtMs] of trace.directories) {
    inputs.push({ kind: 'directory', name, readAtMs, isRead: true })
  }
  for (const [name, readAtMs] of trace.trees) {
    inputs.push({ kind: 'tree', name, readAtMs, isRead: true })
  }
  for (const name of trace.env) {
    inputs.push({ kind: 'env', name, readAtMs: trace.startedAtMs, isRead: true })
  }
  return inputs
}
