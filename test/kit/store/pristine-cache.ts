import fs from 'node:fs'
import path from 'node:path'
import { openStore } from '@rekindle/core'
import {
  decodeRecordHeader,
  type RecordHeader,
  recordBytes,
  recordHeaderBytes,
  sealOfSegment,
} from '../../../packages/core/src/store/record-header.ts'
import { parseStoreFileName } from '../../../packages/core/src/store/segment-name.ts'
import { expectedOutput, runStoreBuild, type StoreBuildJob, type StoreBuildOutcome } from './store-build.ts'

/** Where a record stands in a segment. */
export interface PlacedHeader {
  readonly offset: number
  readonly header: RecordHeader
}

export type FileKind = 'pack' | 'index' | 'usage'

/** A cache that one build has left, to be damaged and looked at, again and again. */
export class PristineCache {
  readonly job: StoreBuildJob
  /** Files of the version folder by their extension: one segment, its index and the usage file. */
  readonly files: Readonly<Record<FileKind, { readonly path: string; readonly bytes: Buffer }>>

  private constructor(job: StoreBuildJob) {
    this.job = job
    const folder = path.join(job.directory, fs.readdirSync(job.directory)[0] ?? '')
    const names = fs.readdirSync(folder)
    const read = (kind: FileKind): { path: string; bytes: Buffer } => {
      const [name = '', ...others] = names.filter((each) => each.endsWith(`.${kind}`))
      if (others.length > 0) throw new Error(`There are ${others.length + 1} files of kind ${kind}`)
      return { path: path.join(folder, name), bytes: fs.readFileSync(path.join(folder, name)) }
    }
    this.files = { pack: read('pack'), index: read('index'), usage: read('usage') }
  }

  static async create(job: StoreBuildJob): Promise<PristineCache> {
    await runStoreBuild(openStore, job)
    return new PristineCache(job)
  }

  /** Puts the files back as they were, with the given ones in place of theirs; `null` leaves one out. */
  restore(changes: Partial<Record<FileKind, Buffer | null>> = {}): void {
    const folder = path.dirname(this.files.pack.path)
    fs.rmSync(folder, { recursive: true, force: true })
    fs.mkdirSync(folder, { recursive: true })
    for (const kind of ['pack', 'index', 'usage'] as const) {
      const bytes = changes[kind] === undefined ? this.files[kind].bytes : changes[kind]
      if (bytes !== null) fs.writeFileSync(this.files[kind].path, bytes)
    }
  }

  /** A build on the files as they are. It throws unless everything that comes out of it is right. */
  async build(options: Partial<StoreBuildJob> = {}): Promise<StoreBuildOutcome> {
    const outcome = await runStoreBuild(openStore, { ...this.job, ...options })
    if (outcome.wrong.length > 0) throw new Error(`Wrong values: ${outcome.wrong.join('\n')}`)
    if (outcome.output !== expectedOutput(this.job)) throw new Error('The output is wrong')
    return outcome
  }

  get seal(): number {
    return sealOfSegment(parseStoreFileName(path.basename(this.files.pack.path))?.name.id ?? '')
  }

  /** All records of the segment. */
  records(): PlacedHeader[] {
    const { bytes } = this.files.pack
    const records: PlacedHeader[] = []
    for (let offset = 16; offset + recordHeaderBytes <= bytes.length; ) {
      const header = decodeRecordHeader(bytes, offset, this.seal)
      if (header === null) throw new Error(`No record at ${offset}`)
      records.push({ offset, header })
      offset += recordBytes(header)
    }
    return records
  }
}
