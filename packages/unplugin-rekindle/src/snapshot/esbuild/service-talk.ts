import { callWitness, type ProcessTalk } from '@rekindle/core'

/**
 * What esbuild's code says to the process that builds. Each message begins with its length and a number whose last bit tells answers from
 * requests; then comes an object, of a request with its command first.
 */
type Message = { readonly kind: 'answer' } | { readonly kind: 'request'; readonly command: string }

/** Functions of what they are told, and resolutions, whose answers the plugins are seen to get. */
const HARMLESS: ReadonlySet<string> = new Set(['transform', 'format-msgs', 'analyze-metafile', 'resolve'])

let isReading = false
let hasOthers = false

/** From now on the witness tells esbuild's process from those of plugins. */
export function listenToService(): void {
  callWitness().talk = talk
}

/** Whether esbuild was asked, in this process, for a build that isn't recorded: nobody sees what that reads. */
export function hasOtherBuilds(): boolean {
  return hasOthers
}

/** Esbuild reads the options of a build that is known, and sends them off. */
export function startReading(): void {
  isReading = true
}

export function endReading(): void {
  isReading = false
}

const talk: ProcessTalk = {
  isBundlers(effect, args) {
    if (effect === 'child_process.spawn') {
      const [, given] = args
      return Array.isArray(given) && given.some((one) => String(one).startsWith('--service='))
    }
    const message = effect === 'child_process.write' ? readMessage(args[0]) : null
    if (message === null) {
      return false
    }
    if (message.kind === 'answer' || HARMLESS.has(message.command)) {
      return true
    }
    const isKnown = message.command === 'build' && isReading
    hasOthers ||= !isKnown
    return isKnown
  },
}

const HEADER = 8
const OBJECT = 6
const TEXT = 3
const FIRST_NAME = 'command'

/** Null: it has another form. */
function readMessage(data: unknown): Message | null {
  if (!(data instanceof Uint8Array) || data.byteLength <= HEADER) {
    return null
  }
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  if (bytes.readUInt32LE(0) !== bytes.byteLength - 4 || bytes[HEADER] !== OBJECT) {
    return null
  }
  if ((bytes.readUInt32LE(4) & 1) === 1) {
    return { kind: 'answer' }
  }
  // After the number of its properties.
  const name = readText(bytes, HEADER + 5)
  const typeAt = HEADER + 9 + FIRST_NAME.length
  const command = name === FIRST_NAME && bytes[typeAt] === TEXT ? readText(bytes, typeAt + 1) : null
  return command === null ? null : { kind: 'request', command }
}

function readText(bytes: Buffer, at: number): string | null {
  const start = at + 4
  const end = start <= bytes.byteLength ? start + bytes.readUInt32LE(at) : Number.POSITIVE_INFINITY
  return end <= bytes.byteLength ? bytes.toString('utf8', start, end) : null
}
