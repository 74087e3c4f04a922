import { randomBytes } from 'node:crypto'

/** What a name says: `<ms since 1970, 15 digits>-<pid>-<generation, 8 digits>-<id, 16 hex digits>`. */
export interface SegmentName {
  /** The name without extension. Names sort by time of creation. */
  readonly base: string
  readonly createdAt: number
  readonly processId: number
  /** The generation of the cache at the time when its writer opened it; see `generation.ts`. */
  readonly generation: number
  /** Random, unique to the segment; seals its records, so that bytes of another segment are never taken for its own. */
  readonly id: string
}

/** The files of this format that belong to a segment or a session. */
export type StoreFileKind = 'pack' | 'index' | 'usage' | 'temporary'

/** A generation's number has this many digits; the last one has this value. */
const generationDigits = 8
const lastGeneration = 10 ** generationDigits - 1

const storeFilePattern: RegExp =
  /^((\d{15})-(\d{1,10})-(\d{8})-([0-9a-f]{16}))\.(pack|index|usage|(?:index|usage)\.[0-9a-f]{8}\.tmp)$/

/** Every file that any version of this store creates or has created. Nothing else is ever deleted. */
const ownFilePattern: RegExp =
  /^(?:\d{15}-\d{1,10}-(?:\d{8}-)?[0-9a-f]{16}\.(?:pack|index|usage|(?:index|usage)\.[0-9a-f]{8}\.tmp)|\d{8}\.generation)$/

export function createSegmentName(now: number, processId: number, generation: number): SegmentName {
  const id = randomBytes(8).toString('hex')
  const base = `${String(now).padStart(15, '0')}-${processId}-${formatGeneration(generation)}-${id}`
  return { base, createdAt: now, processId, generation, id }
}

/** Reads a file name of the version folder; `null` for a file of another kind. */
export function parseStoreFileName(fileName: string): { name: SegmentName; kind: StoreFileKind } | null {
  const match = storeFilePattern.exec(fileName)
  if (match === null) return null
  const [, base = '', createdAt, processId, generation, id = '', extension] = match
  const name = {
    base,
    createdAt: Number(createdAt),
    processId: Number(processId),
    generation: Number(generation),
    id,
  }
  const isWhole = extension === 'pack' || extension === 'index' || extension === 'usage'
  return { name, kind: isWhole ? extension : 'temporary' }
}

/** Whether a file of a version folder is the store's own, in whichever version. */
export function isOwnFile(fileName: string): boolean {
  return ownFilePattern.test(fileName)
}

export function formatGeneration(generation: number): string {
  return String(Math.min(generation, lastGeneration)).padStart(generationDigits, '0')
}

export function packFileName(name: SegmentName): string {
  return `${name.base}.pack`
}

export function indexFileName(name: SegmentName): string {
  return `${name.base}.index`
}

export function usageFileName(name: SegmentName): string {
  return `${name.base}.usage`
}
