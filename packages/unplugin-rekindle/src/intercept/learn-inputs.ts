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

  const declared = new Map<string, TimedInput>()
  for (const file of watched) {
    const input = declaredInput(file, trace)
    declared.set(input.name, input)
  }
  const own = fileOfId(id)
  const source = plugin.modules.sourceOf(call.environment, hook, id)
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
    memory.remember(
      others.filter((input) => input.isRead && !isLinkable(input)),
      startedAtMs,
      own,
    )
    memory.link(others.filter(isLinkable), startedAtMs)
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
  trace.files.forEach((touch, file) => {
    // The runtime is part of the toolchain, and too large to hash.
    if (file !== process.execPath) {
      const name = representativePath(file)
      const kind = name === file && isReadForSettings(touch.by) ? 'settings' : 'file'
      inputs.push({ kind, name, readAtMs: touch.atMs, isRead: touch.isRead })
    }
  })
  trace.directories.forEach((readAtMs, name) => {
    inputs.push({ kind: 'directory', name, readAtMs, isRead: true })
  })
  trace.trees.forEach((readAtMs, name) => {
    inputs.push({ kind: 'tree', name, readAtMs, isRead: true })
  })
  trace.env.forEach((name) => {
    inputs.push({ kind: 'env', name, readAtMs: trace.startedAtMs, isRead: true })
  })
  return inputs
}
