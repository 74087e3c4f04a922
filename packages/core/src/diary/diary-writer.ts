import fs from 'node:fs'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { makeFolder } from '../store/file-access.ts'
import type { DiaryBuild, DiaryCall } from './diary.ts'
import { encodeDiaryBuild } from './diary-codec.ts'
import { type DiaryFileName, diaryFileName, diaryFiles, diaryFolder } from './diary-files.ts'

/** So many processes are kept of each group that have made a new result: what they tell of misses is worth most. */
const KEPT_RAN = 4
/** Builds that made nothing new are all alike. */
const KEPT_RESTORED = 1
/** Files of all groups together. */
const KEPT_IN_ALL = 64
/** Rebuilds in one file; the next one begins another. */
const BUILDS_PER_FILE = 64

interface OpenFile {
  readonly path: string
  builds: number
}

/**
 * Keeps what became of the calls of each build, in files beside the results: one for each process, to which each of its
 * builds is added. The number of files is bounded. Nothing of it is read in a build.
 */
export class DiaryWriter {
  readonly #cacheDirectory: string
  readonly #open: Map<string, OpenFile> = new Map()

  /** @param cacheDirectory absolute path of the folder that holds the cache */
  constructor(cacheDirectory: string) {
    this.#cacheDirectory = cacheDirectory
  }

  /** Adds a build; one that has met no plugin isn't worth a line. @throws the system's error */
  write(build: DiaryBuild): void {
    if (build.calls.length === 0 && build.plugins.length === 0) {
      return
    }
    const kind = build.calls.some(isNews) ? 'ran' : 'restored'
    const group = groupOf(build)
    const name = `${group} ${kind}`
    const line = encodeDiaryBuild(build)
    const open = this.#open.get(name)
    if (open !== undefined && open.builds < BUILDS_PER_FILE && fs.existsSync(open.path)) {
      fs.appendFileSync(open.path, line)
      open.builds += 1
      return
    }
    const folder = diaryFolder(this.#cacheDirectory)
    makeFolder(folder)
    const file = path.join(folder, diaryFileName(build.startedAt, group, kind))
    fs.appendFileSync(file, line)
    this.#open.set(name, { path: file, builds: 1 })
    removeSurplus(folder)
  }
}

/** Whether a build with this call says something that the one before didn't: what is never cached runs in each of them. */
function isNews({ decision }: DiaryCall): boolean {
  return decision.kind === 'miss' || decision.kind === 'failed' || decision.kind === 'audited'
}

/** Builds of one project and the same environments replace each other; others don't. */
function groupOf({ root, calls }: DiaryBuild): string {
  const environments = new Set(calls.map(({ environment }) => environment))
  return crc32(JSON.stringify([root, [...environments].sort()]))
    .toString(16)
    .padStart(8, '0')
}

function removeSurplus(folder: string): void {
  const newestFirst = diaryFiles(fs.readdirSync(folder)).toReversed()
  const counts = new Map<string, number>()
  for (const [index, file] of newestFirst.entries()) {
    const name = `${file.group} ${file.kind}`
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    if (count > keptOf(file) || index >= KEPT_IN_ALL) {
      fs.rmSync(path.join(folder, file.file), { force: true })
    }
  }
}

function keptOf({ kind }: DiaryFileName): number {
  return kind === 'ran' ? KEPT_RAN : KEPT_RESTORED
}
