import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { useTestFolder } from '../key/test-folder.ts'
import { folderFingerprint } from './folder-fingerprint.ts'

const folder = useTestFolder()

describe('folderFingerprint', () => {
  it('changes with what a linked package consists of, and only with that', () => {
    folder.write('preset/index.js', '1')
    folder.write('preset/lib/deep.js', '1')
    const before = folderFingerprint(folder.at('preset'))
    folder.write('preset/node_modules/b/index.js', '')
    folder.write('preset/.git/HEAD', '')
    expect(folderFingerprint(folder.at('preset'))).toBe(before)
    folder.write('preset/lib/deep.js', '2')
    const edited = folderFingerprint(folder.at('preset'))
    fs.renameSync(folder.at('preset/lib/deep.js'), folder.at('preset/lib/other.js'))
    const renamed = folderFingerprint(folder.at('preset'))
    expect(new Set([before, edited, renamed]).size).toBe(3)
  })

  it('is the same for the same files in another folder', () => {
    folder.write('one/a/b.js', '')
    folder.write('two/a/b.js', '')
    expect(folderFingerprint(folder.at('one'))).toBe(folderFingerprint(folder.at('two')))
  })
})
