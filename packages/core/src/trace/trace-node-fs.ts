import fs from 'node:fs'
import path from 'node:path'
import { type BuildWitness, changedPaths, pathOf } from './build-witness.ts'
import { filesOnStack } from './files-on-stack.ts'
import type { HookTrace } from './hook-trace.ts'
import { localTraceOf } from './local-code.ts'
import type { MethodPatches, See } from './patched-method.ts'
import { ownCallbacks, ownRequests, presentWitness, runningTrace } from './running-trace.ts'

/**
 * `read`: content; `look`: existence or attributes; `list`: the names in a folder; `tree`: those of all folders below it as
 * well; `effect`: a change.
 */
type Seen = 'read' | 'look' | 'list' | 'tree' | 'effect'

/**
 * What the first argument of each method of node:fs says about the caller. Each name stands for its
 * synchronous, its callback and its promise form.
 */
const METHODS: Readonly<Record<string, Seen>> = {
  readFile: 'read',
  open: 'read',
  openAsBlob: 'read',
  read: 'read',
  readv: 'read',
  createReadStream: 'read',
  stat: 'look',
  lstat: 'look',
  exists: 'look',
  access: 'look',
  realpath: 'look',
  readlink: 'read',
  readdir: 'list',
  opendir: 'list',
  // Its folders are read out of sight.
  glob: 'effect',
  watch: 'effect',
  watchFile: 'effect',
  copyFile: 'effect',
  writeFile: 'effect',
  appendFile: 'effect',
  createWriteStream: 'effect',
  mkdir: 'effect',
  mkdtemp: 'effect',
  rm: 'effect',
  rmdir: 'effect',
  unlink: 'effect',
  rename: 'effect',
  truncate: 'effect',
  symlink: 'effect',
  link: 'effect',
  cp: 'effect',
  utimes: 'effect',
  lutimes: 'effect',
  chmod: 'effect',
  lchmod: 'effect',
  chown: 'effect',
  lchown: 'effect',
}

/**
 * The functions below node:fs, on which all its forms stand, also those that somebody took out of the module
 * before the patches stood: what they say by their first argument.
 */
const BINDING: Readonly<Record<string, Seen>> = {
  open: 'read',
  openFileHandle: 'read',
  readFileUtf8: 'read',
  stat: 'look',
  lstat: 'look',
  access: 'look',
  existsSync: 'look',
  realpath: 'look',
  readlink: 'read',
  readdir: 'list',
  opendir: 'list',
  writeFileUtf8: 'effect',
  mkdir: 'effect',
  mkdtemp: 'effect',
  rename: 'effect',
  rmdir: 'effect',
  rmSync: 'effect',
  unlink: 'effect',
  copyFile: 'effect',
  symlink: 'effect',
  link: 'effect',
}

/** Further functions there, which go on with what was opened. */
const CONTINUING = ['fstat', 'read', 'readBuffers', 'close', 'writeBuffer', 'writeBuffers', 'writeString']

/** The runtime's own file functions, where it lets them be reached. */
function fileBinding(): object {
  const before = Object.getOwnPropertyDescriptor(process, 'noDeprecation')
  try {
    // That we go there is our affair: a program that throws at deprecations must not end by it.
    process.noDeprecation = true
    const { binding } = process as unknown as { binding?: (name: string) => object }
    return binding?.('fs') ?? {}
  } catch {
    // Refused by a permission model: the methods of node:fs have to do.
    return {}
  } finally {
    if (before === undefined) {
      Reflect.deleteProperty(process, 'noDeprecation')
    } else {
      Object.defineProperty(process, 'noDeprecation', before)
    }
  }
}

/** Reports what the running hook call, or local code between calls, does to the file system through node:fs. */
export function traceNodeFs(patches: MethodPatches): void {
  for (const [name, seen] of Object.entries(METHODS)) {
    const see: See = (args, patched) => {
      // One method stands on another: what the outer one was asked for says it all.
      if (publicCalls === 0) {
        const trace = runningTrace() ?? localTraceOf(args[0], seen === 'look', patched)
        const witness = presentWitness()
        if (trace === undefined && witness === null) {
          return undefined
        }
        const what = seenByOptions(name, args) ?? seen
        if (trace !== undefined) {
          note(trace, name, what, args[0], patched)
        }
        if (witness !== null) {
          bearWitness(witness, name, what, args)
        }
      }
      publicCalls += 1
      return leave
    }
    if (name === 'realpath') {
      // Before the methods that they stand on, which take them along.
      patches.observe(fs.realpath, 'native', see)
      patches.observe(fs.realpathSync, 'native', see)
    }
    patches.observe(fs, name, see, ownCallbacks)
    patches.observe(fs, `${name}Sync`, see)
    patches.observe(fs.promises, name, see)
  }
  const binding = fileBinding()
  for (const [name, seen] of Object.entries(BINDING)) {
    patches.observe(
      binding,
      name,
      (args, patched) => {
        if (publicCalls > 0 || typeof args[0] === 'number') {
          return
        }
        const trace = runningTrace()
        const witness = presentWitness()
        const what = name.startsWith('open') && isForWriting(args[1]) ? 'effect' : seen
        if (trace !== undefined) {
          note(trace, name, what, args[0], patched)
        }
        if (witness !== null) {
          bearWitness(witness, name, what, args)
        }
      },
      ownRequests,
    )
  }
  for (const name of CONTINUING) {
    patches.observe(binding, name, () => undefined, ownRequests)
  }
  standing = new Map(COMMON.map((name) => [name, functions[name]]))
}

/** Functions that whoever gives out files of his own replaces, one or the other. */
const COMMON = [
  'readFileSync',
  'readFile',
  'existsSync',
  'statSync',
  'stat',
  'lstatSync',
  'readdirSync',
  'openSync',
]
const functions = fs as unknown as Readonly<Record<string, unknown>>
let standing: ReadonlyMap<string, unknown> = new Map()

/** Whether functions of node:fs are others than those that see: then files may be what no disk has. */
export function hasForeignFileFunctions(): boolean {
  for (const [name, own] of standing) {
    if (functions[name] !== own) {
      return true
    }
  }
  return false
}

/** Above zero while a method of node:fs runs: what it stands on says nothing new. */
let publicCalls = 0

function leave(): void {
  publicCalls -= 1
}

/** What the options of a reading method make of it: a change of the disk, or a look into all folders below one. */
function seenByOptions(name: string, args: readonly unknown[]): Seen | null {
  const options = args[1] as { readonly flags?: unknown; readonly recursive?: unknown } | null | undefined
  switch (name) {
    case 'open':
      return isForWriting(args[1]) ? 'effect' : null
    case 'createReadStream':
      return isForWriting(options?.flags) ? 'effect' : null
    case 'readdir':
    case 'opendir':
      return options?.recursive === true ? 'tree' : null
    default:
      return null
  }
}

function isForWriting(flags: unknown): boolean {
  return typeof flags === 'string' ? !/^r[s]?$/.test(flags) : typeof flags === 'number' && (flags & 3) !== 0
}

function note(
  trace: HookTrace,
  method: string,
  seen: Seen,
  target: unknown,
  patched: Parameters<See>[1],
): void {
  if (seen === 'effect') {
    trace.effects.add(`fs.${method}`)
    return
  }
  const file = pathOf(target)
  if (file === null) {
    // A descriptor: its opening was seen if this call did it; of another's nobody knows what it reads.
    if (seen === 'read' && ![...trace.files.values()].some(({ isRead }) => isRead)) {
      trace.effects.add('a read from a descriptor that was opened before')
    }
    return
  }
  switch (seen) {
    case 'list':
      trace.sawDirectory(file)
      break
    case 'tree':
      trace.sawTree(file)
      break
    default:
      trace.sawFile(file, seen === 'read', isManifest(file) ? callersOf(patched) : null)
  }
}

/** Other names of the standard input, which can be read once. */
const STANDARD_INPUT: RegExp = /^\/(?:dev\/(?:stdin|fd\/)|proc\/(?:self|\d+)\/fd\/)/

/** What tells where a link leads. */
const FOLLOWING: ReadonlySet<string> = new Set(['realpath', 'readlink', 'lstat'])

function bearWitness(witness: BuildWitness, method: string, seen: Seen, args: readonly unknown[]): void {
  if (seen === 'effect') {
    for (const changed of changedPaths(method, args)) {
      witness.writes.push({ method: `fs.${method}`, path: changed })
    }
    return
  }
  const file = pathOf(args[0])
  if (args[0] === 0 || (file !== null && STANDARD_INPUT.test(file))) {
    witness.effects.add('process.stdin')
    return
  }
  if (file === null) {
    return
  }
  if (FOLLOWING.has(method)) {
    witness.sawPlace(file)
  }
  switch (seen) {
    case 'list':
      witness.sawDirectory(file)
      break
    case 'tree':
      witness.sawTree(file)
      break
    default:
      witness.sawFile(file, seen === 'read')
  }
}

/** Of most files the whole content counts; of these, what counts depends on who reads them. */
function isManifest(file: string): boolean {
  return file.endsWith(MANIFEST)
}

const MANIFEST = `${path.sep}package.json`

function callersOf(patched: Parameters<See>[1]): string {
  return [...new Set(filesOnStack(patched, 30))].join('\n')
}
