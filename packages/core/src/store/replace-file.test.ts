import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { replaceFile, retryWhileBusy } from './replace-file.ts'
import { useStoreTestRoom } from './store-test-room.ts'

const room = useStoreTestRoom()

/** Fails so many times with a code, then succeeds. */
function failing(times: number, code: string): () => string {
  let left = times
  return () => {
    left -= 1
    if (left >= 0) throw Object.assign(new Error(code), { code })
    return 'done'
  }
}

describe('replaceFile', () => {
  it('gives a file new content and leaves nothing beside it', () => {
    const path = join(room.parent, 'file')
    replaceFile(path, Buffer.from('one'))
    replaceFile(path, Buffer.from('two'))
    expect(readFileSync(path, 'utf8')).toBe('two')
    expect(readdirSync(room.parent)).toEqual(['file'])
  })

  it('leaves nothing behind when it fails', () => {
    const path = join(room.parent, 'folder')
    mkdirSync(join(path, 'inside'), { recursive: true })
    expect(() => replaceFile(path, Buffer.from('one'))).toThrow()
    expect(readdirSync(room.parent)).toEqual(['folder'])
  })
})

describe('retryWhileBusy', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('tries again on Windows after %s', (code) => {
    expect(retryWhileBusy(failing(3, code), true)).toBe('done')
  })

  it('gives up in the end', () => {
    expect(() => retryWhileBusy(failing(100, 'EBUSY'), true)).toThrow('EBUSY')
  })

  it('does not try again after another failure, or elsewhere', () => {
    expect(() => retryWhileBusy(failing(1, 'ENOSPC'), true)).toThrow('ENOSPC')
    expect(() => retryWhileBusy(failing(1, 'EACCES'), false)).toThrow('EACCES')
  })
})
