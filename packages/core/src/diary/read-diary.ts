import fs from 'node:fs'
import path from 'node:path'
import { listFolder } from '../store/file-access.ts'
import type { StoreListener } from '../store/store-event.ts'
import type { DiaryBuild } from './diary.ts'
import { decodeDiaryLine } from './diary-codec.ts'
import { diaryFiles, diaryFolder } from './diary-files.ts'
import { joinParts } from './join-parts.ts'

/**
 * The builds that a cache's diary holds, the latest first; none when there is no diary. What is damaged counts as missing and is
 * told of by an event. Never throws.
 * @param cacheDirectory absolute path of the folder that holds the cache
 */
export function readDiary(cacheDirectory: string, onEvent: StoreListener = () => {}): readonly DiaryBuild[] {
  const folder = diaryFolder(cacheDirectory)
  const parts = diaryFiles(listFolder(folder) ?? []).flatMap(({ file }) =>
    readLines(path.join(folder, file), onEvent),
  )
  return [...joinParts(parts)].sort((one, other) => other.startedAt - one.startedAt)
}

/** The builds in one file of lines, in their order. */
export function readDiaryFile(file: string, onEvent: StoreListener = () => {}): readonly DiaryBuild[] {
  return joinParts(readLines(file, onEvent))
}

function readLines(file: string, onEvent: StoreListener): readonly DiaryBuild[] {
  const builds: DiaryBuild[] = []
  let offset = 0
  for (const line of textOf(file, onEvent).split('\n')) {
    const decoded = line === '' ? null : decodeDiaryLine(line)
    if (decoded?.kind === 'build') {
      builds.push(decoded.build)
    } else if (decoded?.kind === 'damaged') {
      onEvent({ kind: 'corrupt', segment: path.basename(file), part: 'diary', offset, reason: 'checksum' })
    }
    offset += Buffer.byteLength(line) + 1
  }
  return builds
}

function textOf(file: string, onEvent: StoreListener): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    const { code = null } = error as NodeJS.ErrnoException
    onEvent({ kind: 'segment-skipped', segment: path.basename(file), reason: 'unreadable', code })
    return ''
  }
}
