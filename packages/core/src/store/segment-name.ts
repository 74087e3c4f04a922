import { randomBytes } from 'node:crypto'

/** What the name of a segment says: `<ms since 1970, 15 digits>-<pid>-<id, 16 hex digits>`. */
export interface SegmentName {
  /** The name without extension. Names sort by time of creation. */
  readonly base: string
  readonly createdAt: number
  readonly processId: number
  /** Random, unique to the segment; seals its records, so that bytes of another segment are never taken for its own. */
  readonly id: string
}

/** Every file this store ever creates. Nothing else is ever deleted. */
export type StoreFileKind = 'pack' | 'index' | 'temporary'

const storeFilePattern: RegExp =
  /^((\d{15})-(\d{1,10})-([0-9a-f]{16}))\.(pack|index|index\.[0-9a-f]{8}\.tmp)$/

export function createSegmentName(now: number, processId: number): SegmentName {
  const id = randomBytes(8).toString('hex')
  return { base: `${String(now).padStart(15, '0')}-${processId}-${id}`, createdAt: now, processId, id }
}

/** Reads a file name of the version folder; `null` for a file that isn't ours. */
export function parseStoreFileName(fileName: string): { name: SegmentName; kind: StoreFileKind } | null {
  const match = storeFilePattern.exec(fileName)
  if (match === null) return null
  const [, base, createdAt, processId, id, extension] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  return {
    name: { base, createdAt: Number(createdAt), processId: Number(processId), id },
    kind: extension === 'pack' || extension === 'index' ? extension : 'temporary',
  }
}

export function packFileName(name: SegmentName): string {
  return `${name.base}.pack`
}

export function indexFileName(name: SegmentName): string {
  return `${name.base}.index`
}

export function temporaryIndexFileName(name: SegmentName): string {
  return `${name.base}.index.${randomBytes(4).toString('hex')}.tmp`
}
